"""docgen installed as users install it, from a wheel or from its folder, works outside the repository that it came from."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def _run(*command: str | Path, cwd: Path, **env: str) -> str:
    done = subprocess.run([*map(str, command)], cwd=cwd, env={"PATH": "/usr/bin:/bin", **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _from_a_wheel(folder: Path) -> tuple[Path, dict[str, str]]:
    """The command, in an environment of its own that has docgen's dependencies."""
    _run(*PIP, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("docgen-*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv/bin/python"
    (site,) = (folder / "venv/lib").glob("python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    _run(*PIP, "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    return folder / "venv/bin/docgen", {}


def _from_the_folder(folder: Path) -> tuple[Path, dict[str, str]]:
    """The command, in a folder that Python looks into before the repository's own environment."""
    _run(*PIP, "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", folder / "site", ROOT, cwd=folder)
    return folder / "site/bin/docgen", {"PYTHONPATH": str(folder / "site")}


@pytest.mark.parametrize("install", [_from_a_wheel, _from_the_folder])
def test_an_installed_docgen_makes_a_repository_and_builds_it(install: Callable[[Path], tuple[Path, dict[str, str]]], tmp_path: Path) -> None:
    command, env = install(tmp_path)
    assert "docgen, version" in _run(command, "--version", cwd=tmp_path, **env)
    _run(command, "init", "our-mous", cwd=tmp_path, **env)
    made = tmp_path / "our-mous"
    assert "herefordshire/undated: 4 files, 4 changed" in _run(command, "build", cwd=made, **env)
    assert (made / "build/herefordshire/herefordshire-undated.docx").stat().st_size > 10_000
    assert "Exit status" in _run(command, "check", "--help", cwd=made, **env)
    python = command.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!")
    where = _run(python, "-c", "import docgen; print(docgen.__file__)", cwd=made, **env)
    assert Path(where.strip()).is_relative_to(tmp_path), "the docgen that ran is the one that was installed"


def test_the_repository_s_own_environment_has_the_command() -> None:
    command = Path(sys.executable).with_name("docgen")
    assert "docgen, version" in _run(command, "--version", cwd=Path("/"))

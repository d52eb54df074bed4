"""Finding the programs that judge outputs: a test skips without its judge on a desk, and fails without it in CI."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def require(tool: str) -> str:
    """The path of the program `tool`: from PATH, or bundled in a Python package. Without it the test skips, or fails where CI is set."""
    path = shutil.which(tool) or _bundled(tool)
    if path is None:
        absent(f"{tool} is not installed")
    return path


def require_office_python() -> str:
    """The path of a Python that can talk to LibreOffice: Debian's own. Without it the test skips, or fails where CI is set."""
    path = shutil.which("python3", path="/usr/bin")
    if path is None or subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode:
        absent("python3-uno is not installed")
    return path


def require_package(name: str) -> str:
    """The folder of a Node package of the repository (`node_modules/<name>`), or of the folder that NODE_PATH names."""
    places = [Path(__file__).parents[1] / "node_modules", *map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)))]
    for place in places:
        if (place / name).is_dir():
            return str(place / name)
    absent(f"the Node package {name} is not installed")


def absent(reason: str) -> NoReturn:
    """Skip the test and say why; in CI fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI must have it")
    pytest.skip(reason)


def _bundled(tool: str) -> str | None:
    """The pandoc that the package pypandoc_binary carries."""
    package = importlib.util.find_spec("pypandoc") if tool == "pandoc" else None
    if package is None or package.origin is None:
        return None
    return shutil.which(str(Path(package.origin).parent / "files" / "pandoc"))

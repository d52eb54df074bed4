"""A year of a partnership at the command line, on this repository's own data: what was released stays as it was, whatever happens after."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from tests.scratch import ROOT

CLAUSE = "clauses/dispute-resolution/three-tier"
REVISION = "partnerships/halton/2020.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def docgen(*words: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result.output


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_last_years_file_is_still_the_released_one_after_a_year_of_changes(root: Path) -> None:
    docgen("release", "halton/2019")
    docgen("build", "halton/2019", "--output", "sent")
    locked = {path: path.read_bytes() for path in (root / "partnerships/halton").glob("2019.*")}

    docgen("clause", "bump", "dispute-resolution/three-tier", "--change", "obligation", "--why", "A dispute must be settled within 20 working days.")
    edit(root / CLAUSE / "v2.md", "through discussion and negotiation, it", "through discussion and negotiation within 20 working days, it")
    assert docgen("outdated", "halton") == "Nothing is outdated.\n", "a draft is no version to move to"
    assert "halton" in docgen("impact", "dispute-resolution/three-tier@2"), "but its impact can be seen before its release"
    edit(root / CLAUSE / "v2.md", "status: draft", "status: approved")
    assert "dispute-resolution/three-tier@1" in docgen("outdated", "halton")

    before = (root / REVISION).read_text(encoding="utf-8")
    assert "20 working days" in docgen("upgrade", "halton", "--yes")
    after = (root / REVISION).read_text(encoding="utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.strip() for line in added] == ["dispute-resolution:", "clause: dispute-resolution/three-tier@2"]
    assert docgen("outdated", "halton") == "Nothing is outdated.\n"

    edit(root / REVISION, "status: illustrative", "status: approved")
    assert "approval outstanding" in docgen("status", "halton/2020", "--strict", "--on", "2020-06-01", status=1)
    docgen("approve", "halton/2020", "--by", "Jo Doe, Chief Executive", "--on", "2020-06-01")
    docgen("status", "halton/2020", "--strict", "--on", "2020-06-02")
    assert cover(root) == "Approved"

    edit(root / REVISION, "contact: the Unit", "contact: the unit")
    assert "text changed since approval" in docgen("status", "halton/2020", "--strict", "--on", "2020-06-02", status=1)
    assert cover(root) == "Awaiting approval"

    for file in sorted((root / "sent/halton").iterdir()):
        assert "byte for byte as released" in docgen("verify", str(file))
    docgen("check", "halton/2019")
    assert {path: path.read_bytes() for path in (root / "partnerships/halton").glob("2019.*")} == locked


def cover(root: Path) -> str:
    """The status on the cover of the composed document."""
    docgen("build", "halton/2020", "--format", "md")
    lines = (root / "build/halton/halton-2020.md").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line in ("Approved", "Awaiting approval", "Illustrative draft"))

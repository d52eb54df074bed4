"""`docgen import` writes revisions that build, and nothing if anything is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.comparison.diff import diff
from docgen.composition.compose import compose
from docgen.document.tree import Document, Paragraph, plain, walk
from docgen.formats.docx import redline_writer
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.sources.files import HouseStyle
from tests import pair
from tests.scratch import ROOT

DRAFT = """\
# Memorandum of Understanding

Made between us.

## Purpose

Exham Council (“the Council”) and Exham Police agree how they work together. The Council leads.

1. They meet every month.
2. They publish what they decide:
   - on paper; and
   - on the web.

## Money

Each pays £500 a year.

| Partner | Share |
|---|---|
| Council | 50% |
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "partnerships").mkdir()
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def _run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], prog_name="docgen")


def _document(root: Path, name: str) -> Document:
    return compose(load(root, name), Library(root))


def _words(document: Document) -> list[str]:
    return [plain(node.inlines) for section in document.sections for node in walk(section) if isinstance(node, Paragraph)]


def test_a_file_becomes_a_revision_that_builds_and_has_no_errors(root: Path) -> None:
    (root / "a.md").write_text(DRAFT, encoding="utf-8")
    result = _run(root, "import", str(root / "a.md"), "--name", "exham/1")
    assert result.exit_code == 0, result.output
    assert "Written: partnerships/exham/1.yaml" in result.output and "not in the new revision" not in result.output
    assert _run(root, "build", "exham").exit_code == 0
    assert "0 errors" in _run(root, "check", "exham").output
    assert _words(_document(root, "exham/1"))[:2] == ["Made between us.", DRAFT.split("\n")[6]]


def test_a_dry_run_and_a_taken_or_impossible_name_write_nothing(root: Path) -> None:
    (root / "a.md").write_text(DRAFT, encoding="utf-8")
    assert "Nothing was written" in _run(root, "import", str(root / "a.md"), "--dry-run").output
    assert not list((root / "partnerships").iterdir())
    assert "bad-name" in _run(root, "import", str(root / "a.md"), "--name", "Exham").output
    assert _run(root, "import", str(root / "a.md"), "--name", "exham/1").exit_code == 0
    before = (root / "partnerships/exham/1.yaml").read_text(encoding="utf-8")
    (root / "a.md").write_text(DRAFT.replace("month", "week"), encoding="utf-8")
    again = _run(root, "import", str(root / "a.md"), "--name", "exham/1")
    assert again.exit_code == 1 and "revision-exists" in again.output
    assert (root / "partnerships/exham/1.yaml").read_text(encoding="utf-8") == before


def test_one_bad_file_of_several_stops_all(root: Path) -> None:
    (root / "a.md").write_text(DRAFT, encoding="utf-8")
    (root / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    result = _run(root, "import", str(root / "a.md"), str(root / "b.doc"))
    assert (result.exit_code == 1 and "b.doc" in result.output and result.exception is None) or isinstance(result.exception, SystemExit)
    assert not list((root / "partnerships").iterdir())


def _tracked(root: Path) -> tuple[Path, Document, Document]:
    """A Word file with tracked changes, and its two texts."""
    old = pair.document("none", pair.section("aims", pair.LONG), pair.section("money", "Each pays 12% of the cost."), pair.section("end", "It ends in 2030."))
    added = pair.section("staff", "They share their staff.")
    new = pair.document("none", pair.section("aims", pair.LONG.replace("every quarter", "every month")), added, pair.section("end", "It ends in 2030."))
    path = root / "a.docx"
    path.write_bytes(redline_writer.write(diff(old, new), {}, HouseStyle("mou", ROOT), "off", track_numbers=True))
    return path, old, new


def test_tracked_changes_stop_until_somebody_says_what_becomes_of_them(root: Path) -> None:
    path, old, new = _tracked(root)
    stopped = _run(root, "import", str(path), "--name", "exham/1")
    assert stopped.exit_code == 1 and "tracked-changes" in stopped.output and "--changes keep" in stopped.output
    for choice, expected in (("accept", new), ("reject", old)):
        assert _run(root, "import", str(path), "--name", f"exham/{choice}", "--changes", choice).exit_code == 0
        found = _words(_document(root, f"exham/{choice}"))
        assert [each for each in _words(expected) if each not in found] == []
        assert len(found) - len(_words(expected)) == len(found) - len([each for each in found if each in _words(expected)])


def test_tracked_changes_can_become_a_revision_that_extends_the_old_text(root: Path) -> None:
    path, old, new = _tracked(root)
    result = _run(root, "import", str(path), "--name", "exham/1", "--changes", "keep")
    assert result.exit_code == 0, result.output
    text = (root / "partnerships/exham/1-proposed.yaml").read_text(encoding="utf-8")
    assert text.startswith('extends: "1"') or text.startswith("extends: 1")
    assert "money: null" in text and "It ends in 2030" not in text
    for name, expected in (("exham/1", old), ("exham/1-proposed", new)):
        found = [each for each in _words(_document(root, name)) if each in (*_words(old), *_words(new))]
        assert found == _words(expected)

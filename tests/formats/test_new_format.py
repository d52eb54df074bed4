"""A format is one folder: put there, it is built, released and offered by the command line, and nothing else is edited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import docgen.formats
from docgen.cli.main import main
from docgen.sources import registry
from tests.scratch import Scratch, repository

FOLDER = {
    "__init__.py": '"""Titles alone."""\n\nCHARTS = ("svg",)\n',
    "writer.py": (
        'SUFFIX = ".titles"\n\n\ndef write(document, style):\n    return "\\n".join(["%PDF", *(section.id for section in document.sections), ""]).encode()\n'
    ),
    "redline_writer.py": 'MARKS = {}\n\n\ndef write(redline, explanations, style):\n    return f"{len(redline.changes)}\\n".encode()\n',
    "returned.py": (
        "from docgen.formats.returned_file import ReturnedFile\n\n\n"
        'def recognises(data):\n    return data.startswith(b"%PDF")\n\n\n'
        "def read(data, name):\n    return ReturnedFile('scratch/1', tuple((line[:4], line) for line in data.decode().splitlines()))\n\n\n"
        "def mark(id):\n    return id[:4]\n"
    ),
}


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scratch]:
    """A repository, and a docgen with the format `titles`."""
    for name, text in FOLDER.items():
        path = tmp_path / "formats/titles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(docgen.formats, "__path__", [*docgen.formats.__path__, str(tmp_path / "formats")])
    _forget()
    yield repository(tmp_path)
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (registry.names, registry.folders, registry.entry):
        cached.cache_clear()


def _run(scratch: Scratch, *words: str) -> str:
    result = CliRunner().invoke(main, ["--root", str(scratch.root), *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_format_that_is_a_new_folder_is_built_with_the_others_and_by_its_name(scratch: Scratch) -> None:
    assert "scratch/1: 5 files" in _run(scratch, "build", "scratch/1")
    assert (scratch.root / "build/scratch/scratch-1.titles").read_text(encoding="utf-8") == "%PDF\nmeetings\naims\n"
    assert "scratch/1: 1 file, 0 changed" in _run(scratch, "build", "scratch/1", "--format", "titles")


def test_it_is_released_and_verified_with_the_others(scratch: Scratch) -> None:
    (scratch.root / "partnerships/scratch/2.yaml").unlink()
    scratch.edit("partnerships/scratch/1.yaml", "status: draft", "status: approved")
    _run(scratch, "approve", "scratch/1", "--by", "Jo Doe, Chief Executive", "--on", "2024-05-01")
    _run(scratch, "release", "scratch/1")
    _run(scratch, "build", "scratch/1")
    file = scratch.root / "build/scratch/scratch-1.titles"
    assert "byte for byte as released" in _run(scratch, "verify", str(file))
    file.write_text("%PDF\nmeetings\naims and hopes\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "verify", str(file)])
    assert result.exit_code == 1 and "2 Aims: changed" in result.output


def test_it_shows_redlines(scratch: Scratch) -> None:
    assert _run(scratch, "diff", "scratch/1", "scratch/2", "--format", "titles") == "3\n"
    assert "scratch/1 → scratch/2: 4 files" in _run(scratch, "diffs")


def test_without_the_folder_the_format_is_not_offered() -> None:
    result = CliRunner().invoke(main, ["--root", str(Path(__file__).parents[2]), "build", "--format", "titles"])
    assert result.exit_code == 2 and "There is no format “titles”" in result.output

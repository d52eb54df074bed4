"""The proof of a redline of two Word files: read back, it gives the words of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.marked_copy.editable_file import EditableFile
from docgen.formats.docx.marked_copy.not_shown import Place, not_shown
from docgen.formats.docx.marked_copy.settled_changes import settle
from docgen.formats.docx.marked_copy.told_text import ReadFile
from docgen.formats.docx.marked_copy.word_lines import Signs

_AROUND = 60
_NOTES = ("footnotes", "endnotes")


class Expected(NamedTuple):
    """The lines of each compared text in the old file and in the new one, by the part of the new file, and what is not compared."""

    old: dict[str, list[str]]
    new: dict[str, list[str]]
    left_out: tuple[str, ...]


def expected(old: ReadFile, new: ReadFile, pairs: Sequence[tuple[Place, Place]]) -> Expected:
    """What the redline must give back, read before anything is written."""
    before = {b[1]: old.told(*a) for a, b in pairs}
    after = {b[1]: new.told(*b) for _, b in pairs}
    return Expected(before, after, tuple(not_shown(old, new, pairs)))


def prove(data: bytes, told: Expected, signs: Signs, lost: set[str], names: tuple[str, str]) -> None:
    """Raise DocgenError if the file does not give the words of the new file when all changes are accepted, or of the old one when all are rejected."""
    problems = []
    for accept, wanted, name in ((True, told.new, names[1]), (False, told.old, names[0])):
        file = EditableFile(data, name)
        for part in [*wanted, *(part for kind in _NOTES for part in file.related(kind))]:
            settle(file.root(part), accept)
        read = ReadFile(file, signs)
        for part, lines in wanted.items():
            container = read.body() if part == file.main else file.root(part)
            found, right = (_joined(each, lost if not accept else set()) for each in (read.told(container, part), lines))
            if found != right:
                problems.append(_problem(name, accept, found, right))
    if problems:
        raise DocgenError(problems)


def _joined(lines: Sequence[str], lost: set[str]) -> str:
    text = "\n".join(lines)
    for sign in lost:
        text = text.replace(sign, "")
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _problem(name: str, accept: bool, found: str, right: str) -> Problem:
    at = next((i for i, (a, b) in enumerate(zip(found, right, strict=False)) if a != b), min(len(found), len(right)))
    actual, wanted = (text[max(at - 20, 0) : at + _AROUND].replace("\n", " ¶ ") for text in (found, right))
    seen = f"With all changes {'accepted' if accept else 'rejected'} the redline says “{actual}”."
    advice = "No file was written. This is a bug in docgen: please report it with both files."
    return Problem(Position(name), "unproved-redline", seen, f"“{wanted}”, as in {name}", advice)

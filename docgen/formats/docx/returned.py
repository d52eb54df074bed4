"""Returned Word files, section by section."""

from __future__ import annotations

from docgen.formats.docx.body import CLAUSE
from docgen.formats.docx.ooxml import package, paragraph_text, runs
from docgen.formats.returned_file import ReturnedFile


def recognises(data: bytes) -> bool:
    return data.startswith(b"PK")


def read(data: bytes, name: str) -> ReturnedFile:
    """The file, whose sections are in bookmarks. Raises DocgenError if it is not a Word file or unsafe."""
    parts = package.read(data, name, (paragraph_text.DOCUMENT,))
    lines = tuple(paragraph_text.lines(parts, CLAUSE, name))
    return ReturnedFile(paragraph_text.properties(parts, name).get("revision", ""), lines, paragraph_text.is_tracked(parts))


def mark(id: str) -> str:
    """The bookmark of a section."""
    return runs.bookmark(CLAUSE, id)

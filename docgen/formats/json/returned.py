"""Returned archives, section by section."""

from __future__ import annotations

from docgen.document.tree import Section, walk
from docgen.formats.json import reader
from docgen.formats.returned_file import ReturnedFile


def recognises(data: bytes) -> bool:
    return data[:200].lstrip().startswith(b"{")


def read(data: bytes, name: str) -> ReturnedFile:
    """The archive, with the cover and each section as one line. Raises DocgenError if it is not an archive."""
    document = reader.read(data, name)
    sections = [node for section in document.sections for node in walk(section) if isinstance(node, Section)]
    lines = [("", repr(document.front)), *((section.id, repr((section.title, section.blocks))) for section in sections)]
    return ReturnedFile(document.id, tuple(lines))


def mark(id: str) -> str:
    return id

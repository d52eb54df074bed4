"""Returned Word files, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.document.tree import Note, Paragraph, plain
from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.reading.file_text import Grid, Line, Picture
from docgen.formats.returned_file import ReturnedFile


def recognises(data: bytes) -> bool:
    return data.startswith(b"PK")


def read(data: bytes, name: str) -> ReturnedFile:
    """The file, with footnotes in brackets at their marks. Raises DocgenError if it is not a Word file or unsafe."""
    file = read_word(data, name)
    return ReturnedFile(file.new.origins.revision, tuple(_lines(file.new.lines)), file.new is not file.old)


def mark(id: str) -> str:
    """The name of a section, which is its id."""
    return id


def _lines(nodes: Iterable[Line | Grid | Picture]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, Grid):
            yield from _lines(child for row in node.rows for cell in row for child in cell)
        elif isinstance(node, Line):
            notes = [" ".join(plain(block.inlines) for block in each.blocks if isinstance(block, Paragraph)) for each in node.inlines if isinstance(each, Note)]
            yield node.section, " ".join(f"{node.words}{''.join(f'[{words}]' for words in notes)}".split())

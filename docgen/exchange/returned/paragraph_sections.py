"""The section of each paragraph of a returned file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.document.tree import Document, Section, walk
from docgen.formats.docx.reading.word_file import WordFile
from docgen.formats.reading.file_text import Grid, Line, Picture


def sections_of(word: WordFile, returned: Document) -> dict[int, str]:
    """The id of the section of each paragraph, by its number, in the text with tracked changes accepted or rejected; "" on the cover.

    Programs lose bookmarks, or leave one end of them: so what stands below a heading is in its section, whether a bookmark says so or not.
    """
    sections = (part for top in returned.sections for part in walk(top) if isinstance(part, Section) and part.title)
    headings = {section.position.line: section.id for section in sections if section.position}
    out: dict[int, str] = {}
    for lines in (word.old.lines, word.new.lines):
        section = ""
        for number, line in _numbered(lines):
            if number in headings or line.section or (isinstance(line, Line) and line.kind == "heading"):
                section = headings.get(number, line.section)
            out[number] = section
    return out


def _numbered(lines: Sequence[Line | Grid | Picture]) -> Iterator[tuple[int, Line | Grid]]:
    """The lines and tables in reading order, with those in cells, by the numbers of their paragraphs."""
    for line in lines:
        if isinstance(line, Line | Grid):
            yield line.position.line, line
        if isinstance(line, Grid):
            for row in line.rows:
                for cell in row:
                    yield from _numbered(cell)

"""The section of each paragraph of a returned file."""

from __future__ import annotations

from docgen.formats.docx.reading.word_file import WordFile
from docgen.formats.reading.file_text import Grid, Line


def sections_of(word: WordFile) -> dict[int, str]:
    """The id of the section of each paragraph, by its number, in the text with tracked changes accepted or rejected."""
    out: dict[int, str] = {}
    waiting = [*word.new.lines, *word.old.lines]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Grid):
            waiting += [child for row in node.rows for cell in row for child in cell]
        if isinstance(node, Line | Grid):
            out[node.position.line] = node.section
    return out

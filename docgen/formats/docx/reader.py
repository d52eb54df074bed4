"""Word files that any program saved, as lines, with their tracked changes accepted."""

from __future__ import annotations

from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.reading.file_text import FileText


def file_text(data: bytes, name: str) -> FileText:
    """The text of the file. Raises DocgenError if it is not a Word file, or unsafe."""
    return read_word(data, name).new

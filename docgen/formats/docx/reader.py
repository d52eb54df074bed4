"""Word files that any program saved, as lines."""

from __future__ import annotations

from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.reading.file_text import FileText


def file_text(data: bytes, name: str) -> FileText:
    """The text of the file, with its tracked changes accepted. Raises DocgenError if it is not a Word file, or unsafe."""
    return read_word(data, name).new


def both_texts(data: bytes, name: str) -> tuple[FileText, FileText]:
    """The text of the file with its tracked changes accepted, and with them rejected. Raises DocgenError as `file_text` does."""
    word = read_word(data, name)
    return word.new, word.old

"""Any file that docgen reads, whatever its format, as a Document."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from docgen.formats.file_kinds import kind_of
from docgen.formats.reading.file_text import FileText
from docgen.formats.reading.structure import Structured, structured


def read_document(data: bytes, name: str) -> Structured:
    """The document in a file. Its id is the revision that the file names, else the name of the file.

    Raises DocgenError if the file is of no kind that docgen reads, is damaged or unsafe, or holds no text.
    """
    kind = kind_of(data, name)
    reader = import_module(f"docgen.formats.{kind}.reader")
    if kind == "json":
        return Structured(reader.read(data, name))
    text: FileText = reader.file_text(data, name)
    return structured(text, text.origins.revision or PurePath(name).stem)

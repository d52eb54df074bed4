"""Any file that docgen reads, whatever its format, as a Document."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import Literal

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.file_kinds import kind_of
from docgen.formats.reading.file_text import FileText
from docgen.formats.reading.structure import Structured, structured

Settling = Literal["accept", "reject"]
"""What becomes of the tracked changes of a file."""
SETTLED = "--changes accept or --changes reject"


def read_document(data: bytes, name: str) -> Structured:
    """The document in a file, with its tracked changes accepted. Its id is the revision that the file names, else the name of the file.

    Raises DocgenError if the file is of no kind that docgen reads, is damaged or unsafe, or holds no text.
    """
    return read_sides(data, name)[1]("accept")


def read_settled(data: bytes, name: str, changes: Settling | None) -> Structured:
    """The document in a file. Raises DocgenError as `read_document` does, and if it has tracked changes and `changes` does not say what becomes of them."""
    tracked, read = read_sides(data, name)
    if tracked and changes is None:
        raise DocgenError([unsettled(name, tracked)])
    return read(changes or "accept")


def read_sides(data: bytes, name: str) -> tuple[int, Callable[[Settling], Structured]]:
    """How many tracked changes a file has, and a function that gives its document with all of them accepted, or rejected. Raises DocgenError as both do."""
    kind = kind_of(data, name)
    reader = import_module(f"docgen.formats.{kind}.reader")
    if kind == "json":
        document = reader.read(data, name)
        return 0, lambda _: Structured(document)
    accepted, rejected = _texts(reader, data, name)

    def read(changes: Settling) -> Structured:
        text = accepted if changes == "accept" else rejected
        if text is None:
            raise DocgenError([_only_accepted(name, accepted.tracked)])
        return _structured(text, name)

    return accepted.tracked, read


def _texts(reader: ModuleType, data: bytes, name: str) -> tuple[FileText, FileText | None]:
    """The text of a file with its tracked changes accepted, and with them rejected; None if the reader of its format cannot reject them."""
    if hasattr(reader, "both_texts"):
        texts: tuple[FileText, FileText] = reader.both_texts(data, name)
        return texts
    text: FileText = reader.file_text(data, name)
    return text, None if text.tracked else text


def _structured(text: FileText, name: str) -> Structured:
    return structured(text, text.origins.revision or PurePath(name).stem)


def unsettled(file: str, count: int, expected: str = SETTLED) -> Problem:
    """The problem that a file has tracked changes that nobody has settled; `expected` says what else there could be."""
    seen = f"This file has {count} tracked change{'s' if count != 1 else ''} that nobody has accepted or rejected."
    return Problem(Position(file), "tracked-changes", seen, expected)


def _only_accepted(file: str, count: int) -> Problem:
    seen = f"This OpenDocument file has {count} tracked change{'s' if count != 1 else ''}, which docgen can only accept."
    return Problem(Position(file), "tracked-changes", seen, "--changes accept", "To reject them, open the file in LibreOffice, reject them all, and save it.")

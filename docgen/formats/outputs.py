"""The output formats: each is a folder here with a `writer`, a `redline_writer` if it can show redlines, and `returned` if it reads files back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from docgen.document.tree import Document
from docgen.sources.files import HouseStyle
from docgen.sources.registry import folders


def formats() -> tuple[str, ...]:
    """The names of the formats of documents, in alphabetical order."""
    return folders(_ROOM, "writer")


def redline_formats() -> tuple[str, ...]:
    """The names of the formats that can show redlines, in alphabetical order."""
    return folders(_ROOM, "redline_writer")


def writer(format: str) -> ModuleType:
    """The module that writes documents in a format. Raises KeyError if there is no such format."""
    return _module(format, formats(), "writer")


def redline_writer(format: str) -> ModuleType:
    """The module that writes redlines in a format. Raises KeyError if there is no such format."""
    return _module(format, redline_formats(), "redline_writer")


def format_of(data: bytes) -> str:
    """The format of a returned file, from its first bytes; what no format recognises is Markdown, but "" if it is a PDF."""
    known = next((format for format in folders(_ROOM, "returned") if returned(format).recognises(data)), "")
    return known or ("" if data[:200].lstrip().lower().startswith(b"%pdf") else "markdown")


def returned(format: str) -> ModuleType:
    """The module that reads returned files in a format. Raises KeyError if the format has none."""
    return _module(format, folders(_ROOM, "returned"), "returned")


def charts(format: str) -> tuple[str, ...]:
    """The kinds of picture, "png" or "svg", that a format needs of each chart."""
    kinds: tuple[str, ...] = getattr(import_module(f"docgen.{_ROOM}.{format}"), "CHARTS", ())
    return kinds


def written(document: Document, style: HouseStyle, format: str) -> bytes:
    """The document in one format."""
    data: bytes = writer(format).write(document, style)
    return data


def path_of(output: Path, revision: str, format: str) -> Path:
    """The path of the file of a revision, such as `halton/halton-2019.docx`, under `output`."""
    partnership, _, name = revision.partition("/")
    return output / partnership / f"{partnership}-{name}{writer(format).SUFFIX}"


_ROOM = "formats"


def _module(format: str, known: tuple[str, ...], module: str) -> ModuleType:
    if format not in known:
        raise KeyError(format)
    return import_module(f"docgen.{_ROOM}.{format}.{module}")

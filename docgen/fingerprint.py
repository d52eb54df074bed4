"""The fingerprint of a section's content, for archives and for files that come back."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any

from docgen.tree import BLOCKS, INLINES, PARTS, Text

_COMPARED: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if f.compare and f.name != "origin") for kind in (*INLINES, *BLOCKS, *PARTS)
}
"""The fields of each kind of node that make two of them equal."""


def fingerprint(*parts: Any) -> str:
    """The SHA-256, in hexadecimal, of trees and tuples of trees: equal for equal content, whatever its numbers and positions."""
    pieces: list[str] = []
    _collect(parts, pieces)
    return hashlib.sha256("\x1f".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()


def _collect(parts: tuple[Any, ...], pieces: list[str]) -> None:
    pieces.append(f"({len(parts)}")
    for part in parts:
        kind = type(part)
        if kind is Text:
            pieces.append(part.text)
        elif kind is tuple:
            _collect(part, pieces)
        elif kind is str:
            pieces.append(part)
        elif kind in _COMPARED:
            pieces.append(kind.__name__)
            _collect(tuple([getattr(part, name) for name in _COMPARED[kind]]), pieces)
        else:
            pieces.append(repr(part))

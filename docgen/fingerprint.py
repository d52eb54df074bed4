"""The fingerprint of a section's content, for archives and for files that come back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from docgen.tree import BLOCKS, INLINES, PARTS, Text

_BEGIN, _END, _BETWEEN = "\x1d", "\x1e", "\x1f"
"""No source may hold these characters, so no text can look like the mark of a node."""
_OPEN, _CLOSE, _EMPTY = _BEGIN + _BETWEEN, _BETWEEN + _END, _BEGIN + _BETWEEN + _END


def fingerprint(*parts: Any) -> str:
    """The SHA-256, in hexadecimal, of trees and tuples of trees: equal for equal content, whatever its numbers and positions."""
    return hashlib.sha256(_BETWEEN.join([_TOLD[type(part)](part) for part in parts]).encode("utf-8", "surrogatepass")).hexdigest()


def _tuple(parts: tuple[Any, ...]) -> str:
    if len(parts) == 1:
        return f"{_OPEN}{_TOLD[type(parts[0])](parts[0])}{_CLOSE}"
    return f"{_OPEN}{_BETWEEN.join([_TOLD[type(part)](part) for part in parts])}{_CLOSE}" if parts else _EMPTY


def _node(kind: type) -> Callable[[Any], str]:
    """Tells a kind of node: its mark, and the fields that make two of them equal."""
    begin = _BEGIN + kind.__name__ + _BETWEEN
    names = [f.name for f in fields(kind) if f.compare and f.name != "origin"]
    if not names:
        return lambda node: begin + _END
    if len(names) == 1:
        # a single field of a node is a tuple of nodes, which is read as it is
        read = attrgetter(names[0])
        return lambda node: begin + "".join([_TOLD[type(part)](part) + _BETWEEN for part in read(node)]) + _END
    read = attrgetter(*names)
    return lambda node: begin + _BETWEEN.join([_TOLD[type(value)](value) for value in read(node)]) + _CLOSE


class _Told(dict[type, Callable[[Any], str]]):
    """What tells each kind of value; `repr` for numbers, None, and what is no node yet."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        return repr


_TOLD = _Told()
_TOLD.update({kind: _node(kind) for kind in (*INLINES, *BLOCKS, *PARTS)})
_TOLD.update({str: str, tuple: _tuple, Text: attrgetter("text")})

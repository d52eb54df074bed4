"""The fingerprint of a section's content, for archives and for files that come back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from docgen.document.tree import BLOCKS, INLINES, PARTS, Field, Term, Text

_BEGIN, _END, _BETWEEN = "\x1d", "\x1e", "\x1f"
"""Markers of nodes. No source may hold these characters, so no text can look like one."""
_NOTHING = f"{_BEGIN}{_BETWEEN}{_END}"


def fingerprint(*parts: Any) -> str:
    """The SHA-256, in hexadecimal, of trees and tuples of trees: equal for equal content, whatever its numbers and positions."""
    pieces: list[str] = []
    _collect(parts, pieces.append, pieces.extend)
    return hashlib.sha256(_BETWEEN.join(pieces).encode("utf-8", "surrogatepass")).hexdigest()


def _reader(kind: type) -> tuple[str, Callable[[Any], tuple[Any, ...]]]:
    """The marker that a kind of node begins with, and a getter for the fields that decide whether two of them are equal."""
    names = [f.name for f in fields(kind) if f.compare and f.name != "origin"]
    # One name gives the bare field, which is a tuple of nodes and can be read as it is.
    return _BEGIN + kind.__name__, attrgetter(*names) if names else lambda node: ()


def _term(term: Term) -> tuple[Any, ...]:
    # Without an ending a term has the fingerprint that it had before terms had endings.
    return (term.key, term.name, term.short, term.ending) if term.ending else (term.key, term.name, term.short)


_READERS = {kind: _reader(kind) for kind in (*INLINES, *BLOCKS, *PARTS) if kind is not Text} | {Term: (f"{_BEGIN}Term", _term)}
_reader_of = _READERS.get
_FIELD = _READERS[Field][0]


def _collect(parts: tuple[Any, ...], add: Callable[[str], None], extend: Callable[[Iterable[str]], None]) -> None:
    for part in parts:
        kind = type(part)
        if kind is Text:
            add(part.text)
        elif kind is Field and len(part.inlines) == 1 and type(part.inlines[0]) is Text:
            # Most values are plain text: the same pieces as below, at a third of the cost.
            extend((_FIELD, part.name, _BEGIN, part.inlines[0].text, _END, _END))
        elif kind is str:
            add(part)
        elif kind is tuple:
            if part:
                add(_BEGIN)
                _collect(part, add, extend)
                add(_END)
            else:
                add(_NOTHING)
        elif reader := _reader_of(kind):
            marker, read = reader
            add(marker)
            _collect(read(part), add, extend)
            add(_END)
        else:
            add(repr(part))

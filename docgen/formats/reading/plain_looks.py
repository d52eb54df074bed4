"""A document as a reader gives it that sees words alone, such as that of a text: nothing is bold, foreign or a link, and a picture is its caption."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.redline import BELOW
from docgen.document.tree import Document, Emphasis, Figure, Foreign, Link, Paragraph, Strong, Text

_LOOKS = (Strong, Emphasis, Foreign, Link)


def without_looks(document: Document) -> Document:
    """The document with its words alone. It may not be in normal form."""
    made: Document = _plain(document)[0]
    return made


def _plain(node: Any) -> tuple[Any, ...]:
    if type(node) in _LOOKS:
        return _each(node.inlines)
    if type(node) is Figure:
        head = f"{node.number}: " if node.number and node.caption else node.number
        words = (*((Text(head),) if head else ()), *_each(node.caption))
        return (Paragraph(words),) if words else ()
    below = {name: _each(found) for name in BELOW.get(type(node), ()) if type(found := getattr(node, name)) is tuple}
    kept = {name: _plain(getattr(node, name))[0] for name in BELOW.get(type(node), ()) if name not in below}
    return (replace(node, **below, **kept),) if below or kept else (node,)


def _each(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(made for node in nodes for made in _plain(node))

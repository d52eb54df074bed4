"""Inlines in normal form: no two neighbours that could be one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.tree import Emphasis, Field, Foreign, Link, Reference, Strong, Text

_HOLDERS = frozenset([Strong, Emphasis, Foreign, Link, Reference, Field])
JOINABLE = _HOLDERS | {Text}
"""The inlines that may be joined with their neighbours."""


def joined_inlines(nodes: list[Any]) -> tuple[Any, ...]:
    """The inlines, with neighbouring texts joined, and neighbours such as two Strong that differ only in what they hold."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        last: Any = out[-1] if out else None
        if kind is Text and not node.text:
            continue
        if kind is Text and type(last) is Text:
            out[-1] = Text(last.text + node.text)
        elif kind in _HOLDERS and type(last) is kind and node.inlines and last.inlines and replace(node, inlines=()) == replace(last, inlines=()):
            out[-1] = replace(node, inlines=joined_inlines([*last.inlines, *node.inlines]))
        else:
            out.append(node)
    return tuple(out)

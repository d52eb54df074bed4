"""Spaces in a line that was filled in: none at its edges, none doubled, none before a full stop, where a condition left nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docgen.document.tree import Break, Emphasis, Foreign, Link, Reference, Strong, Text

Nodes = tuple[Any, ...]
_HOLDERS = frozenset([Strong, Emphasis, Foreign, Link, Reference])
_CLOSING = re.compile(r"[.,;:?!)](?!\.)")


def spaced(inlines: Sequence[Any]) -> Nodes:
    """The inlines of a whole paragraph, title, caption or cell, neighbouring texts made one. What a Field holds stays as it is."""
    made, _ = _run(inlines, True)
    return _without_end(made)


def _run(nodes: Sequence[Any], open_: bool) -> tuple[Nodes, bool]:
    """The nodes after a space or at the beginning (`open_`), and whether they end with a space."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind is Text:
            text = node.text.lstrip(" ") if open_ else node.text
            if not text:
                continue
            if out and type(out[-1]) is Text:
                before = out.pop().text
                text = (before.rstrip(" ") if _CLOSING.match(text) else before) + text
            out.append(node if text == node.text else Text(text))
            open_ = text.endswith(" ")
        elif kind in _HOLDERS and node.inlines:
            inner, open_ = _run(node.inlines, open_)
            if inner:
                out.append(node if _same(inner, node.inlines) else replace(node, inlines=inner))
        elif kind is Break:
            out = [*_without_end(tuple(out)), node] if out else out
            open_ = True
        else:
            out.append(node)
            open_ = False
    return tuple(out), open_


def _without_end(nodes: Nodes) -> Nodes:
    """The nodes without spaces and breaks at their end."""
    while nodes:
        last = nodes[-1]
        if type(last) is Text and last.text.endswith(" "):
            text = last.text.rstrip(" ")
            nodes = (*nodes[:-1], Text(text)) if text else nodes[:-1]
        elif type(last) is Break:
            nodes = nodes[:-1]
        elif type(last) in _HOLDERS and last.inlines and (inner := _without_end(last.inlines)) is not last.inlines:
            nodes = (*nodes[:-1], replace(last, inlines=inner)) if inner else nodes[:-1]
        else:
            break
    return nodes


def _same(made: Nodes, nodes: Nodes) -> bool:
    return len(made) == len(nodes) and all(a is b for a, b in zip(made, nodes, strict=True))

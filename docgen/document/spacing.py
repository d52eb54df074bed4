"""Spaces in a filled-in line, where a condition may have left nothing: none at the edges, none doubled, none before a full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import is_
from typing import Any

from docgen.document.tree import Break, Emphasis, Foreign, Link, Reference, Strong, Text

Nodes = tuple[Any, ...]
_HOLDERS = frozenset([Strong, Emphasis, Foreign, Link, Reference])
_CLOSING = re.compile(r"[.,;:?!)](?!\.)")


def spaced(inlines: Sequence[Any]) -> Nodes:
    """The inlines of a whole paragraph, title, caption or cell, with neighbouring texts joined. The content of a Field is left as it is."""
    return _without_end(_run(inlines, True)[0])


def _run(nodes: Sequence[Any], after_space: bool) -> tuple[Nodes, bool]:
    """The nodes, which may follow a space or begin the line (`after_space`), and whether they end with a space."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind is Text:
            text = node.text.lstrip(" ") if after_space else node.text
            if not text:
                continue
            if out and type(out[-1]) is Text:
                before = out.pop().text
                text = (before.rstrip(" ") if _CLOSING.match(text) else before) + text
            out.append(node if text == node.text else Text(text))
            after_space = text.endswith(" ")
        elif kind in _HOLDERS and node.inlines:
            inner, after_space = _run(node.inlines, after_space)
            if inner:
                out.append(node if same_nodes(inner, node.inlines) else replace(node, inlines=inner))
        elif kind is Break:
            out = [*_without_end(tuple(out)), node] if out else out
            after_space = True
        else:
            out.append(node)
            after_space = False
    return tuple(out), after_space


def _without_end(nodes: Nodes) -> Nodes:
    """The nodes without trailing spaces and breaks."""
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


def same_nodes(made: Nodes, nodes: Nodes) -> bool:
    """Whether two tuples hold the very same objects."""
    return len(made) == len(nodes) and all(map(is_, made, nodes))

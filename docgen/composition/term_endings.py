"""The ending of a possessive or plural after a name with a short form (`{{ parties.council }}'s`) becomes part of the name.

So a first use reads "Anytown Council’s (“the Council”) duty" and not "Anytown Council (“the Council”)’s duty".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from docgen.document.tree import Emphasis, Field, Foreign, Link, Strong, Term, Text

Nodes = tuple[Any, ...]
_ENDING = re.compile(r"(?:’s|s’?)(?![\w’])")
_BARE = re.compile(r"’(?=\s+\w)")
_HOLDERS = frozenset([Strong, Emphasis, Foreign, Link, Field])


def with_endings(inlines: Nodes) -> Nodes:
    """The inlines with such endings moved into the terms before them; the same tuple if there are none."""
    out: list[Any] | None = None
    quoted = False
    for at in range(1, len(inlines)):
        node, before = inlines[at], inlines[at - 1]
        if type(before) is Text:
            quoted = before.text.endswith("‘")
        if type(node) is not Text or node.text[:1] not in ("’", "s") or not (term := _last_term(before)):
            continue
        found = _ENDING.match(node.text) or (_BARE.match(node.text) if term.name.endswith("s") and not quoted else None)
        if found:
            out = list(inlines) if out is None else out
            out[at - 1], out[at] = _ended(before, found[0]), Text(node.text[found.end() :])
    return inlines if out is None else tuple(node for node in out if node != Text(""))


def _last_term(node: Any) -> Term | None:
    """The term with a short form that a node ends in, if it does."""
    while type(node) in _HOLDERS and node.inlines:
        node = node.inlines[-1]
    return node if type(node) is Term and node.short else None


def _ended(node: Any, ending: str) -> Any:
    if type(node) is Term:
        return replace(node, ending=ending)
    return replace(node, inlines=(*node.inlines[:-1], _ended(node.inlines[-1], ending)))

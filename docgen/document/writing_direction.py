"""Which way a line of text runs: from the languages that its words say they are in, and else from their letters (Unicode, UAX 9)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from docgen.document.languages import is_right_to_left
from docgen.document.redline import Altered, Deleted, Moved
from docgen.document.tree import Break, Foreign, Note, Reference, Term, Text, plain, term_words

_LATIN = re.compile("[A-Za-z]")
_RIGHT = ("R", "AL")


def runs_right_to_left(nodes: tuple[Any, ...]) -> bool:
    """Whether a line runs from right to left: all its words do, and there is one. Marks, figures and a redline's deleted words decide nothing."""
    return _direction(nodes) == "right"


def _direction(nodes: tuple[Any, ...]) -> str:
    """ "left" if a word runs from left to right, "right" if there are words and none does, else ""."""
    found = ""
    for node in nodes:
        way = _of_node(node)
        if way == "left":
            return way
        found = found or way
    return found


def _of_node(node: Any) -> str:
    kind = type(node)
    if kind is Text:
        return _of_text(node.text)
    if kind is Foreign and is_right_to_left(node.language):
        return "right" if any(map(str.isalnum, plain(node.inlines))) else ""
    if kind in (Break, Note, Deleted) or (kind is Moved and node.end == "from"):
        return ""
    if kind is Term:
        return _of_text(term_words(node))
    if kind is Reference and not node.inlines:
        return _of_text(node.lead + node.label)
    if kind is Altered:
        return _of_node(node.node)
    return _direction(getattr(node, "inlines", ()) or getattr(node, "nodes", ()))


def _of_text(text: str) -> str:
    if _LATIN.search(text):
        return "left"
    ways = {unicodedata.bidirectional(character) for character in text if character > "\x7f"}
    return "left" if "L" in ways else "right" if not ways.isdisjoint(_RIGHT) else ""

"""The lines of words in blocks: paragraphs, captions, cells and titles, with those of notes where their marks stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.clausetext.template import Heading
from docgen.document.redline import Cut
from docgen.document.tree import Break, Cell, FieldBlock, Figure, Item, List, Note, Paragraph, Quote, Reference, Row, Section, Table, Term, Text, term_words

Nodes = tuple[Any, ...]
Change = Callable[[Nodes], Nodes]
_INSIDE: dict[type, tuple[str, ...]] = {
    List: ("items",),
    Item: ("blocks",),
    Quote: ("blocks",),
    FieldBlock: ("blocks",),
    Note: ("blocks",),
    Table: ("caption", "header", "rows"),
    Row: ("cells",),
    Cell: ("inlines",),
    Paragraph: ("inlines",),
    Figure: ("caption",),
    Section: ("title", "blocks", "sections"),
    Heading: ("inlines",),
}
_LINES = frozenset(["inlines", "caption", "title"])


def lines_of(node: Any) -> Iterator[Nodes]:
    """The lines in a node, in reading order."""
    for name in _INSIDE.get(type(node), ()):
        below = getattr(node, name)
        if name in _LINES:
            yield below
        else:
            for child in below if type(below) is tuple else (below,):
                yield from lines_of(child)


def with_lines(node: Any, change: Change) -> Any:
    """The node with every line in it as `change` makes it."""
    changed: dict[str, Any] = {}
    for name in _INSIDE.get(type(node), ()):
        below = getattr(node, name)
        if name in _LINES:
            changed[name] = change(below)
        else:
            changed[name] = tuple(with_lines(child, change) for child in below) if type(below) is tuple else with_lines(below, change)
    return replace(node, **changed) if changed else node


NOTE = "\ufffc"
"""What stands for the mark of a note in the characters of a line."""


def characters(inlines: Nodes) -> str:
    """The characters of a line: `NOTE` for a note, a line end for a break, or where a paragraph was split or joined."""
    return "".join(_characters(node) for node in inlines)


def _characters(node: Any) -> str:
    match node:
        case Text(text):
            return text
        case Term():
            return term_words(node)
        case Break() | Cut():
            return "\n"
        case Note():
            return NOTE
        case Reference(inlines=()):
            return node.lead + node.label
    return characters(node.inlines)


def text_of(nodes: Nodes) -> str:
    """The lines of blocks, one below the other, each followed by its notes."""
    return "\n".join(part for node in nodes for line in lines_of(node) for part in _with_notes(line))


def _with_notes(line: Nodes) -> Iterator[str]:
    yield characters(line)
    for note in notes_in(line):
        yield text_of(note.blocks)


def notes_in(inlines: Nodes) -> Iterator[Note]:
    """The notes of a line in order."""
    for node in inlines:
        if type(node) is Note:
            yield node
        else:
            yield from notes_in(inner_line(node))


def inner_line(node: Any) -> Nodes:
    """The inlines that an inline holds; none for words, a break, a note or a mark."""
    held: Nodes = getattr(node, "inlines", None) or ()
    return held

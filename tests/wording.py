"""The words that a reader sees, in order: of a document, and of one side of a redline. Numbers that are counted are no words."""

from __future__ import annotations

from typing import Any

from docgen.document.redline import BELOW, MARKS, Altered, Cut, Redline, sides
from docgen.document.tree import Document, Note, Reference, Signatory, Term, Text, term_words


def words_of(nodes: Any) -> list[str]:
    """The words of a document, or of nodes without marks."""
    return _text(nodes.sections if isinstance(nodes, Document) else nodes, True).split()


def words_shown(redline: Redline, new: bool) -> list[str]:
    """The words of the new side of a redline, or of the old one, as its marks show them: not as `accepted` makes them."""
    return _text(redline.document.sections, new).split()


def _text(node: Any, new: bool) -> str:
    if type(node) is tuple:
        return "".join(_text(child, new) for child in node)
    if type(node) is Altered and type(node.node) is Signatory:
        node = node.node if new else node.was
    if type(node) in MARKS:
        return _text(sides(node)[new], new)
    match node:
        case Text(text):
            return text
        case Term():
            return term_words(node)
        case Reference(inlines=()):
            return f"[{node.target}]"
        case Cut():
            return "\n"
        case Note():
            return f" [{_text(node.blocks, new)}] "
        case Signatory():
            return f"\n{node.name} {node.post} {node.party}\n"
    inner = "".join(_text(getattr(node, name), new) for name in BELOW.get(type(node), ()))
    return inner if hasattr(node, "inlines") and type(node).__name__ not in ("Paragraph", "Cell") else f"\n{inner}\n"

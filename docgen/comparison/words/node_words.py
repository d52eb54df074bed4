"""The words of nodes with marks, as a reader of the new document sees them."""

from __future__ import annotations

from typing import Any

from docgen.document.redline import BELOW, Altered, Cut, Deleted, Inserted, Moved, Restyled, sides
from docgen.document.tree import Break, plain

Nodes = tuple[Any, ...]
_LINES = ("inlines", "title", "caption")
BLOCK_NAMES = frozenset(
    ["Section", "Heading", "Paragraph", "List", "Item", "Table", "Row", "Cell", "Figure", "Quote", "Signatures", "Signatory", "FieldBlock", "Note"]
)
"""The names of the kinds of nodes that stand around lines of words."""


def accepted_side(nodes: Nodes) -> Nodes:
    out: list[Any] = []
    for node in nodes:
        if type(node) in (Inserted, Deleted, Moved, Restyled, Altered):
            out += accepted_side(sides(node)[1]) if type(node) is not Altered else [node.node]
        else:
            out.append(node)
    return tuple(out)


def plain_line(inlines: Nodes) -> str:
    """The words of a line as they are in the new document."""
    return plain(tuple(Break() if type(node) is Cut else node for node in accepted_side(inlines)))


def words(nodes: Nodes, moved: bool = True) -> str:
    """The words of any nodes as they are in the new document, with spaces between blocks; without `moved`, none of those that moved there."""
    out: list[str] = []
    line: list[Any] = []
    for node in accepted_side(tuple([node for node in nodes if moved or type(node) is not Moved])):
        name = type(node).__name__
        if name == "Signatory":
            out.append(", ".join(part for part in (node.name, node.post, node.party) if part))
        elif name in BLOCK_NAMES:
            for below in BELOW[type(node)]:
                inner = getattr(node, below)
                inner = inner if type(inner) is tuple else (inner,)
                out.append(plain_line(inner) if below in _LINES else words(inner, moved))
        else:
            line.append(node)
    if line:
        out.insert(0, plain_line(tuple(line)))
    return " ".join(part for part in out if part)

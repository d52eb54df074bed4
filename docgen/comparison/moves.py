"""Blocks that were deleted in one place and inserted in another, shown as moved. What was matched in its place is never called moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.comparison.compare_blocks import compare_blocks, compare_nodes
from docgen.comparison.moved_blocks import CONTAINERS, LINES, Move, MovedBlocks
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.redline import BELOW, Altered, Deleted, Inserted, Moved, marks
from docgen.document.spacing import same_nodes

Nodes = tuple[Any, ...]
Ends = dict[tuple[type, int], tuple[int, Nodes]]
"""The number of the move, and the nodes to show, for each object at an end of a move, by the mark around it and its id."""


def with_moves(nodes: Nodes, vocabulary: Vocabulary) -> Nodes:
    """The sections, with each deleted block that was inserted elsewhere shown as moved; neighbours that moved together are one move."""
    moved = MovedBlocks(nodes, vocabulary)
    if not moved.moves:
        return nodes
    number = max((mark.move for mark in marks(nodes) if type(mark) is Moved), default=0)
    ends: Ends = {}
    last: Move | None = None
    for move in moved.moves:
        old, new = move
        number += not moved.continues(move, last)
        made = compare_blocks(old, new, vocabulary, False) if len(old) != len(new) else (compare_nodes(old[0], new[0], vocabulary),)
        ends |= {(Deleted, id(node)): (number, (node,)) for node in old}
        # Where a block was split, the first of its parts stands for all.
        ends |= {(Inserted, id(node)): (number, made if node is new[0] else ()) for node in new}
        last = move
    return _rewritten(nodes, ends)


def _rewritten(nodes: Nodes, ends: Ends) -> Nodes:
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind in (Inserted, Deleted):
            # What moved is taken out of the mark, or marked inside it.
            for child in node.nodes:
                _add(out, _end(child, kind, ends) or kind((_marked(child, kind, ends),)))
        elif kind is Altered:
            out.append(replace(node, node=_rewritten((node.node,), ends)[0]))
        elif kind is Moved:
            out.append(replace(node, nodes=_rewritten(node.nodes, ends)))
        else:
            out.append(_below(node, lambda below: _rewritten(below, ends)))
    return tuple(out)


def _add(out: list[Any], node: Any) -> None:
    """Add a node; one end of a move joins that of its neighbour if both moved together."""
    last = out[-1] if out else None
    if type(node) is Moved and type(last) is Moved and (node.end, node.move) == (last.end, last.move):
        out[-1] = replace(last, nodes=(*last.nodes, *node.nodes))
    else:
        out.append(node)


def _end(node: Any, kind: type, ends: Ends) -> Moved | None:
    """The end of a move if the node, which is in a mark of a kind, moved."""
    number, made = ends.get((kind, id(node)), (0, ()))
    return Moved(made, "from" if kind is Deleted else "to", number) if number else None


def _marked(node: Any, kind: type, ends: Ends) -> Any:
    """A deleted or inserted node, with marks on what moved out of it or into it."""
    if type(node) not in CONTAINERS:
        return node

    def below(nodes: Nodes) -> Nodes:
        made: list[Any] = []
        for child in nodes:
            if type(child) is Moved:
                made += _rewritten((child,), ends)
            else:
                _add(made, _end(child, kind, ends) or _marked(child, kind, ends))
        return tuple(made)

    return _below(node, below)


def _below(node: Any, change: Any) -> Any:
    """The node with `change` applied to each tuple of blocks, items or sections below it."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        if type(below) is tuple and name not in LINES:
            made = change(below)
            if not same_nodes(made, below):
                changed[name] = made
    return replace(node, **changed) if changed else node

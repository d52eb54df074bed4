"""Edits inside a move, placed where readers of Word files can undo them: deletions at the old place, insertions at the new.

A sentence that moved into, out of or within a block that moved is deleted and inserted, so that no range of a move lies in another.
Word allows a deletion in moved text (17.13.5.25), but LibreOffice keeps the deleted words when changes are accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from docgen.document.change_of_kind import regrouped
from docgen.document.redline import BELOW, MARKS, Altered, Deleted, Inserted, Moved, Nodes, Restyled, marks, sides
from docgen.document.spacing import same_nodes
from docgen.document.tree import INLINES, List, Paragraph, Section

_LINES = ("inlines", "title", "caption")


def with_edits_at_ends(nodes: Nodes) -> Nodes:
    """The sections of a redline, with the deletions of each move marked at its old place, and the insertions at its new one."""
    targets: dict[int, Moved] = {}
    has_moves = [_find((node,), targets) for node in nodes]
    if nested := {mark.move for target in targets.values() for mark in marks(target.nodes) if type(mark) is Moved and type(mark.nodes[0]) in INLINES}:
        return with_edits_at_ends(_without_moves(nodes, nested))
    return tuple(_with_ends(node, targets) if moves else node for node, moves in zip(nodes, has_moves, strict=True))


def nested_moves(nodes: Nodes, inside: bool = False) -> Iterator[int]:
    """The number of each move of paragraphs or sections with an end inside another move; `inside` says whether the nodes are in one."""
    for node in nodes:
        kind = type(node)
        if kind is Moved and inside:
            yield node.move
        if kind is Altered:
            yield from nested_moves((node.node,), inside)
        elif kind in MARKS:
            yield from nested_moves(node.nodes, inside or kind is Moved)
        elif kind is not Paragraph:
            for name in BELOW.get(kind, ()):
                below = getattr(node, name)
                if name not in _LINES and type(below) is tuple:
                    yield from nested_moves(below, inside)


def _find(nodes: Nodes, targets: dict[int, Moved]) -> bool:
    """Record the new place of each move. Returns whether the nodes hold either end of one."""
    found = False
    for node in nodes:
        kind = type(node)
        if kind is Moved:
            found = True
            if node.end == "to":
                targets[node.move] = node
        if kind is Altered:
            found |= _find((node.node,), targets)
        elif kind in MARKS:
            found |= _find(node.nodes, targets)
        elif kind is not Paragraph:
            for name in BELOW.get(kind, ()):
                below = getattr(node, name)
                if name not in _LINES and type(below) is tuple:
                    found |= _find(below, targets)
    return found


def _without_moves(nodes: Nodes, numbers: set[int]) -> Nodes:
    """The nodes with both ends of some moves as a deletion and an insertion."""
    out: list[Any] = []
    for node in nodes:
        if type(node) is Moved and node.move in numbers:
            out.append((Inserted if node.end == "to" else Deleted)(node.nodes, node.change))
        elif type(node) is Altered:
            out += [replace(node, node=new) for new in _without_moves((node.node,), numbers)]
        elif type(node) in (Inserted, Deleted, Moved):
            out.append(replace(node, nodes=_without_moves(node.nodes, numbers)))
        else:
            out.append(_below(node, lambda below: _without_moves(below, numbers)))
    return nodes if same_nodes(tuple(out), nodes) else tuple(out)


def _rewritten(nodes: Nodes, targets: Mapping[int, Moved]) -> Nodes:
    rewritten = tuple(_with_ends(node, targets) for node in nodes)
    return nodes if all(a is b for a, b in zip(rewritten, nodes, strict=True)) else rewritten


def _with_ends(node: Any, targets: Mapping[int, Moved]) -> Any:
    match node:
        case Moved():
            return _end(node, targets)
        case Inserted() | Deleted():
            # A new section may hold one that moved there.
            return replace(node, nodes=_rewritten(node.nodes, targets))
        case Altered():
            return replace(node, node=_with_ends(node.node, targets))
    return _below(node, lambda below: _rewritten(below, targets), _LINES)


def _end(node: Moved, targets: Mapping[int, Moved]) -> Moved:
    nodes = _side(targets[node.move].nodes, node.end == "to", targets)
    if node.end == "from" and type(node.nodes[0]) is Section:
        nodes = (replace(nodes[0], level=node.nodes[0].level), *nodes[1:])
    return replace(node, nodes=nodes)


def _side(nodes: Nodes, new: bool, targets: Mapping[int, Moved]) -> Nodes:
    """The nodes of the new or the old end of a move, with the marks of that end."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind is Moved:
            out += [_end(node, targets)] if (node.end == "to") == new else []
        elif kind in (Inserted, Deleted):
            out += [replace(node, nodes=_rewritten(node.nodes, targets))] if (kind is Inserted) == new else []
        elif kind is Restyled:
            out += sides(node)[new]
        elif kind is Altered:
            out += _side(sides(node)[new], new, targets)
        else:
            out.append(_below(node, lambda below: _side(below, new, targets)))
    if any(type(node) is List for node in out):
        # What became an item or a paragraph during the move is whole at each end.
        out = list(regrouped(tuple(out)))
    return nodes if len(out) == len(nodes) and all(a is b for a, b in zip(out, nodes, strict=True)) else tuple(out)


def _below(node: Any, change: Callable[[Nodes], Nodes], skipped: tuple[str, ...] = ()) -> Any:
    """The node with `change` applied to its children, except in `skipped` fields; the same object if nothing changes."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        if name not in skipped:
            new = change(below) if type(below) is tuple else _below(below, change, skipped)
            if new is not below:
                changed[name] = new
    return replace(node, **changed) if changed else node

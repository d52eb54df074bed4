"""Edits inside a move, placed where readers of Word files can undo them: deletions at the old place, insertions at the new.

Word allows a deletion in moved text (17.13.5.25), but LibreOffice keeps the deleted words when changes are accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from docgen.document.redline import BELOW, MARKS, Altered, Deleted, Inserted, Moved, Nodes, Restyled, sides
from docgen.document.tree import Paragraph

_LINES = ("inlines", "title", "caption")


def with_edits_at_ends(nodes: Nodes) -> Nodes:
    """The sections of a redline, with the deletions of each move marked at its old place, and the insertions at its new one."""
    targets: dict[int, Moved] = {}
    has_moves = [_find((node,), targets) for node in nodes]
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
    return replace(node, nodes=_side(targets[node.move].nodes, node.end == "to", targets))


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

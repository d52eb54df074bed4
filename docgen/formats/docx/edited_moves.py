"""What changed on the way of a move, shown where readers of Word files can undo it: what went at the old place, what came at the new.

Word can hold a deletion in the text that a move brought (17.13.5.25), but LibreOffice leaves such words when changes are accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from docgen.document.redline import BELOW, MARKS, Altered, Deleted, Inserted, Moved, Nodes, Restyled, sides
from docgen.document.tree import Paragraph

_LINES = ("inlines", "title", "caption")


def with_edits_at_ends(nodes: Nodes) -> Nodes:
    """The sections of a redline, where the old place of each move holds the marks of what went, and the new one of what came."""
    targets: dict[int, Moved] = {}
    moving = [_find((node,), targets) for node in nodes]
    return tuple(_with_ends(node, targets) if its else node for node, its in zip(nodes, moving, strict=True))


def _find(nodes: Nodes, targets: dict[int, Moved]) -> bool:
    """Note the new place of each move; whether there is an end of one."""
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
    made = tuple(_with_ends(node, targets) for node in nodes)
    return nodes if all(a is b for a, b in zip(made, nodes, strict=True)) else made


def _with_ends(node: Any, targets: Mapping[int, Moved]) -> Any:
    match node:
        case Moved():
            return _end(node, targets)
        case Inserted() | Deleted():
            # A section that is new may hold one that moved there.
            return replace(node, nodes=_rewritten(node.nodes, targets))
        case Altered():
            return replace(node, node=_with_ends(node.node, targets))
    return _below(node, lambda below: _rewritten(below, targets), _LINES)


def _end(node: Moved, targets: Mapping[int, Moved]) -> Moved:
    came = node.end == "to"
    return replace(node, nodes=_side(targets[node.move].nodes, came, targets))


def _side(nodes: Nodes, came: bool, targets: Mapping[int, Moved]) -> Nodes:
    """What one end of a move holds, with the marks of that end."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind is Moved:
            out += [_end(node, targets)] if (node.end == "to") == came else []
        elif kind in (Inserted, Deleted):
            out += [replace(node, nodes=_rewritten(node.nodes, targets))] if (kind is Inserted) == came else []
        elif kind is Restyled:
            out += sides(node)[came]
        elif kind is Altered:
            out += _side(sides(node)[came], came, targets)
        else:
            out.append(_below(node, lambda below: _side(below, came, targets)))
    return nodes if len(out) == len(nodes) and all(a is b for a, b in zip(out, nodes, strict=True)) else tuple(out)


def _below(node: Any, change: Callable[[Nodes], Nodes], but: tuple[str, ...] = ()) -> Any:
    """The node with what lies below it changed; the very same one if nothing is."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        if name not in but:
            made = change(below) if type(below) is tuple else _below(below, change, but)
            if made is not below:
                changed[name] = made
    return replace(node, **changed) if changed else node

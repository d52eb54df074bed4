"""Blocks that were deleted in one place and inserted in another: they moved. What was matched in its place is never called moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.comparison.compare_blocks import compare_nodes
from docgen.comparison.likeness import Vocabulary
from docgen.comparison.sequence_alignment import likeness
from docgen.document.redline import BELOW, Altered, Deleted, Inserted, Moved, marks
from docgen.document.spacing import same_nodes
from docgen.document.tree import FieldBlock, Figure, Item, List, Paragraph, Quote, Section, Table

Nodes = tuple[Any, ...]
Moves = dict[int, tuple[int, Any]]
"""The number of the move, and the node to show, for each object at an end of a move, by its id."""
FEWEST_WORDS = 5
_LIKENESS = 0.7
_MOVABLE = (Paragraph, List, Item, Table, Figure, Quote, FieldBlock)
_CONTAINERS = (Section, List, Item, FieldBlock)
"""What contains blocks or items that can move by themselves."""
_LINES = ("inlines", "title", "caption")


def with_moves(nodes: Nodes) -> Nodes:
    """The sections, with each deleted block that was inserted elsewhere shown as moved."""
    vocabulary = Vocabulary()
    deleted, inserted = list(_movable(nodes, Deleted)), list(_movable(nodes, Inserted))
    if not deleted or not inserted:
        return nodes
    first = 1 + max((mark.move for mark in marks(nodes) if type(mark) is Moved), default=0)
    order = {id(new): index for index, new in enumerate(inserted)}
    moves: Moves = {}
    for number, (old, new) in enumerate(sorted(_matches(deleted, inserted, vocabulary), key=lambda pair: order[id(pair[1])]), first):
        moves[id(old)] = (number, old)
        moves[id(new)] = (number, compare_nodes(old, new, vocabulary))
    return _rewritten(nodes, moves) if moves else nodes


def _movable(nodes: Nodes, mark: type, inside: bool = False) -> Iterator[Any]:
    """The blocks and items in marks of a kind, each before its contents."""
    for node in nodes:
        kind = type(node)
        if kind is mark:
            yield from _movable(node.nodes, mark, True)
        elif kind is Altered:
            yield from _movable((node.node,), mark)
        elif kind is Moved and node.end == "to":
            yield from _movable(node.nodes, mark)
        elif kind not in (Inserted, Deleted, Moved):
            if inside and kind in _MOVABLE:
                yield node
            if not inside or kind in _CONTAINERS:
                for name in BELOW.get(kind, ()):
                    below = getattr(node, name)
                    if type(below) is tuple and name not in _LINES:
                        yield from _movable(below, mark, inside)


def _matches(deleted: list[Any], inserted: list[Any], vocabulary: Vocabulary) -> list[tuple[Any, Any]]:
    """What moved, in its old and its new place: first blocks with the same words, then those with nearly the same. No move contains another."""
    pairs: list[tuple[Any, Any]] = []
    taken: set[int] = set()
    within = [_all_ids(new) for new in inserted]
    for least in (1.0, _LIKENESS):
        for old in deleted:
            words = vocabulary.words(old)
            if taken & _all_ids(old) or len(words) < FEWEST_WORDS:
                continue
            free = [(index, new) for index, new in enumerate(inserted) if type(new) is type(old) and not taken & within[index]]
            alike, index = max(((likeness(words, vocabulary.words(new), least), -index) for index, new in free), default=(0.0, 0))
            if alike:
                pairs.append((old, inserted[-index]))
                taken |= _all_ids(old) | within[-index]
    return pairs


def _all_ids(node: Any) -> set[int]:
    """The ids of the node object and of all movable ones inside it, which move together."""
    out = {id(node)} if type(node) in _MOVABLE else set()
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        for child in below if type(below) is tuple else (below,):
            out |= _all_ids(child)
    return out


def _rewritten(nodes: Nodes, moves: Moves) -> Nodes:
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind in (Inserted, Deleted):
            # What moved is taken out of the mark, or marked inside it.
            out += [_end(child, kind, moves) or kind((_marked(child, kind, moves),)) for child in node.nodes]
        elif kind is Altered:
            out.append(replace(node, node=_rewritten((node.node,), moves)[0]))
        elif kind is Moved:
            out.append(replace(node, nodes=_rewritten(node.nodes, moves)))
        else:
            out.append(_below(node, lambda below: _rewritten(below, moves)))
    return tuple(out)


def _end(node: Any, kind: type, moves: Moves) -> Moved | None:
    """The end of a move if the node, which is in a mark of a kind, moved."""
    number, made = moves.get(id(node), (0, None))
    return Moved((made,), "from" if kind is Deleted else "to", number) if number else None


def _marked(node: Any, kind: type, moves: Moves) -> Any:
    """A deleted or inserted node, with marks on what moved out of it or into it."""
    if type(node) not in _CONTAINERS:
        return node

    def below(nodes: Nodes) -> Nodes:
        made: list[Any] = []
        for child in nodes:
            if type(child) is Moved:
                made += _rewritten((child,), moves)
            else:
                made.append(_end(child, kind, moves) or _marked(child, kind, moves))
        return tuple(made)

    return _below(node, below)


def _below(node: Any, change: Any) -> Any:
    """The node with `change` applied to each tuple of blocks, items or sections below it."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        if type(below) is tuple and name not in _LINES:
            made = change(below)
            if not same_nodes(made, below):
                changed[name] = made
    return replace(node, **changed) if changed else node

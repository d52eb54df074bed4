"""Blocks that no alignment wanted, found again elsewhere: they moved. What has a place of its own is never called moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.comparison.compare_blocks import merged
from docgen.comparison.likeness import Reading
from docgen.comparison.sequence_alignment import likeness
from docgen.document.redline import BELOW, Altered, Deleted, Inserted, Moved, marks
from docgen.document.tree import FieldBlock, Figure, Item, List, Paragraph, Quote, Section, Table

Nodes = tuple[Any, ...]
FEWEST_WORDS = 5
_LIKENESS = 0.7
_MOVABLE = (Paragraph, List, Item, Table, Figure, Quote, FieldBlock)
_UNITS_WITHIN = (Section, List, Item, FieldBlock)
"""What holds things that can move by themselves."""
_LINES = ("inlines", "title", "caption")


def with_moves(nodes: Nodes) -> Nodes:
    """The sections with each deleted block that was inserted elsewhere shown as moved."""
    reading = Reading()
    gone, come = list(_units(nodes, Deleted)), list(_units(nodes, Inserted))
    if not gone or not come:
        return nodes
    first = 1 + max((mark.move for mark in marks(nodes) if type(mark) is Moved), default=0)
    pairs = _found(gone, come, reading)
    order = {id(new): index for index, new in enumerate(come)}
    fates: dict[int, tuple[int, Any]] = {}
    for number, (old, new) in enumerate(sorted(pairs, key=lambda pair: order[id(pair[1])]), first):
        fates[id(old)] = (number, old)
        fates[id(new)] = (number, merged(old, new, reading))
    return _rewritten(nodes, fates) if fates else nodes


def _units(nodes: Nodes, kind: Any, inside: bool = False) -> Iterator[Any]:
    """The blocks and items in marks of a kind: each before what it holds."""
    for node in nodes:
        its = type(node)
        if its is kind:
            yield from _units(node.nodes, kind, True)
        elif its is Altered:
            yield from _units((node.node,), kind)
        elif its is Moved and node.end == "to":
            yield from _units(node.nodes, kind)
        elif its not in (Inserted, Deleted, Moved):
            if inside and its in _MOVABLE:
                yield node
            if not inside or its in _UNITS_WITHIN:
                for name in BELOW.get(its, ()):
                    below = getattr(node, name)
                    if type(below) is tuple and name not in _LINES:
                        yield from _units(below, kind, inside)


def _found(gone: list[Any], come: list[Any], reading: Reading) -> list[tuple[Any, Any]]:
    """Old and new places of what moved: first what says just the same, then what says nearly the same. No move holds another."""
    pairs: list[tuple[Any, Any]] = []
    taken: set[int] = set()
    within = [_all_ids(new) for new in come]
    for least in (1.0, _LIKENESS):
        for old in gone:
            words = reading.words(old)
            if taken & _all_ids(old) or len(words) < FEWEST_WORDS:
                continue
            likely = [
                (likeness(words, reading.words(new), least), -index) for index, new in enumerate(come) if type(new) is type(old) and not taken & within[index]
            ]
            alike, index = max(likely, default=(0.0, 0))
            if alike:
                pairs.append((old, come[-index]))
                taken |= _all_ids(old) | within[-index]
    return pairs


def _all_ids(node: Any) -> set[int]:
    """The node and what is in it, of what can move: it moves as one."""
    out = {id(node)} if type(node) in _MOVABLE else set()
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        for child in below if type(below) is tuple else (below,):
            out |= _all_ids(child)
    return out


def _rewritten(nodes: Nodes, fates: dict[int, tuple[int, Any]]) -> Nodes:
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind in (Inserted, Deleted):
            out += _replaced(node, kind, fates)
        elif kind is Altered:
            out.append(replace(node, node=_rewritten((node.node,), fates)[0]))
        elif kind is Moved:
            out.append(replace(node, nodes=_rewritten(node.nodes, fates)))
        else:
            out.append(_below(node, lambda below: _rewritten(below, fates)))
    return tuple(out)


def _replaced(mark: Any, kind: type, fates: dict[int, tuple[int, Any]]) -> list[Any]:
    """A mark with its moved nodes taken out of it, or marked in it."""
    out: list[Any] = []
    for node in mark.nodes:
        if id(node) in fates:
            number, made = fates[id(node)]
            out.append(Moved((made,), "from" if kind is Deleted else "to", number))
        else:
            out.append(kind((_marked(node, kind, fates),)))
    return out


def _marked(node: Any, kind: type, fates: dict[int, tuple[int, Any]]) -> Any:
    """A deleted or inserted node with those nodes in it marked that moved by themselves."""
    if type(node) not in _UNITS_WITHIN:
        return node

    def below(nodes: Nodes) -> Nodes:
        made: list[Any] = []
        for child in nodes:
            if id(child) in fates:
                number, found = fates[id(child)]
                made.append(Moved((found,), "from" if kind is Deleted else "to", number))
            elif type(child) is Moved:
                made += _rewritten((child,), fates)
            else:
                made.append(_marked(child, kind, fates))
        return tuple(made)

    return _below(node, below)


def _below(node: Any, change: Any) -> Any:
    """The node with `change` applied to each tuple of blocks, items or sections below it."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        if type(below) is tuple and name not in _LINES:
            made = change(below)
            if any(a is not b for a, b in zip(made, below, strict=True)) if len(made) == len(below) else True:
                changed[name] = made
    return replace(node, **changed) if changed else node

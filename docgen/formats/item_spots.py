"""Where the items of lists stand in the old document and in the new one, among blocks of which some changed their kind, or lists became one or several.

Elsewhere a list of a redline is one list on both sides. Here an item of one list may have been in another, or may have had another number.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from docgen.document.change_of_kind import ListItem
from docgen.document.redline import BELOW, MARKS, Altered, Cut, Deleted, Inserted, Moved, marks, sides
from docgen.document.tree import Item, List

Nodes = tuple[Any, ...]
Present = tuple[bool, bool]
"""Whether something is in the old document, and in the new one."""
_NO_BLOCKS = ("inlines", "title", "caption", "header", "rows", "signatories")


class Spot(NamedTuple):
    """The list that an item is in, `ordered` or not, counted through the document; and its number in it, from 1."""

    list: int
    ordered: bool
    number: int


class Spots(NamedTuple):
    """The spot in the old document and that in the new one; None where there is none."""

    old: Spot | None
    new: Spot | None


def item_spots(nodes: Nodes) -> dict[int, Spots]:
    """The spots of items, by the identity of what stands in the list: the item or the mark around it (there, the first item of the mark).

    So too for the mark of a paragraph that was an item. Only for blocks of which one changed its kind, or of which two are one list in one document alone.
    """
    found: dict[int, Spots] = {}
    counts = (_Side(), _Side())
    for blocks, present in _all_blocks(nodes, (True, True)):
        if any(map(_changes_kind, blocks)) or _are_joined(blocks, present):
            for side in counts:
                side.leave()
            for node in blocks:
                _add(node, found, counts, present)
    return found


def item_counts(item: Any) -> tuple[int, int]:
    """The number of items of the old list, and of the new, that an item of a redline stands for."""
    match item:
        case Inserted(nodes) | Moved(nodes, "to"):
            return 0, len(nodes)
        case Deleted(nodes) | Moved(nodes, "from"):
            return len(nodes), 0
        case Altered(_, was) if type(was) is not Item:
            return 0, 1
    cuts = cuts_of((item,))
    return 1 + sum(type(cut) is Deleted for cut in cuts), 1 + sum(type(cut) is Inserted for cut in cuts)


def cuts_of(items: Nodes) -> list[Any]:
    """The marks in which items of a list were split or joined, once for each cut."""
    return [mark for mark in marks(items) if type(mark) in (Inserted, Deleted) for node in mark.nodes if node == Cut("item")]


class _Side:
    """The lists of one document, and the one that is being counted."""

    def __init__(self) -> None:
        self.lists = 0
        self.ordered: bool | None = None
        self.items = 0

    def leave(self) -> None:
        """What comes next is in no list."""
        self.ordered = None

    def spot(self, ordered: bool, items: int) -> Spot:
        """The spot of the next item; with those after it that stand with it, there are `items`."""
        if ordered != self.ordered:
            self.ordered, self.items = ordered, 0
            self.lists += 1
        self.items += items
        return Spot(self.lists, ordered, self.items - items + 1)


def _all_blocks(nodes: Nodes, present: Present) -> Iterator[tuple[Nodes, Present]]:
    """Each tuple of blocks, whatever holds it, and in which documents it is: at its new place, what moved has marks for what it was."""
    for node in nodes:
        if type(node) in MARKS:
            one_sided = type(node) in (Inserted, Deleted) or (type(node) is Moved and node.end == "from")
            inside = tuple(here and bool(side) for here, side in zip(present, sides(node), strict=True)) if one_sided else present
            yield from _all_blocks((node.node,) if type(node) is Altered else node.nodes, (inside[0], inside[1]))
            continue
        for name in BELOW.get(type(node), ()):
            if name not in _NO_BLOCKS:
                below = getattr(node, name)
                if name == "blocks":
                    yield below, present
                yield from _all_blocks(below if type(below) is tuple else (below,), present)


def _are_joined(blocks: Nodes, present: Present) -> bool:
    """Whether two lists are one in a document, for nothing stands between them there."""
    in_order = [[node for block in blocks for node in sides(block)[new]] for new in (False, True) if present[new]]
    return any(type(a) is List is type(b) and a.ordered == b.ordered for side in in_order for a, b in pairwise(side))


def _changes_kind(node: Any) -> bool:
    if type(node) is Altered and type(node.was) is ListItem:
        return True
    node = node.node if type(node) is Altered else node
    items: Nodes = node.items if type(node) is List else ()
    return any(type(item) is Altered for item in items)


def _add(node: Any, found: dict[int, Spots], counts: tuple[_Side, _Side], present: Present) -> None:
    """Count a block, which is `present` in the old document and in the new one."""
    match node:
        case Inserted() | Deleted() | Moved():
            inside = tuple(bool(side) for side in sides(node))
            for child in node.nodes:
                _add(child, found, counts, (inside[0], inside[1]))
        case Altered(_, ListItem(ordered)):
            found[id(node)] = Spots(counts[0].spot(ordered, 1), None)
            counts[1].leave()
        case List() | Altered(List(), _):
            listed: Any = node
            now, was = (listed.node, listed.was) if type(node) is Altered else (listed, listed)
            for item in now.items:
                spots = [
                    _spot(side, of.ordered, count) if here else None
                    for side, of, count, here in zip(counts, (was, now), item_counts(item), present, strict=True)
                ]
                found[id(item)] = Spots(spots[0], spots[1])
                if type(item) is Altered:
                    counts[0].leave()
        case _:
            for side, here in zip(counts, present, strict=True):
                if here:
                    side.leave()


def _spot(side: _Side, ordered: bool, items: int) -> Spot | None:
    return side.spot(ordered, items) if items else None

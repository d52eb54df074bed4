"""The automatic lists of Word that items of a redline are in, where the kind of a block changed: those of the old document, and those of the new one."""

from __future__ import annotations

from collections.abc import Callable

from docgen.document.redline import Nodes
from docgen.formats.item_spots import Spot, Spots, item_spots


class ListNumbers:
    """The numIds of lists. An old list shares its numId with a new one that has an item of it, so that most items have one property on both sides."""

    def __init__(self, sections: Nodes) -> None:
        self.spots: dict[int, Spots] = item_spots(sections)
        """Where items stood and stand, by the identity of the item or its mark."""
        self._shared: dict[int, int] = {}
        """The new list that shares the numId of an old one."""
        for old, new in self.spots.values():
            if old and new and old.ordered and new.ordered and new.list not in self._shared.values():
                self._shared.setdefault(old.list, new.list)
        self._numbers: dict[tuple[str, int], int] = {}
        self._next: tuple[str, int] | None = None
        """The list that is written next; none if it is a list like any other."""

    def enter(self, spot: Spot, in_old: bool) -> None:
        """Say that the list of an old or a new spot is written next. All bullets are in one list."""
        old_alone = in_old and spot.list not in self._shared
        self._next = (("old", spot.list) if old_alone else ("new", self._shared[spot.list] if in_old else spot.list)) if spot.ordered else None

    def number(self, new_number: Callable[[], int]) -> int:
        """The numId of the list that is being written."""
        key, self._next = self._next, None
        if key is None:
            return new_number()
        if key not in self._numbers:
            self._numbers[key] = new_number()
        return self._numbers[key]

"""Which sections moved: those whose order in reading order changed, whatever section holds them. Another level, or another parent, is no move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from docgen.comparison.sequence_alignment import heaviest_increasing
from docgen.document.tree import Section

Places = Mapping[str, tuple[Section, str]]
"""Each section by its id, with the id of the section above it, or "" at the top; in reading order."""
Weigh = Callable[[Section], float]
_SETTLED = 1e9
"""The weight of a section with the same parent as before: none of another parent displaces it."""


def with_parents(sections: tuple[Section, ...], above: str = "") -> Iterator[tuple[str, tuple[Section, str]]]:
    """Each section with its place, to make Places."""
    for section in sections:
        yield section.id, (section, above)
        yield from with_parents(section.sections, section.id)


def moved_sections(before: Places, after: Places, new_ids: Mapping[str, str], weigh: Weigh) -> frozenset[str]:
    """The new ids of the sections that moved by themselves. `new_ids` has the new id of each old section that is still there."""
    adopted = {new for old, new in new_ids.items() if new_ids.get(before[old][1], before[old][1]) != after[new][1]}
    moved = set(_out_of_order_among_siblings(before, after, new_ids, adopted, weigh))
    # From an appendix into a section, or back, the numbers are of another kind.
    moved |= {new for old, new in new_ids.items() if new in adopted and _is_appendix(old, before) != _is_appendix(new, after)}
    at_old, at_new = ({id: place for place, id in enumerate(side)} for side in (before, after))
    while True:
        carried = {new for old, new in new_ids.items() if new not in moved and not moved.isdisjoint(_above(old, new, before, after, new_ids))}
        stayed = [(at_old[old], at_new[new], new) for old, new in new_ids.items() if new not in moved and new not in carried]
        weights = [weigh(after[new][0]) if new in adopted else _SETTLED for _, _, new in stayed]
        kept = set(heaviest_increasing([(i, j) for i, j, _ in stayed], weights))
        found = {new for place, (_, _, new) in enumerate(stayed) if place not in kept} | (carried & adopted)
        if not found:
            return frozenset(moved)
        moved |= found


def _out_of_order_among_siblings(before: Places, after: Places, new_ids: Mapping[str, str], adopted: set[str], weigh: Weigh) -> Iterator[str]:
    """The new ids of the sections that have the same parent, and another place among those that have it too."""
    siblings: dict[str, list[str]] = {}
    for old, new in new_ids.items():
        if new not in adopted:
            siblings.setdefault(after[new][1], []).append(old)
    at = {id: place for place, id in enumerate(after)}
    for children in siblings.values():
        pairs = [(i, at[new_ids[old]]) for i, old in enumerate(children)]
        if any(a[1] > b[1] for a, b in pairwise(pairs)):
            kept = set(heaviest_increasing(pairs, [weigh(before[old][0]) for old in children]))
            yield from (new_ids[old] for index, old in enumerate(children) if index not in kept)


def _is_appendix(id: str, places: Places) -> bool:
    """Whether a section is an appendix or stands in one."""
    while above := places[id][1]:
        id = above
    return places[id][0].appendix


def _above(old: str, new: str, before: Places, after: Places, new_ids: Mapping[str, str]) -> Iterator[str]:
    """The new ids of the sections above a section in either document."""
    while above := before[old][1]:
        old = above
        yield new_ids.get(old, "")
    while above := after[new][1]:
        new = above
        yield new

"""The sections of two documents compared: matched by their ids, and only where ids differ by their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from docgen.comparison.compare_blocks import compare_blocks, compare_inlines, without_children
from docgen.comparison.matching_sections import matching_sections
from docgen.comparison.sequence_alignment import heaviest_increasing
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.redline import Altered, Deleted, Inserted, Moved
from docgen.document.tree import Document, Section

Sections = tuple[Section, ...]
Nodes = tuple[Any, ...]


def compare_sections(old: Document, new: Document) -> Nodes:
    """The sections of the new document, with marks."""
    return _Comparison(old, new).children(old.sections, new.sections)


class _Comparison:
    """Which sections of two documents match, which of them moved, and the redline of them."""

    def __init__(self, old: Document, new: Document) -> None:
        self.vocabulary = Vocabulary()
        before, after = dict(_with_parents(old.sections)), dict(_with_parents(new.sections))
        self.new_ids = matching_sections((each for each, _ in before.values()), (each for each, _ in after.values()), self.vocabulary)
        self.old_ids = {new_id: old_id for old_id, new_id in self.new_ids.items()}
        self.old = {id: section for id, (section, _) in before.items()}
        moved = set(self._moved(before, after, old.sections, new.sections))
        self.moves = {id: number for number, id in enumerate((id for id in after if id in moved), 1)}
        """The number of the move of each new section that moved."""

    def _moved(self, before: _Parents, after: _Parents, old: Sections, new: Sections) -> Iterator[str]:
        """The new ids of the sections that have another parent, or another place among their siblings."""
        for old_id, new_id in self.new_ids.items():
            old_parent, new_parent = before[old_id][1], after[new_id][1]
            if (self.new_ids.get(old_parent) if old_parent else "") != new_parent:
                yield new_id
        for parent, children in [("", new), *((id, section.sections) for id, (section, _) in after.items())]:
            source = old if not parent else self.old[self.old_ids[parent]].sections if parent in self.old_ids else ()
            yield from self._out_of_order(source, children)

    def _out_of_order(self, old: Sections, new: Sections) -> Iterator[str]:
        places = {section.id: index for index, section in enumerate(new)}
        pairs = [(i, places[self.new_ids[s.id]]) for i, s in enumerate(old) if self.new_ids.get(s.id, "") in places]
        if all(a[1] < b[1] for a, b in pairwise(pairs)):
            return
        kept = set(heaviest_increasing(pairs, [1 + len(self.vocabulary.words(old[i])) for i, _ in pairs]))
        yield from (new[j].id for index, (_, j) in enumerate(pairs) if index not in kept)

    def children(self, old: Sections, new: Sections) -> Nodes:
        """The sections below one parent, with marks."""
        out: list[Any] = []
        rest = list(old)
        for section in new:
            old_id = self.old_ids.get(section.id)
            if old_id is None:
                out.append(Inserted((self.inserted(section),)))
            elif section.id in self.moves:
                out.append(self.moved_here(section))
            else:
                at = next(index for index, child in enumerate(rest) if child.id == old_id)
                _insert_before_new(out, [self.removed(child) for child in rest[:at]])
                out.append(self.matched(rest[at], section))
                del rest[: at + 1]
        _insert_before_new(out, [self.removed(child) for child in rest])
        return tuple(out)

    def matched(self, old: Section, new: Section) -> Any:
        title = compare_inlines(old.title, new.title, self.vocabulary)
        blocks = compare_blocks(old.blocks, new.blocks, self.vocabulary)
        made = replace(new, title=title, blocks=blocks, sections=self.children(old.sections, new.sections))
        was = without_children(old)
        return made if was == without_children(new) else Altered(made, was)

    def moved_here(self, section: Section) -> Moved:
        return Moved((self.matched(self.old[self.old_ids[section.id]], section),), "to", self.moves[section.id])

    def removed(self, section: Section) -> Any:
        """The mark for an old section that is no longer in its place."""
        new_id = self.new_ids.get(section.id)
        nodes = (self._with_moves(section),)
        return Moved(nodes, "from", self.moves[new_id]) if new_id else Deleted(nodes)

    def _with_moves(self, section: Section) -> Section:
        """An old section, with marks on the sections below it that moved by themselves."""
        below = tuple(self.removed(child) if self.new_ids.get(child.id, "") in self.moves else self._with_moves(child) for child in section.sections)
        return replace(section, sections=below)

    def inserted(self, section: Section) -> Section:
        """A new section, with marks on the sections below it that moved there."""
        below: Nodes = tuple(self.moved_here(child) if child.id in self.old_ids else self.inserted(child) for child in section.sections)
        return replace(section, sections=below)


_Parents = dict[str, tuple[Section, str]]
"""Each section by its id, with the id of the section above it, or "" at the top."""


def _with_parents(sections: Sections, above: str = "") -> Iterator[tuple[str, tuple[Section, str]]]:
    for section in sections:
        yield section.id, (section, above)
        yield from _with_parents(section.sections, section.id)


def _insert_before_new(out: list[Any], removed: list[Any]) -> None:
    """Insert marks of removed sections before the sections at the end that only the new document has there."""
    at = len(out)
    while at and (type(out[at - 1]) is Inserted or (type(out[at - 1]) is Moved and out[at - 1].end == "to")):
        at -= 1
    out[at:at] = removed

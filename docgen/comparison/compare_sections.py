"""The sections of two documents compared in reading order: sections match by their ids, and only where ids differ by their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from docgen.comparison.compare_blocks import block_pairs, compare_inlines, compare_nodes, compare_pairs, without_children
from docgen.comparison.structure.changed_headings import ChangedHeadings
from docgen.comparison.structure.matching_sections import matching_sections
from docgen.comparison.structure.moved_sections import moved_sections, with_parents
from docgen.comparison.structure.redline_tree import MovedSection, redline_tree
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.headings import Heading, heading_of, in_reading_order
from docgen.document.redline import Altered, Moved
from docgen.document.tree import Document, Section

Sections = tuple[Section, ...]
Nodes = tuple[Any, ...]


def compare_sections(old: Document, new: Document) -> tuple[Nodes, Vocabulary]:
    """The sections of the new document, with marks, and the words of both documents."""
    comparison = _Comparison(old, new)
    lines = comparison.compared(tuple(comparison.before(old.sections, 1)), tuple(comparison.after(new.sections, 1)), True)
    return redline_tree(lines), comparison.vocabulary


class _Comparison:
    """Which sections of two documents match, which of them moved, and the redline of them."""

    def __init__(self, old: Document, new: Document) -> None:
        self.vocabulary, self.documents = Vocabulary(), (old, new)
        before, after = dict(with_parents(old.sections)), dict(with_parents(new.sections))
        self.new_ids = matching_sections((each for each, _ in before.values()), (each for each, _ in after.values()), self.vocabulary)
        if other_ids := {old_id: id for old_id, id in self.new_ids.items() if old_id != id}:
            self.vocabulary = Vocabulary(other_ids)
        moved = moved_sections(before, after, self.new_ids, lambda section: 1 + len(self.vocabulary.words(section)))
        self.moves = {id: number for number, id in enumerate((id for id in after if id in moved), 1)}
        """The number of the move of each new section that moved."""
        self.moved_from = {old_id: (before[old_id][0], self._depth(old_id, before)) for old_id, id in self.new_ids.items() if id in moved}
        self.old_ids = {new_id: old_id for old_id, new_id in self.new_ids.items()}

    def _depth(self, id: str, places: Any) -> int:
        return 1 + self._depth(above, places) if (above := places[id][1]) else 1

    def before(self, sections: Sections, depth: int) -> Iterator[Any]:
        """The old headings and blocks in reading order, with a MovedSection for each section that moved away."""
        for section in sections:
            if section.id in self.moved_from:
                yield MovedSection(self._away(section), depth)
            else:
                yield from self._before_one(section, depth)

    def _before_one(self, section: Section, depth: int) -> Iterator[Any]:
        yield heading_of(section, depth)
        yield from section.blocks
        yield from self.before(section.sections, depth + 1)

    def after(self, sections: Sections, depth: int) -> Iterator[Any]:
        """The new headings and blocks in reading order, with a MovedSection for each section that moved there."""
        for section in sections:
            if section.id in self.moves:
                yield MovedSection(Moved(self._moved_here(section, depth), "to", self.moves[section.id]), depth)
            else:
                yield from self._after_one(section, depth)

    def _after_one(self, section: Section, depth: int) -> Iterator[Any]:
        yield heading_of(section, depth)
        yield from section.blocks
        yield from self.after(section.sections, depth + 1)

    def _moved_here(self, section: Section, depth: int) -> Nodes:
        old, old_depth = self.moved_from[self.old_ids[section.id]]
        return redline_tree(self.compared(tuple(self._before_one(old, old_depth)), tuple(self._after_one(section, depth)), False), depth)

    def _away(self, section: Section) -> Moved:
        return Moved((self._with_moves(section),), "from", self.moves[self.new_ids[section.id]])

    def _with_moves(self, section: Section) -> Section:
        """An old section, with marks on the sections below it that moved by themselves."""
        below: Nodes = tuple(self._away(child) if child.id in self.moved_from else self._with_moves(child) for child in section.sections)
        return replace(section, sections=below)

    def compared(self, old: Nodes, new: Nodes, blocks_stay: bool) -> Iterator[Any]:
        """The headings and blocks of both, with marks. With `blocks_stay`, blocks may stay under a heading that is not in both."""
        at_new = {line.section.id: j for j, line in enumerate(new) if type(line) is Heading}
        i = j = 0
        appendices = (False, False)
        for next_i, line in enumerate(old):
            next_j = at_new.get(self.new_ids.get(line.section.id, ""), -1) if type(line) is Heading else -1
            if next_j >= j:
                yield from self._between(old[i:next_i], new[j:next_j], blocks_stay, appendices)
                yield self._compare(line, new[next_j])
                appendices = (_in_appendix(line, appendices[0]), _in_appendix(new[next_j], appendices[1]))
                i, j = next_i + 1, next_j + 1
        yield from self._between(old[i:], new[j:], blocks_stay, appendices)

    def _between(self, old: Nodes, new: Nodes, blocks_stay: bool, appendices: tuple[bool, bool]) -> Nodes:
        """The lines between two headings that are in both. `appendices` says for each document whether it is in an appendix there."""
        heads = [next((at for at, line in enumerate(lines) if type(line) in (Heading, MovedSection)), len(lines)) for lines in (old, new)]
        pairs = block_pairs(old[: heads[0]], new[: heads[1]], self.vocabulary)
        if blocks_stay and appendices[0] == appendices[1] and any(type(line) is Heading for line in (*old[heads[0] :], *new[heads[1] :])):
            pairs = self._changed_headings.pairs(old, new, pairs, appendices[0])
        return compare_pairs(old, new, pairs, self._compare, self.vocabulary)

    def _compare(self, old: Any, new: Any) -> Any:
        """The new heading or block with marks, and with the old one if that was another or on another level."""
        if type(old) is type(new) is not Heading:
            return compare_nodes(old, new, self.vocabulary)
        lines = [line.section.title if type(line) is Heading else line.inlines for line in (old, new)]
        made = compare_inlines(lines[0], lines[1], self.vocabulary)
        if type(new) is not Heading:
            return Altered(replace(new, inlines=made), replace(old, section=replace(old.section, title=())))
        node = new if made is new.section.title else replace(new, section=replace(new.section, title=made))
        if type(old) is not Heading:
            return Altered(node, replace(old, inlines=()))
        was = replace(without_children(old.section), level=old.depth if old.depth != new.depth else 0)
        return node if was == without_children(new.section) and not was.level else Altered(node, was)

    @cached_property
    def _changed_headings(self) -> ChangedHeadings:
        lines = [tuple(in_reading_order(document.sections)) for document in self.documents]
        return ChangedHeadings(lines, self.vocabulary, lambda a, b: block_pairs(a, b, self.vocabulary))


def _in_appendix(heading: Heading, before: bool) -> bool:
    return heading.section.appendix if heading.depth == 1 else before

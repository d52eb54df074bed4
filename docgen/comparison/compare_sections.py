"""Two trees of sections made one with marks: sections are known by their ids, and only without them by what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from docgen.comparison.compare_blocks import compare_blocks, merged_line_of, without_children
from docgen.comparison.likeness import Reading
from docgen.comparison.sequence_alignment import heaviest_increasing, likeness
from docgen.document.redline import Altered, Deleted, Inserted, Moved
from docgen.document.tree import Document, Section

Sections = tuple[Section, ...]
Nodes = tuple[Any, ...]
_LEAST_LIKENESS = 0.6
"""Sections with other ids are one section if they say so much of the same."""


def compare_sections(old: Document, new: Document) -> Nodes:
    """The sections of the new document with marks."""
    return _Merging(old, new).below(old.sections, new.sections)


class _Merging:
    """Two documents being made one: which section became which, and which of them moved."""

    def __init__(self, old: Document, new: Document) -> None:
        self.reading = Reading()
        before, after = dict(_with_parents(old.sections)), dict(_with_parents(new.sections))
        self.became = _same(before, after, self.reading)
        self.was = {now: then for then, now in self.became.items()}
        self.moves: dict[str, int] = {}
        """The number of the move of each new section that moved."""
        self.old = {id: section for id, (section, _) in before.items()}
        moved = set(self._moved(before, after, old.sections, new.sections))
        for id in after:
            if id in moved:
                self.moves[id] = len(self.moves) + 1

    def _moved(self, before: _Parents, after: _Parents, old: Sections, new: Sections) -> Iterator[str]:
        """The ids, in the new document, of sections that went to another parent or to another place among their neighbours."""
        for then, now in self.became.items():
            above, parent = before[then][1], after[now][1]
            if (self.became.get(above) if above else "") != parent:
                yield now
        for parent, children in [("", new), *((id, section.sections) for id, (section, _) in after.items())]:
            source = old if not parent else self.old[self.was[parent]].sections if parent in self.was else ()
            yield from self._out_of_order(source, children)

    def _out_of_order(self, old: Sections, new: Sections) -> Iterator[str]:
        places = {section.id: index for index, section in enumerate(new)}
        pairs = [(i, places[self.became[s.id]]) for i, s in enumerate(old) if self.became.get(s.id, "") in places]
        if all(a[1] < b[1] for a, b in pairwise(pairs)):
            return
        kept = set(heaviest_increasing(pairs, [1 + len(self.reading.words(old[i])) for i, _ in pairs]))
        yield from (new[j].id for index, (_, j) in enumerate(pairs) if index not in kept)

    def below(self, old: Sections, new: Sections) -> Nodes:
        """The sections below one parent."""
        out: list[Any] = []
        rest = list(old)
        for section in new:
            then = self.was.get(section.id)
            if then is None:
                out.append(Inserted((self.arrived(section),)))
            elif section.id in self.moves:
                out.append(Moved((self.merged(self.old[then], section),), "to", self.moves[section.id]))
            else:
                at = next(index for index, child in enumerate(rest) if child.id == then)
                out[len(out) - _new_ones(out) : len(out) - _new_ones(out)] = [self.gone(child) for child in rest[:at]]
                out.append(self.merged(rest[at], section))
                del rest[: at + 1]
        out[len(out) - _new_ones(out) : len(out) - _new_ones(out)] = [self.gone(child) for child in rest]
        return tuple(out)

    def merged(self, old: Section, new: Section) -> Any:
        made = replace(
            new,
            title=merged_line_of(old.title, new.title, self.reading),
            blocks=compare_blocks(old.blocks, new.blocks, self.reading),
            sections=self.below(old.sections, new.sections),
        )
        was = without_children(old)
        return made if was == without_children(new) else Altered(made, was)

    def gone(self, section: Section) -> Any:
        """An old section that does not stand there any more."""
        now = self.became.get(section.id)
        inner = (self._emptied_of_moves(section),)
        return Moved(inner, "from", self.moves[now]) if now else Deleted(inner)

    def _emptied_of_moves(self, section: Section) -> Section:
        """The section as it was, with those sections below it marked that moved by themselves."""
        below = tuple(self.gone(child) if self.became.get(child.id, "") in self.moves else self._emptied_of_moves(child) for child in section.sections)
        return replace(section, sections=below)

    def arrived(self, section: Section) -> Section:
        """A new section, with those below it marked that moved there."""
        below: Nodes = tuple(
            Moved((self.merged(self.old[self.was[child.id]], child),), "to", self.moves[child.id]) if child.id in self.was else self.arrived(child)
            for child in section.sections
        )
        return replace(section, sections=below)


_Parents = dict[str, tuple[Section, str]]
"""Each section by its id, with the id of the section above it, "" at the top."""


def _with_parents(sections: Sections, above: str = "") -> Iterator[tuple[str, tuple[Section, str]]]:
    for section in sections:
        yield section.id, (section, above)
        yield from _with_parents(section.sections, section.id)


def _same(before: _Parents, after: _Parents, reading: Reading) -> dict[str, str]:
    """The id in the new document of each old section that is still there."""
    became = {id: id for id in before if id in after}
    lost, found = [id for id in before if id not in after], [id for id in after if id not in before]
    likely = [(_likeness(before[then][0], after[now][0], reading), -i, -j, then, now) for i, then in enumerate(lost) for j, now in enumerate(found)]
    for alike, _, _, then, now in sorted(likely, reverse=True):
        if alike and then not in became and now not in became.values():
            became[then] = now
    return {id: became[id] for id in before if id in became}


def _likeness(old: Section, new: Section, reading: Reading) -> float:
    return likeness(reading.words(old), reading.words(new), _LEAST_LIKENESS)


def _new_ones(out: list[Any]) -> int:
    """How many nodes at the end of a row only the new document has there: what is gone stands before them."""
    count = 0
    for node in reversed(out):
        if type(node) is Inserted or (type(node) is Moved and node.end == "to"):
            count += 1
        else:
            break
    return count

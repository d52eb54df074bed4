"""Chooses what an instrument calls places of the old document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.redlines.variation.amendments import Place
from docgen.redlines.variation.apply_amendments import left_of
from docgen.redlines.variation.paper import HEADING, HEADINGS, WHOLE, Line, Name, Paper, shape_of

Span = tuple[int, int]
_SHORT, _OPENING = 6, 5
"""A line of more words than the first number is quoted by as many words as the second."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place and the old lines that it means."""

    place: Place
    span: Span

    @property
    def start(self) -> int:
        return self.span[0]

    @property
    def is_section(self) -> bool:
        """Whether it begins with a heading."""
        return self.place.name.part in (WHOLE, HEADING)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place beside which something comes, and where the amendment stands in the order of the old document."""

    place: Place
    before: bool
    order: tuple[int, int]


class PlaceNames:
    """The names of a document on paper, by where they start and end."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.starting: defaultdict[int, list[tuple[int, Name]]] = defaultdict(list)
        for name, (start, end) in paper.spans.items():
            self.starting[start].append((end, name))
        self.first: defaultdict[int, list[Name]] = defaultdict(list)
        self.last: defaultdict[int, list[Name]] = defaultdict(list)
        """The names by the first and the last line of what is left of them when what moves has moved."""

    def settle(self, moves: Iterable[Span]) -> None:
        """Take account of the runs of lines that move."""
        moves = tuple(moves)
        for name, span in self.paper.spans.items():
            first, last = left_of(span, moves)
            self.first[first].append(name)
            self.last[last].append(name)

    def line(self, index: int) -> Place:
        """The place of one line."""
        names = self.starting[index]
        return Place(next((name for end, name in names if end == index + 1 and name.part != WHOLE), names[0][1]))

    def section(self, index: int) -> Named:
        """The section whose heading is at an index, with the sections in it."""
        return next(Named(Place(name), (index, end)) for end, name in self.starting[index] if name.part == WHOLE)

    def heading(self, index: int) -> Named:
        return next(Named(Place(name), (index, end)) for end, name in self.starting[index] if name.part == HEADING)

    def runs(self, indices: Sequence[int]) -> list[Named]:
        """Old lines as few places as they have: whole sections, headings, and parts of one section that follow each other."""
        out: list[Named] = []
        allowed, at = set(indices), 0
        while at < len(indices):
            start = indices[at]
            fitting = [(end, name) for end, name in self.starting[start] if all(index in allowed for index in range(start, end))]
            end, name = max(fitting, key=lambda each: each[0])
            made = Named(Place(name), (start, end))
            last = out[-1] if out else None
            if last and not last.is_section and not made.is_section and last.span[1] == start and last.place.name.section == name.section:
                out[-1] = Named(Place(last.place.name, name.part), (last.start, end))
            else:
                out.append(made)
            at += end - start
        return out

    def begins(self, named: Named) -> str:
        """The first words of a paragraph, or of what begins with one, for a reader to know it by; "" for other things."""
        line = self.paper.lines[named.start]
        if line.kind != "paragraph" or named.is_section:
            return ""
        words = line.cells[0].split(" ")
        return " ".join(words) if len(words) <= _SHORT else f"{' '.join(words[:_OPENING])} …"

    def anchor(self, line: Line, after: Sequence[int], before: Sequence[int], gone: set[int]) -> Anchor:
        """The best place in a gap for something that begins with the line. `after` and `before` are the old lines beside which it may come; `gone` leave."""
        found: list[tuple[tuple[int, ...], Anchor]] = []
        for index in after:
            found += [(self._rank(name, line, False, index in gone), Anchor(Place(name), False, (index, 2))) for name in self.last[index]]
        for index in before:
            found += [(self._rank(name, line, True, index in gone), Anchor(Place(name), True, (index, 0))) for name in self.first[index]]
        return min(found, key=lambda each: each[0])[1]

    def _rank(self, name: Name, line: Line, before: bool, gone: bool) -> tuple[int, ...]:
        """How well a name fits as an anchor; the least is best."""
        whole = name.part == WHOLE
        if line.kind in HEADINGS:
            start = self.paper.spans[name][0]
            first = self.paper.lines[start]
            unlike = not whole or first.depth != line.depth or first.kind != line.kind
            return (unlike, gone, not whole, before)
        if whole or (before and name.part == HEADING):
            return (9, gone, before)
        unlike = name.part != HEADING and self.paper.shapes[name] != shape_of(line)
        return (gone, unlike, before, name.part == "the text")

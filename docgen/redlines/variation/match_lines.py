"""Which lines of the old document are which of the new one: in sequences, one of what stays and one of each section that moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docgen.comparison.sequence_alignment import Element, aligned, heaviest_increasing, likeness
from docgen.comparison.structure.matching_sections import matching_sections
from docgen.comparison.structure.moved_sections import moved_sections, with_parents
from docgen.comparison.words.likeness import Vocabulary
from docgen.composition.numbering import label_of
from docgen.document.tree import Document, Figure, Section, Table, walk
from docgen.redlines.variation.apply_amendments import amended, renumbered
from docgen.redlines.variation.paper import HEADINGS, Line, Paper
from docgen.redlines.variation.word_changes import word_changes

Span = tuple[int, int]
Key = tuple[Any, ...]
COVER_FACTS = ("title", "subtitle", "date", "running header")


@dataclass(frozen=True, slots=True)
class Moved:
    """In the new document: the old lines that come from elsewhere, as from `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Old and new lines by their indices, in order, and the pairs of places in both that are the same line. A move stands in the new ones."""

    old: tuple[int, ...]
    new: tuple[int | Moved, ...]
    pairs: tuple[tuple[int, int], ...]


class Matching:
    """Two documents on paper, and what matches in them."""

    def __init__(self, was: Document, now: Document, old: Paper, new: Paper) -> None:
        self.old, self.new = old.lines, new.lines
        before, after = dict(with_parents(was.sections)), dict(with_parents(now.sections))
        vocabulary = Vocabulary()
        self.new_ids = matching_sections((each for each, _ in before.values()), (each for each, _ in after.values()), vocabulary)
        moved = moved_sections(before, after, self.new_ids, lambda section: 1 + len(vocabulary.words(section)))
        self.labels = _new_labels(was, now, self.new_ids)
        self.keys = [self._key(line, self.labels) for line in self.old], [self._key(line, {}) for line in self.new]
        ids: dict[str, int] = {}
        self.words = tuple([[ids.setdefault(text, len(ids)) for text in " ".join(key[1]).split()] for key in side] for side in self.keys)
        """The words of each line of both, as numbers, with the new labels in the old ones."""
        ends = _ends(self.old), _ends(self.new)
        places = ({line.id: at for at, line in enumerate(lines) if line.kind in HEADINGS} for lines in (self.old, self.new))
        self.at_old, self.at_new = places
        self.moves = {self.at_new[new]: Moved(self.at_old[old], ends[0][self.at_old[old]]) for old, new in self.new_ids.items() if new in moved}
        """The old lines of each section that moved, by the place of its new heading."""
        self.new_ends = ends[1]

    def _key(self, line: Line, labels: Mapping[str, str]) -> Key:
        cells = tuple(amended(pieces, (), labels) for pieces in line.pieces)
        return (line.kind, cells, line.shape, line.starts, 0 if line.kind in HEADINGS else line.depth)

    def sequences(self) -> Iterator[Stretch]:
        """The lines that stay, then those of each section that moved."""
        away = {move.start: move.end for move in self.moves.values()}
        yield self._sequence(_without(0, len(self.old), away), tuple(self._new(0, len(self.new))))
        for start, move in self.moves.items():
            inner = {a: b for a, b in away.items() if a != move.start}
            yield self._sequence(_without(move.start, move.end, inner), (start, *self._new(start + 1, self.new_ends[start])))

    def _new(self, start: int, end: int) -> Iterator[int | Moved]:
        while start < end:
            if start in self.moves:
                yield self.moves[start]
                start = self.new_ends[start]
            else:
                yield start
                start += 1

    def _sequence(self, old: tuple[int, ...], new: tuple[int | Moved, ...]) -> Stretch:
        there = {index: place for place, index in enumerate(new) if type(index) is int}
        anchors = []
        for place, index in enumerate(old):
            line = self.old[index]
            match = there.get(self.at_new.get(self.new_ids.get(line.id, ""), -1)) if line.kind in HEADINGS else None
            if match is not None and self.new[new[match]].kind == line.kind:  # type: ignore[index]
                anchors.append((place, match))
        anchors = [anchors[at] for at in heaviest_increasing(anchors, [1.0] * len(anchors))]
        pairs: list[tuple[int, int]] = []
        for (i, j), (next_i, next_j) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
            pairs += [(i, j)] if i >= 0 else []
            pairs += self._within(old, new, (i + 1, next_i), (j + 1, next_j))
        return Stretch(old, new, tuple(self._as_told(old, new, pairs)))

    def _within(self, old: Sequence[int], new: Sequence[int | Moved], a: Span, b: Span) -> list[tuple[int, int]]:
        """The pairs of lines between two headings that are in both."""
        first = [(place, old[place]) for place in range(*a)]
        second = [(place, index) for place in range(*b) if type(index := new[place]) is int]
        sides = [self._element(index, 0) for _, index in first], [self._element(index, 1) for _, index in second]
        found = aligned(*sides, lambda i, j: self._like(first[i][1], second[j][1]))
        return [(first[i][0], second[j][0]) for i, j in found]

    def _element(self, index: int, side: int) -> Element:
        # A heading in the one document alone is like none in the other.
        line = (self.old, self.new)[side][index]
        return Element((side, index) if line.kind in HEADINGS else self.keys[side][index], self.words[side][index])

    def _like(self, i: int, j: int) -> float:
        a, b = self.old[i], self.new[j]
        if (a.kind, a.shape, a.starts, len(a.cells), a.depth) != (b.kind, b.shape, b.starts, len(b.cells), b.depth) and a.kind != "figure":
            return 0.0
        if a.kind in HEADINGS or a.kind != b.kind:
            return 0.0
        if a.kind in COVER_FACTS or (a.kind in ("row", "header", "control", "signatory") and _name(a) == _name(b)):
            return 1.0
        return likeness(self.words[0][i], self.words[1][j])

    def _as_told(self, old: Sequence[int], new: Sequence[int | Moved], pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The pairs, without those whose old line is better replaced as a whole: most of it changed, or it was split or joined."""
        paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, j in pairs:
            a, b = old[i], new[j]
            assert type(b) is int
            if self.old[a].kind == "figure" and self.keys[0][a] != self.keys[1][b]:
                continue
            if self.old[a].kind == "paragraph":
                if word_changes(self.old[a].pieces[0], self.new[b].pieces[0], self.labels) is None:
                    continue
                if any(self._are_one([a], [b, other]) for other in _beside(new, j, paired_new)):
                    continue
                if any(self._are_one([a, other], [b]) for other in _beside(old, i, paired_old)):
                    continue
            yield i, j

    def _are_one(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """Whether paragraphs of either side have the same words as those of the other, in order."""
        sides = (self.keys[0][index][1] for index in sorted(old)), (self.keys[1][index][1] for index in sorted(new))
        return " ".join(str(cells[0]) for cells in sides[0]) == " ".join(str(cells[0]) for cells in sides[1])


def _beside(line: Sequence[int | Moved], place: int, paired: set[int]) -> list[int]:
    return [found for at in (place - 1, place + 1) if 0 <= at < len(line) and at not in paired and type(found := line[at]) is int]


def _name(line: Line) -> str:
    return line.cells[2 if line.kind == "signatory" else 0]


def _without(start: int, end: int, away: Mapping[int, int]) -> tuple[int, ...]:
    """The indices from start to end without the runs that moved away."""
    out = []
    while start < end:
        if start in away:
            start = away[start]
        else:
            out.append(start)
            start += 1
    return tuple(out)


def _ends(lines: Sequence[Line]) -> dict[int, int]:
    """Where each section ends that begins at an index, with the sections in it."""
    out: dict[int, int] = {}
    path: list[int] = []
    for at, line in enumerate(lines):
        if line.kind in HEADINGS:
            while path and lines[path[-1]].depth >= line.depth:
                out[path.pop()] = at
            path.append(at)
    return out | dict.fromkeys(path, len(lines))


def _new_labels(was: Document, now: Document, new_ids: Mapping[str, str]) -> dict[str, str]:
    """The rows of new labels that a reader needs, without ambiguous labels."""
    before, after = _labels(was), _labels(now)
    found: dict[str, set[str]] = {}
    for id, label in before.items():
        if (new := after.get(new_ids.get(id, id))) is not None:
            found.setdefault(label, set()).add(new)
    out: dict[str, str] = {}
    for label, labels in sorted(found.items(), key=lambda row: row[0].count(".")):
        if len(labels) == 1 and renumbered(label, out) not in labels:
            out[label] = min(labels)
    return {label: out[label] for label in before.values() if label in out}


def _labels(document: Document) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in walk(document):
        if type(node) is Section:
            label = label_of(node, node.number)
            out[node.id] = label.lead + label.text
        elif type(node) in (Table, Figure) and node.id:
            out[node.id] = node.number
    return out

"""Works out the amendments that make the new document of the old one, and proves them by applying them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from docgen.document.tree import Document
from docgen.redlines.variation.amendments import Amendment, Insert, Level, Move, Numbers, Omit, Replace, Scheme, Words
from docgen.redlines.variation.apply_amendments import applied, unclear
from docgen.redlines.variation.match_lines import Matching, Moved, Stretch
from docgen.redlines.variation.name_places import Anchor, PlaceNames
from docgen.redlines.variation.paper import HEADINGS, Line, Paper, on_paper
from docgen.redlines.variation.word_changes import word_changes

_FEWEST_MOVED = 4
"""A line of fewer words that comes elsewhere has not moved."""
Found = list[tuple[tuple[int, int], Amendment]]
"""Amendments, with the old line that each is about."""


def proved_amendments(was: Document, now: Document) -> tuple[Amendment, ...]:
    """The amendments, in the order of the old document. Raises DocgenError unless, applied to the old document, they make the new one."""
    old, new = on_paper(was), on_paper(now)
    amendments = planned(was, now, old, new)
    prove(old, amendments, new)
    return amendments


def prove(old: Paper, amendments: Sequence[Amendment], new: Paper) -> None:
    """Raises DocgenError, with the first line that differs, unless the amendments make the new document of the old one."""
    made = applied(old, amendments)
    if made == new.lines:
        return
    for at in range(max(len(made), len(new.lines))):
        sides = [side[at] if at < len(side) else None for side in (made, new.lines)]
        if sides[0] != sides[1]:
            told = ["nothing" if line is None else f"{line.kind} {line.number} “{' | '.join(line.cells)}”".replace("  ", " ") for line in sides]
            raise unclear(f"the amendments make {told[0]}, where the new revision has {told[1]}")


def planned(was: Document, now: Document, old: Paper, new: Paper) -> tuple[Amendment, ...]:
    """The amendments, not proved."""
    plan = _Plan(Matching(was, now, old, new), PlaceNames(old))
    found = sorted(plan.amendments(), key=lambda each: each[0])
    last: list[Amendment] = [Scheme(now.scheme)] if was.scheme != now.scheme else []
    if plan.matching.labels or plan.renumbered:
        last.append(Numbers(tuple(plan.matching.labels.items())))
    return (*(amendment for _, amendment in found), *last)


class _Plan:
    """The amendments of each sequence of matching lines."""

    def __init__(self, matching: Matching, names: PlaceNames) -> None:
        self.matching, self.names = matching, names
        self.old, self.new = matching.old, matching.new
        self.steps: dict[int, int] = {}
        """By how many levels each heading that stays is lowered."""
        self.renumbered = False
        """Whether a line that stays has another number."""

    def amendments(self) -> Found:
        sequences = list(self.matching.sequences())
        moves = self._moved_blocks(sequences)
        self.names.settle((move.start, move.end) for move in (*self.matching.moves.values(), *moves.values()))
        out: Found = []
        for sequence in sequences:
            for i, j in sequence.pairs:
                new = sequence.new[j]
                assert type(new) is int
                out += self._changed(sequence.old[i], new)
            for gap in gaps(sequence):
                out += self._gap(sequence, gap, moves)
        return out + list(self._levels())

    def _changed(self, i: int, j: int) -> Iterator[tuple[tuple[int, int], Amendment]]:
        """The edits of a line that stays."""
        a, b = self.old[i], self.new[j]
        self.renumbered |= a.number != b.number
        if a.kind in HEADINGS:
            self.steps[i] = b.depth - a.depth
        place = self.names.line(i)
        for column, (was, now) in enumerate(zip(a.pieces, b.pieces, strict=True)):
            edits = word_changes(was, now, self.matching.labels)
            if edits is None:
                edits = (Words(place, "substitute", a.cells[column], b.cells[column]),)
            at = replace(place, column=a.columns[column]) if a.columns else place
            yield from (((i, 1), replace(edit, place=at)) for edit in edits)

    def _gap(self, sequence: Stretch, gap: Gap, moves: dict[int, Moved]) -> Found:
        """The amendments between two lines that stay."""
        gone = {index for move in moves.values() for index in range(move.start, move.end)}
        omitted = [index for index in gap.old(sequence) if index not in gone]
        parts, places = list(self._added(gap.new(sequence), moves)), self.names.runs(omitted)
        out: Found = []
        last: Anchor | None = None
        new = parts[0] if parts else ()
        if places and new and not isinstance(new, Moved) and places[0].is_section == (new[0].kind in HEADINGS):
            first, parts = places.pop(0), parts[1:]
            last = Anchor(first.place, True, (first.start, 0))
            out.append((last.order, Replace(first.place, new, self.names.begins(first))))
        out += [((each.start, 1), Omit(each.place, self.names.begins(each))) for each in places]
        for part in parts:
            line = self.old[part.start] if isinstance(part, Moved) else part[0]
            anchor = self.names.anchor(line, gap.after(sequence), gap.before(sequence), set(omitted) | gone)
            # What comes later in the new document may not stand beside an earlier place of the old one.
            anchor = last = last if last and anchor.order < last.order else anchor
            if isinstance(part, Moved):
                moved = self.names.runs(list(range(part.start, part.end)))[0].place
                out.append((anchor.order, Move(moved, anchor.place, anchor.before)))
            else:
                out.append((anchor.order, Insert(anchor.place, anchor.before, part)))
        return out

    def _added(self, new: Sequence[int | Moved], moves: dict[int, Moved]) -> Iterator[tuple[Line, ...] | Moved]:
        """The runs of new lines, and what moved among them."""
        run: list[Line] = []
        skip = 0
        for index in new:
            if skip:
                skip -= 1
                continue
            move = index if isinstance(index, Moved) else moves.get(index)
            if move is None:
                assert type(index) is int
                if run and self._begins_part(self.new[index], run[0]):
                    yield tuple(run)
                    run = []
                run.append(self.new[index])
                continue
            if run:
                yield tuple(run)
            run = []
            yield move
            skip = 0 if isinstance(index, Moved) else move.end - move.start - 1
        if run:
            yield tuple(run)

    def _begins_part(self, line: Line, first: Line) -> bool:
        """Whether a line belongs to no section that begins with the first line of a run, or to none that the run is in."""
        return line.kind in HEADINGS and (first.kind not in HEADINGS or line.depth < first.depth or (line.kind != first.kind and line.depth == first.depth))

    def _moved_blocks(self, sequences: Sequence[Stretch]) -> dict[int, Moved]:
        """The old lines that stand elsewhere in the new document word for word, by the index of the first new one."""
        all_gaps = [(sequence, gap) for sequence in sequences for gap in gaps(sequence)]
        lost = [index for sequence, gap in all_gaps for index in gap.old(sequence)]
        added = [index for sequence, gap in all_gaps for index in gap.new(sequence) if type(index) is int]
        keys = self.matching.keys
        counts = Counter(keys[0][index] for index in lost), Counter(keys[1][index] for index in added)
        where = {keys[1][index]: index for index in added}
        pairs = {
            index: where[key]
            for index in lost
            if counts[0][key := keys[0][index]] == 1 == counts[1][key]
            and len(self.matching.words[0][index]) >= _FEWEST_MOVED
            and self.old[index].kind == "paragraph"
        }
        out: dict[int, Moved] = {}
        for _, group in groupby(sorted(pairs), key=lambda index, seen=pairs: index - seen[index]):  # type: ignore[misc]
            for run in _consecutive(list(group)):
                named = self.names.runs(run)
                if len(named) == 1 and not named[0].is_section:
                    out[pairs[run[0]]] = Moved(run[0], run[-1] + 1)
        return out

    def _levels(self) -> Iterator[tuple[tuple[int, int], Amendment]]:
        """The amendments that lower or raise headings, each with all sections in it where they keep their place below it."""
        done: defaultdict[int, int] = defaultdict(int)
        for index in sorted(self.steps):
            if not (steps := self.steps[index] - done[index]):
                continue
            whole = self.names.section(index)
            inside = [each for each in self.steps if each in range(*whole.span)]
            alike = all(self.steps[each] - done[each] == steps for each in inside)
            place = whole if alike else self.names.heading(index)
            for each in inside if alike else [index]:
                done[each] += steps
            yield (index, 1), Level(place.place, steps)


class Gap:
    """What is between two pairs of a sequence."""

    def __init__(self, i: int, next_i: int, j: int, next_j: int) -> None:
        self.i, self.next_i, self.j, self.next_j = i, next_i, j, next_j

    def old(self, sequence: Stretch) -> tuple[int, ...]:
        return sequence.old[self.i + 1 : self.next_i]

    def new(self, sequence: Stretch) -> tuple[int | Moved, ...]:
        return sequence.new[self.j + 1 : self.next_j]

    def after(self, sequence: Stretch) -> tuple[int, ...]:
        """The old lines after which something may come here."""
        return sequence.old[max(0, self.i) : self.next_i]

    def before(self, sequence: Stretch) -> tuple[int, ...]:
        """The old lines before which something may come here."""
        return sequence.old[self.i + 1 : self.next_i + 1]


def gaps(sequence: Stretch) -> Iterator[Gap]:
    """The gaps of a sequence in which there is something."""
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *sequence.pairs, (len(sequence.old), len(sequence.new))]):
        if next_i > i + 1 or next_j > j + 1:
            yield Gap(i, next_i, j, next_j)


def _consecutive(indices: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run

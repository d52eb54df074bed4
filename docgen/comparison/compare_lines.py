"""Two lines of inlines made one with marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Literal

from docgen.comparison.compare_words import Span, differing_spans, touching_joined
from docgen.comparison.line_atoms import Atom, atoms, inlines
from docgen.document.redline import Deleted, Inserted, Restyled
from docgen.document.tree import Note, Term, term_words

Nodes = tuple[Any, ...]
Fate = Literal["kept", "restyled", "deleted", "inserted"]
Step = tuple[Fate, Atom, Atom]
"""What became of an atom: the old one, and the new one; of the two the one that is not there is the other again."""
MergeNotes = Callable[[Note, Note], Note]


def compare_lines(old: Nodes, new: Nodes, merge_notes: MergeNotes) -> Nodes:
    """The new line with marks. `merge_notes` makes one of a footnote that both lines have."""
    if old == new and not _other_words(old, new):
        return new
    steps = _steps(atoms(old), atoms(new))
    out: list[Any] = []
    for fate, row in _runs(steps):
        if fate == "kept":
            out += inlines(_noted(row, merge_notes))
        elif fate == "restyled":
            out.append(Restyled(inlines(b for _, _, b in row), inlines(a for _, a, _ in row)))
        elif fate == "deleted":
            out.append(Deleted(inlines(a for _, a, _ in row)))
        else:
            out.append(Inserted(inlines(b for _, _, b in row)))
    return tuple(out)


def _runs(steps: list[Step]) -> Iterator[tuple[Fate, list[Step]]]:
    """The steps by what became of them, what was deleted before what was inserted in its place."""
    for lasting, group in groupby(steps, key=lambda step: step[0] in ("kept", "restyled")):
        steps_here = list(group)
        row = steps_here if lasting else sorted(steps_here, key=lambda step: step[0])
        for fate, run in groupby(row, key=lambda step: step[0]):
            yield fate, list(run)


def _other_words(old: Any, new: Any) -> bool:
    """Whether equal lines show other words: a term is introduced once, and where that is depends on what stands before."""
    for a, b in zip(old, new, strict=True):
        if a is b:
            continue
        if type(a) is Term:
            if term_words(a) != term_words(b):
                return True
        elif (hasattr(a, "inlines") and _other_words(a.inlines, b.inlines)) or (type(a) is Note and a.blocks is not b.blocks):
            return True
    return False


def _noted(row: list[Step], merge_notes: MergeNotes) -> Iterator[Atom]:
    for _, a, b in row:
        yield Atom(b.text, b.key, b.path, b.whole, merge_notes(a.node, b.node)) if type(b.node) is Note else b


def _steps(old: list[Atom], new: list[Atom]) -> list[Step]:
    a, b = _words(old), _words(new)
    ids: dict[Any, int] = {}
    first, second = ([ids.setdefault(row[at].key, len(ids)) for at in places] for row, places in ((old, a), (new, b)))
    spans = differing_spans(first, second, [new[at].text for at in b])
    spans = _uncut(_with_other_spaces(spans, old, new, a, b), [old[at] for at in a], [new[at] for at in b])
    out: list[Step] = []
    done_a = done_b = 0
    for i0, i1, j0, j1 in [*spans, (len(a), len(a), len(b), len(b))]:
        for i in range(done_a, i0):
            j = done_b + i - done_a
            out += _spaces(old[_after(a, i) : a[i]], new[_after(b, j) : b[j]])
            out.append(_pair(old[a[i]], new[b[j]]))
        gone, come = old[_after(a, i0) : _end(a, i0, i1)], new[_after(b, j0) : _end(b, j0, j1)]
        if gone and come and gone[0].key is None and come[0].key is None and gone[0].text == come[0].text:
            out.append(_pair(gone.pop(0), come.pop(0)))
        out += [("deleted", atom, atom) for atom in gone]
        out += [("inserted", atom, atom) for atom in come]
        done_a, done_b = i1, j1
    return out + _spaces(old[_after(a, len(a)) :], new[_after(b, len(b)) :])


def _words(row: list[Atom]) -> list[int]:
    return [at for at, atom in enumerate(row) if atom.key is not None]


def _after(places: list[int], index: int) -> int:
    """Where the spaces before the word with that index begin."""
    return places[index - 1] + 1 if index else 0


def _end(places: list[int], start: int, end: int) -> int:
    return places[end - 1] + 1 if end > start else _after(places, start)


def _pair(a: Atom, b: Atom) -> Step:
    same = a.path == b.path and (a.node == b.node or type(b.node) is Note)
    return ("kept" if same else "restyled", a, b)


def _spaces(a: list[Atom], b: list[Atom]) -> list[Step]:
    if [atom.text for atom in a] == [atom.text for atom in b]:
        return [_pair(x, y) for x, y in zip(a, b, strict=True)]
    gone: list[Step] = [("deleted", atom, atom) for atom in a]
    come: list[Step] = [("inserted", atom, atom) for atom in b]
    return gone + come


def _with_other_spaces(spans: list[Span], old: list[Atom], new: list[Atom], a: list[int], b: list[int]) -> list[Span]:
    """The spans, and those words of a node that must not be cut between which other spaces stand: they would cut it."""
    found = set(spans)
    done_a = done_b = 0
    for i0, i1, j0, j1 in [*spans, (len(a), len(a), len(b), len(b))]:
        for i, j in zip(range(done_a, i0 - 1), range(done_b, j0 - 1), strict=True):
            whole = 0 < old[a[i]].whole == old[a[i + 1]].whole or 0 < new[b[j]].whole == new[b[j + 1]].whole
            if whole and [atom.text for atom in old[a[i] + 1 : a[i + 1]]] != [atom.text for atom in new[b[j] + 1 : b[j + 1]]]:
                found |= {(i, i + 1, j, j + 1), (i + 1, i + 2, j + 1, j + 2)}
        done_a, done_b = i1, j1
    return touching_joined(sorted(found))


def _uncut(spans: list[Span], old: list[Atom], new: list[Atom]) -> list[Span]:
    """The spans grown until each holds the whole of every node that must not be cut, or that only one of the lines has kept whole."""
    while True:
        touched = {("old", whole) for s in spans for whole in _wholes(old, s[0], s[1])} | {("new", whole) for s in spans for whole in _wholes(new, s[2], s[3])}
        grown: list[Span] = []
        done_a = done_b = 0
        for i0, i1, j0, j1 in [*spans, (len(old), len(old), len(new), len(new))]:
            for i, j in zip(range(done_a, i0), range(done_b, j0), strict=True):
                if _touches(old[i], new[j], touched):
                    grown.append((i, i + 1, j, j + 1))
            grown.append((i0, i1, j0, j1))
            done_a, done_b = i1, j1
        made = touching_joined(grown[:-1])
        if made == spans:
            return spans
        spans = made


def _wholes(row: list[Atom], start: int, end: int) -> set[int]:
    """The nodes that stand in a part of the row, or that it would cut."""
    if start == end:
        return {row[start].whole} if 0 < start < len(row) and row[start - 1].whole == row[start].whole else set()
    return {atom.whole for atom in row[start:end]}


def _touches(a: Atom, b: Atom, touched: set[tuple[str, int]]) -> bool:
    return bool((a.whole and ("old", a.whole) in touched) or (b.whole and ("new", b.whole) in touched))

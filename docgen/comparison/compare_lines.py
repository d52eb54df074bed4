"""Two lines of inlines compared, atom by atom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, count, groupby, pairwise
from typing import Any, Literal

from docgen.comparison.line_atoms import Atom, atoms, inlines
from docgen.comparison.words.compare_words import differing_spans, touching_joined
from docgen.comparison.words.shortest_edit import Span
from docgen.document.redline import Deleted, Inserted, Restyled
from docgen.document.tree import Note, Term, term_words

Nodes = tuple[Any, ...]
Outcome = Literal["kept", "restyled", "deleted", "inserted"]
Step = tuple[Outcome, list[Atom], list[Atom]]
"""What happened to some neighbouring atoms, the old ones and the new ones: as many, or none where they were deleted or inserted."""
CompareNotes = Callable[[Note, Note], Note]


def compare_lines(old: Nodes, new: Nodes, compare_notes: CompareNotes, new_ids: Mapping[str, str]) -> Nodes:
    """The new line, with marks. `compare_notes` gives the new footnote with marks, for a footnote that both lines have.

    `new_ids` has the other id of each section that got one: a reference to it is not another.
    """
    if old == new and not _other_words(old, new):
        return new
    out: list[Any] = []
    for outcome, before, after in _runs(_steps(atoms(old, new_ids), atoms(new, new_ids))):
        if outcome == "kept":
            out += inlines(_with_notes(before, after, compare_notes))
        elif outcome == "restyled":
            out.append(Restyled(inlines(after), inlines(before)))
        elif outcome == "deleted":
            out.append(Deleted(inlines(before)))
        else:
            out.append(Inserted(inlines(after)))
    return tuple(out)


def _runs(steps: list[Step]) -> Iterator[Step]:
    """The steps, with neighbours of the same outcome joined; between kept words, what was deleted comes before what was inserted."""
    for in_both, group in groupby(steps, key=lambda step: step[0] in ("kept", "restyled")):
        for outcome, run in groupby(group if in_both else sorted(group, key=lambda step: step[0]), key=lambda step: step[0]):
            _, before, after = zip(*run, strict=True)
            yield outcome, [*chain.from_iterable(before)], [*chain.from_iterable(after)]


def _other_words(old: Any, new: Any) -> bool:
    """Whether equal lines show different words, since a term is introduced only where it first occurs in the document."""
    for a, b in zip(old, new, strict=True):
        if a is b:
            continue
        if type(a) is Term:
            if term_words(a) != term_words(b):
                return True
        elif (hasattr(a, "inlines") and _other_words(a.inlines, b.inlines)) or (type(a) is Note and a.blocks is not b.blocks):
            return True
    return False


def _with_notes(old: list[Atom], new: list[Atom], compare_notes: CompareNotes) -> list[Atom]:
    return [Atom(b.text, b.key, b.path, b.whole, compare_notes(a.node, b.node)) if type(b.node) is Note else b for a, b in zip(old, new, strict=True)]


def _steps(old: list[Atom], new: list[Atom]) -> list[Step]:
    a, b = _words(old), _words(new)
    out: list[Step] = []
    done_a = done_b = 0
    for i0, i1, j0, j1 in [*_spans(old, new, a, b), (len(a), len(a), len(b), len(b))]:
        out += _same_words(old, new, a[done_a:i0], b[done_b:j0], _after(a, done_a), _after(b, done_b))
        deleted, inserted = old[_after(a, i0) : _end(a, i0, i1)], new[_after(b, j0) : _end(b, j0, j1)]
        if deleted and inserted and deleted[0].key is None and inserted[0].key is None and deleted[0].text == inserted[0].text:
            out.append(_pair(deleted.pop(0), inserted.pop(0)))
        out += _differing(deleted, inserted)
        done_a, done_b = i1, j1
    return out + _spaces(old[_after(a, len(a)) :], new[_after(b, len(b)) :])


def _spans(old: list[Atom], new: list[Atom], a: list[int], b: list[int]) -> list[Span]:
    """The spans of words in which the lines differ; `a` and `b` are the indices of the words."""
    words_a, words_b = [old[at] for at in a], [new[at] for at in b]
    ids: defaultdict[Any, int] = defaultdict(count().__next__)
    spans = differing_spans([ids[word.key] for word in words_a], [ids[word.key] for word in words_b], [word.text for word in words_b])
    if not any(word.whole for word in (*words_a, *words_b)):
        return spans
    return _uncut(_with_other_spaces(spans, old, new, a, b), words_a, words_b)


def _same_words(old: list[Atom], new: list[Atom], a: list[int], b: list[int], i: int, j: int) -> list[Step]:
    """The steps for words that both lines have, at the indices `a` and `b`, and for the spaces before each, from `i` and `j`."""
    if not a:
        return []
    before, after = old[i : a[-1] + 1], new[j : b[-1] + 1]
    if before == after:
        return [("kept", before, after)]
    out: list[Step] = []
    for next_i, next_j in zip(a, b, strict=True):
        out += [*_spaces(old[i:next_i], new[j:next_j]), _pair(old[next_i], new[next_j])]
        i, j = next_i + 1, next_j + 1
    return out


def _words(line: list[Atom]) -> list[int]:
    """The indices of the words among the atoms of a line."""
    return [at for at, atom in enumerate(line) if atom.key is not None]


def _after(places: list[int], index: int) -> int:
    """Where the spaces before a word begin, among the atoms."""
    return places[index - 1] + 1 if index else 0


def _end(places: list[int], start: int, end: int) -> int:
    return places[end - 1] + 1 if end > start else _after(places, start)


def _pair(a: Atom, b: Atom) -> Step:
    same = a.path == b.path and (a.node == b.node or type(b.node) is Note)
    return ("kept" if same else "restyled", [a], [b])


def _spaces(a: list[Atom], b: list[Atom]) -> list[Step]:
    if [atom.text for atom in a] == [atom.text for atom in b]:
        return [_pair(x, y) for x, y in zip(a, b, strict=True)]
    return _differing(a, b)


def _differing(deleted: list[Atom], inserted: list[Atom]) -> list[Step]:
    out: list[Step] = [("deleted", deleted, []), ("inserted", [], inserted)]
    return [step for step in out if step[1] or step[2]]


def _equal_words(spans: list[Span], count_a: int, count_b: int) -> Iterator[tuple[int, int]]:
    """The indices in both lines of the words outside the spans."""
    i = j = 0
    for i0, i1, j0, j1 in [*spans, (count_a, count_a, count_b, count_b)]:
        yield from zip(range(i, i0), range(j, j0), strict=True)
        i, j = i1, j1


def _with_other_spaces(spans: list[Span], old: list[Atom], new: list[Atom], a: list[int], b: list[int]) -> list[Span]:
    """The spans, with the words of an uncuttable node if the spaces between them differ, which would cut the node."""
    found = set(spans)
    for (i, j), following in pairwise(_equal_words(spans, len(a), len(b))):
        if following != (i + 1, j + 1):
            continue
        whole = 0 < old[a[i]].whole == old[a[i + 1]].whole or 0 < new[b[j]].whole == new[b[j + 1]].whole
        if whole and [atom.text for atom in old[a[i] + 1 : a[i + 1]]] != [atom.text for atom in new[b[j] + 1 : b[j + 1]]]:
            found |= {(i, i + 1, j, j + 1), (i + 1, i + 2, j + 1, j + 2)}
    return touching_joined(sorted(found))


def _uncut(spans: list[Span], old: list[Atom], new: list[Atom]) -> list[Span]:
    """The spans, grown until they hold every word of each uncuttable node in them, whether it is in one of the lines or both."""
    while True:
        cut = {("old", whole) for s in spans for whole in _wholes(old, s[0], s[1])} | {("new", whole) for s in spans for whole in _wholes(new, s[2], s[3])}
        cut -= {("old", 0), ("new", 0)}
        pairs = _equal_words(spans, len(old), len(new)) if cut else ()
        words = [(i, i + 1, j, j + 1) for i, j in pairs if ("old", old[i].whole) in cut or ("new", new[j].whole) in cut]
        grown = touching_joined(sorted([*spans, *words]))
        if grown == spans:
            return spans
        spans = grown


def _wholes(words: list[Atom], start: int, end: int) -> set[int]:
    """The uncuttable nodes with words from `start` to `end`, or on both sides of an empty span."""
    if start == end:
        return {words[start].whole} if 0 < start < len(words) and words[start - 1].whole == words[start].whole else set()
    return {atom.whole for atom in words[start:end]}

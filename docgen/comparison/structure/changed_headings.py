"""Blocks that stayed where they were while the heading above them came, went, or changed with a paragraph.

A block is never paired here that a section with its heading on both sides could pair.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from docgen.comparison.sequence_alignment import Element, Pairs, aligned, likeness
from docgen.comparison.words.distinctive_words import TellingWords, Words
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.headings import Heading
from docgen.document.tree import BLOCKS, Figure, Paragraph

Lines = tuple[Any, ...]
PairBlocks = Callable[[Lines, Lines], Pairs]
_FEWEST_WORDS = 5
_LIKENESS = 0.7
"""How alike blocks under different headings must be: as alike as blocks that moved."""
_TELLING = 0.5
"""How alike they must be in the words that tell one block from another."""
_SHARED = 0.5
"""The share of the words of a section that must be in one with another heading, if neither has a heading on the other side."""


class ChangedHeadings:
    """What stayed under other headings, in two documents whose lines are given."""

    def __init__(self, documents: Iterable[Lines], vocabulary: Vocabulary, pair_blocks: PairBlocks) -> None:
        self.vocabulary, self.pair_blocks = vocabulary, pair_blocks
        texts = [list(self._texts(lines, _headings(lines)).values()) for lines in documents]
        self.telling = [TellingWords(each) for each in texts]
        self.repeated = {text for lines in documents for text, times in Counter(map(vocabulary.words, lines)).items() if times > 1}

    def pairs(self, old: Lines, new: Lines, first: Pairs, appendix: bool) -> Pairs:
        """The pairs of lines between two headings that are in both documents.

        `first` are the pairs of blocks right below the first of the two, and `appendix` says whether that is in an appendix: no block stays in another.
        """
        start_old, start_new = (first[-1][0] + 1, first[-1][1] + 1) if first else (0, 0)
        old_at, new_at = _headings(old), _headings(new)
        a = [i for i in range(start_old, _end(old, appendix)) if type(old[i]) is Heading or type(old[i]) in BLOCKS]
        b = [j for j in range(start_new, _end(new, appendix)) if type(new[j]) is Heading or type(new[j]) in BLOCKS]

        def like(i: int, j: int) -> float:
            return 0.0 if old_at[a[i]] < 0 > new_at[b[j]] else self._alike(old[a[i]], new[b[j]])

        # Lines are only alike, never equal: what may be paired depends on the headings.
        before, after = ([Element((side, at), self.vocabulary.words(lines[at])) for at in places] for side, (lines, places) in enumerate(((old, a), (new, b))))
        found = [(a[i], b[j]) for i, j in aligned(before, after, like)]
        related = self._related(old, new, old_at, new_at, found)
        kept = [(i, j) for i, j in found if (old_at[i], new_at[j]) in related or self._stays(old[i], new[j])]
        return [*first, *self._with_rest(old, new, (old_at, new_at), _with_headings(kept, related), related, (start_old, start_new))]

    def _alike(self, old: Any, new: Any) -> float:
        """How alike two blocks under different headings are; 0 if that shows nothing."""
        a, b = self.vocabulary.words(old), self.vocabulary.words(new)
        kinds = {type(old), type(new)}
        if kinds == {Paragraph, Heading}:
            return 1.0 if a == b and a else likeness(a, b, _LIKENESS) if min(len(a), len(b)) >= _FEWEST_WORDS else 0.0
        if len(kinds) > 1 or Heading in kinds or min(len(a), len(b)) < _FEWEST_WORDS:
            return 0.0
        if type(old) is Figure:
            return float(old.id == new.id)
        return likeness(a, b, _LIKENESS) if self._tells(a, b) else 0.0

    def _stays(self, old: Any, new: Any) -> bool:
        """Whether a block alone shows that it stayed: it is the very same, or became a heading, or was one."""
        return type(old) is not type(new) or self.vocabulary.words(old) == self.vocabulary.words(new)

    def _tells(self, a: Words, b: Words) -> bool:
        """Whether two texts are no mere form that a document repeats."""
        return not {a, b} & self.repeated and (a == b or min(each.telling_likeness(a, b) for each in self.telling) >= _TELLING)

    def _related(self, old: Lines, new: Lines, old_at: list[int], new_at: list[int], pairs: Pairs) -> set[tuple[int, int]]:
        """The headings, by their places (-1 for the one before the lines), below which the pairs show that the same text stands."""
        found = {(old_at[i], new_at[j]) for i, j in pairs if type(old[i]) is type(new[j])}
        counts = [{at: Counter(words) for at, words in self._texts(*side).items()} for side in ((old, old_at), (new, new_at))]
        weights = [[{at: each.weight(words) for at, words in side.items()} for side in counts] for each in self.telling]

        def is_shared(s: int, t: int) -> bool:
            fewer, more = sorted((counts[0][s], counts[1][t]), key=len)
            shared = fewer & more
            return all(each.weight(shared) >= _SHARED * min(a[s], b[t]) for each, (a, b) in zip(self.telling, weights, strict=True))

        return {(s, t) for s, t in found if s < 0 or t < 0 or is_shared(s, t)}

    def _texts(self, lines: Lines, at: list[int]) -> dict[int, Words]:
        """The words below each heading, by its place."""
        texts: dict[int, list[int]] = {}
        for place, line in enumerate(lines):
            if type(line) in BLOCKS:
                texts.setdefault(at[place], []).extend(self.vocabulary.words(line))
        return {place: tuple(words) for place, words in texts.items()}

    def _with_rest(self, old: Lines, new: Lines, at: tuple[list[int], list[int]], pairs: Pairs, related: set[tuple[int, int]], start: tuple[int, int]) -> Pairs:
        """The pairs, with what is alike between them as blocks of one section are."""
        out: Pairs = []
        i, j = start
        for next_i, next_j in [*pairs, (len(old), len(new))]:
            above = [set(side[start:end]) for side, start, end in ((at[0], i, next_i), (at[1], j, next_j))]
            for s, t in sorted({(s, t) for s in above[0] for t in above[1]} & related):
                a = [each for each in range(i, next_i) if at[0][each] == s and type(old[each]) in BLOCKS]
                b = [each for each in range(j, next_j) if at[1][each] == t and type(new[each]) in BLOCKS]
                if a and b and (s, t) != (-1, -1):
                    found = self.pair_blocks(tuple(old[each] for each in a), tuple(new[each] for each in b))
                    out += [(a[x], b[y]) for x, y in found]
                    i, j = (out[-1][0] + 1, out[-1][1] + 1) if found else (i, j)
            if (next_i, next_j) != (len(old), len(new)):
                out.append((next_i, next_j))
            i, j = next_i + 1, next_j + 1
        return out


def _headings(lines: Lines) -> list[int]:
    """For each line, the place of the heading above it, or its own if it is one; -1 before the first."""
    out: list[int] = []
    for place, line in enumerate(lines):
        out.append(place if type(line) is Heading else out[-1] if out else -1)
    return out


def _end(lines: Lines, appendix: bool) -> int:
    """Where the first section that moved stands, or the first appendix among sections: what comes after it stays only with its own heading."""
    for place, line in enumerate(lines):
        if type(line) is Heading:
            if line.depth == 1 and line.section.appendix != appendix:
                return place
        elif type(line) not in BLOCKS:
            return place
    return len(lines)


def _with_headings(pairs: Pairs, related: set[tuple[int, int]]) -> Pairs:
    """The pairs, with those of headings that stand above the same text, where the order allows it."""
    out = list(pairs)
    for s, t in sorted(related):
        at = bisect_left(out, (s, -1))
        low, high = out[at - 1][1] if at else -1, out[at] if at < len(out) else (s + 1, t + 1)
        if s >= 0 and low < t < high[1] and s != high[0]:
            out.insert(at, (s, t))
    return out

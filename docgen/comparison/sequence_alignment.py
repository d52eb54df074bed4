"""Aligning two sequences: which elements of one became which of the other, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from rapidfuzz.distance import Indel

from docgen.comparison.words.rare_words import RareWords, Words

Pairs = list[tuple[int, int]]
Like = Callable[[int, int], float]

MOST_CELLS = 2_500
"""In a gap with more pairs than this, each element is compared only with the few that share its rare words or stand in its place."""
LEAST_LIKENESS = 0.4
_LONG = 2_000
"""Only in texts of more words is it quicker to count the shared words first than to find the shortest edit at once."""
_MOST_LIKELY = 3
"""With how many elements that share its rare words an element is compared in a large gap."""


def likeness(a: Words, b: Words, cutoff: float = LEAST_LIKENESS) -> float:
    """The share of the words of both that a shortest edit keeps, from 0 to 1; 0 if it is below the cutoff."""
    if not a or not b or 2 * min(len(a), len(b)) < cutoff * (len(a) + len(b)):
        return 0.0
    if a == b:
        return 1.0
    if len(a) > _LONG and 2 * _shared(a, b) < cutoff * (len(a) + len(b)):
        return 0.0
    return float(Indel.normalized_similarity(a, b, score_cutoff=cutoff))


def shared_by_shorter(a: Words, b: Words) -> float:
    """The share of the words of the shorter text that a shortest edit keeps, from 0 to 1."""
    shortest = min(len(a), len(b))
    return float(Indel.similarity(a, b)) / 2 / shortest if shortest else 0.0


def _shared(a: Words, b: Words) -> int:
    """How many words the two share, in any order; no edit keeps more."""
    counts = Counter(a)
    shared = 0
    for word in b:
        if counts[word] > 0:
            counts[word] -= 1
            shared += 1
    return shared


def heaviest_increasing(pairs: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """The indices of those pairs, sorted by their first numbers, whose second numbers increase and whose total weight is largest.

    Of pairs with the same first number only one is taken if their second numbers are given falling.
    """
    if all(a[1] < b[1] for a, b in pairwise(pairs)):
        return list(range(len(pairs)))
    tops = sorted({second for _, second in pairs})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(tops) + 1)
    before = [-1] * len(pairs)
    best = (0.0, -1)
    for index, (_, second) in enumerate(pairs):
        at = bisect_left(tops, second)
        found, i = (0.0, -1), at
        while i > 0:
            found = max(found, tree[i])
            i -= i & -i
        before[index] = found[1]
        total = (found[0] + weights[index], index)
        best = max(best, total)
        i = at + 1
        while i <= len(tops):
            tree[i] = max(tree[i], total)
            i += i & -i
    chain = []
    index = best[1]
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


class Element(NamedTuple):
    """An element of a sequence: its key is equal for equal elements, and its words are read to find elements like it."""

    key: Hashable
    words: Words


def aligned(a: Sequence[Element], b: Sequence[Element], like: Like) -> Pairs:
    """The pairs of indices, both increasing: first elements with equal keys, then similar elements. Near-linear in the number of elements.

    `like(i, j)` is from 0 to 1, and 0 if the two must not be paired.
    """
    pairs: Pairs = []
    gaps = [(Gap(0, len(a), 0, len(b)), len(a) * len(b))]
    while gaps:
        gap, most = gaps.pop()
        gap = _without_equal_ends(a, b, gap, pairs)
        if not gap.cells:
            continue
        found = _anchors(a, b, gap)
        if not found and gap.cells <= MOST_CELLS:
            pairs += _best(a, like, gap)
            continue
        if not found and gap.cells <= most:
            found, most = _likely(a, b, like, gap), gap.cells // 2
        if found:
            pairs += found
            gaps += [(below, most) for below in _between(found, gap)]
    return sorted(pairs)


class Gap(NamedTuple):
    """The elements of both sequences between two pairs."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int

    @property
    def cells(self) -> int:
        """How many pairs of elements there are."""
        return (self.end_a - self.start_a) * (self.end_b - self.start_b)


def _between(pairs: Pairs, gap: Gap) -> list[Gap]:
    """The gaps that increasing pairs leave of a gap."""
    i, j = gap.start_a, gap.start_b
    out = []
    for next_i, next_j in [*pairs, (gap.end_a, gap.end_b)]:
        out.append(Gap(i, next_i, j, next_j))
        i, j = next_i + 1, next_j + 1
    return [each for each in out if each.cells]


def _without_equal_ends(a: Sequence[Element], b: Sequence[Element], gap: Gap, out: Pairs) -> Gap:
    """The gap without the equal elements at its start and end, whose pairs are added to `out`."""
    i, end_a, j, end_b = gap
    while i < end_a and j < end_b and a[i].key == b[j].key:
        out.append((i, j))
        i, j = i + 1, j + 1
    while i < end_a and j < end_b and a[end_a - 1].key == b[end_b - 1].key:
        end_a, end_b = end_a - 1, end_b - 1
        out.append((end_a, end_b))
    return Gap(i, end_a, j, end_b)


def _weight(element: Element) -> float:
    return 1.0 + len(element.words)


def _anchors(a: Sequence[Element], b: Sequence[Element], gap: Gap) -> Pairs:
    """Pairs of equal elements that are unique on both sides of the gap: the heaviest run of them with increasing indices."""
    start_a, end_a, start_b, end_b = gap
    count_a, count_b = Counter(a[i].key for i in range(start_a, end_a)), Counter(b[j].key for j in range(start_b, end_b))
    where = {b[j].key: j for j in range(start_b, end_b)}
    found = [(i, where[a[i].key]) for i in range(start_a, end_a) if count_a[a[i].key] == 1 and count_b.get(a[i].key) == 1]
    return [found[k] for k in heaviest_increasing(found, [_weight(a[i]) for i, _ in found])]


def _likely(a: Sequence[Element], b: Sequence[Element], like: Like, gap: Gap) -> Pairs:
    """An alignment of a large gap: the heaviest run of pairs that share rare words, or stand as far from the start or the end of the gap."""
    start_a, end_a, start_b, end_b = gap
    index = RareWords([b[j].words for j in range(start_b, end_b)])
    pairs: Pairs = []
    weights: list[float] = []
    for i in range(start_a, end_a):
        places = {i - start_a, end_b - start_b - end_a + i}
        likely = index.likely(a[i].words, _MOST_LIKELY, i - start_a)
        for j in sorted({start_b + place for place in (*places, *likely) if 0 <= place < end_b - start_b}, reverse=True):
            alike = 1.0 if a[i].key == b[j].key else like(i, j)
            if alike:
                pairs.append((i, j))
                weights.append(alike * sqrt(_weight(a[i])))
    return [pairs[k] for k in heaviest_increasing(pairs, weights)]


def _best(a: Sequence[Element], like: Like, gap: Gap) -> Pairs:
    """The alignment of a gap with the largest total likeness, weighted by the square root of the words."""
    start_a, end_a, start_b, end_b = gap
    n, m = end_a - start_a, end_b - start_b
    score = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below, root = score[i], score[i + 1], sqrt(_weight(a[start_a + i]))
        for j in range(m - 1, -1, -1):
            alike = like(start_a + i, start_b + j)
            row[j] = max(below[j], row[j + 1], below[j + 1] + alike * root if alike else 0.0)
    out: Pairs = []
    i = j = 0
    while i < n and j < m:
        if score[i][j] == score[i + 1][j]:
            i += 1
        elif score[i][j] == score[i][j + 1]:
            j += 1
        else:
            out.append((start_a + i, start_b + j))
            i, j = i + 1, j + 1
    return out

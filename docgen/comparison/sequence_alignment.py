"""Aligning two sequences: which elements of one became which of the other, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from math import sqrt

from rapidfuzz.distance import Indel

Pairs = list[tuple[int, int]]
Words = Sequence[int]

MOST_CELLS = 40_000
"""A gap with more pairs than this is not searched for the best alignment; only unique equal elements are matched in it."""
LEAST_LIKENESS = 0.4


def likeness(a: Words, b: Words, cutoff: float = LEAST_LIKENESS) -> float:
    """The share of the words of both that a shortest edit keeps, from 0 to 1; 0 if it is below the cutoff."""
    if not a or not b or 2 * min(len(a), len(b)) < cutoff * (len(a) + len(b)):
        return 0.0
    if len(a) > 8 and 2 * _shared(a, b) < cutoff * (len(a) + len(b)):
        return 0.0
    return float(Indel.normalized_similarity(a, b, score_cutoff=cutoff))


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
    """The indices of those pairs, sorted by their first numbers, whose second numbers increase and whose total weight is largest."""
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


def aligned(keys_a: Sequence[Hashable], keys_b: Sequence[Hashable], like: Callable[[int, int], float], weights: Sequence[float]) -> Pairs:
    """The pairs of indices, both increasing: first elements with equal keys, then similar elements.

    `like(i, j)` is from 0 to 1, and 0 if the two must not be paired; `weights` are those of the elements of a.
    """
    pairs: Pairs = []
    _align(keys_a, keys_b, (0, len(keys_a), 0, len(keys_b)), like, weights, pairs)
    return sorted(pairs)


Gap = tuple[int, int, int, int]


def _align(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap, like: Callable[[int, int], float], weights: Sequence[float], out: Pairs) -> None:
    i, end_a, j, end_b = gap
    while i < end_a and j < end_b and a[i] == b[j]:
        out.append((i, j))
        i, j = i + 1, j + 1
    while i < end_a and j < end_b and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
        out.append((end_a, end_b))
    if i == end_a or j == end_b:
        return
    anchors = _anchors(a, b, (i, end_a, j, end_b), weights)
    if not anchors:
        _best(like, (i, end_a, j, end_b), weights, out)
        return
    out += anchors
    for next_i, next_j in [*anchors, (end_a, end_b)]:
        _align(a, b, (i, next_i, j, next_j), like, weights, out)
        i, j = next_i + 1, next_j + 1


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap, weights: Sequence[float]) -> Pairs:
    """Pairs of equal elements that are unique on both sides of the gap: the heaviest run of them with increasing indices."""
    start_a, end_a, start_b, end_b = gap
    count_a, count_b = Counter(a[start_a:end_a]), Counter(b[start_b:end_b])
    where = {b[j]: j for j in range(start_b, end_b)}
    found = [(i, where[a[i]]) for i in range(start_a, end_a) if count_a[a[i]] == 1 and count_b.get(a[i]) == 1]
    return [found[k] for k in heaviest_increasing(found, [weights[i] for i, _ in found])]


def _best(like: Callable[[int, int], float], gap: Gap, weights: Sequence[float], out: Pairs) -> None:
    """The alignment of a gap with the largest total likeness, weighted by the square root of the words."""
    start_a, end_a, start_b, end_b = gap
    n, m = end_a - start_a, end_b - start_b
    if n * m > MOST_CELLS:
        return
    score = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below, root = score[i], score[i + 1], sqrt(weights[start_a + i])
        for j in range(m - 1, -1, -1):
            alike = like(start_a + i, start_b + j)
            row[j] = max(below[j], row[j + 1], below[j + 1] + alike * root if alike else 0.0)
    i = j = 0
    while i < n and j < m:
        if score[i][j] == score[i + 1][j]:
            i += 1
        elif score[i][j] == score[i][j + 1]:
            j += 1
        else:
            out.append((start_a + i, start_b + j))
            i, j = i + 1, j + 1

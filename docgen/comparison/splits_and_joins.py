"""Paragraphs and list items that were split into several, or joined from several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from docgen.comparison.sequence_alignment import Pairs, heaviest_increasing, likeness
from docgen.comparison.words.likeness import Vocabulary
from docgen.comparison.words.rare_words import RareWords
from docgen.document.tree import Item, Paragraph

Nodes = Sequence[Any]
_SAME_TEXT = 0.9
_LEAST_SHARED = 0.5
"""The share of the words of a part that must be in the rest of the whole."""
_SHARED_BEYOND = 0.8
"""That share for a part beyond other paragraphs, which came or went between the parts."""
_MOST_BETWEEN = 3
_MOST_SEEDS = 3


class Match(NamedTuple):
    """Neighbours [start_old, end_old) that became neighbours [start_new, end_new); on one side there is only one."""

    start_old: int
    end_old: int
    start_new: int
    end_new: int


def with_splits_and_joins(pairs: Pairs, old: Nodes, new: Nodes, vocabulary: Vocabulary) -> list[Match]:
    """The matches of two sequences of blocks whose pairs are known, with what was split or joined as one match."""
    whole = [Match(i, i + 1, j, j + 1) for i, j in pairs]
    if len(pairs) == len(old) == len(new):
        return whole
    splits = _Parts(old, new, pairs, vocabulary).found()
    joins = _Parts(new, old, [(j, i) for i, j in pairs], vocabulary).found()
    found = [Match(one, one + 1, start, end) for one, start, end in splits] + [Match(start, end, one, one + 1) for one, start, end in joins]
    if not found:
        return whole
    taken_old = {i for match in found for i in range(match.start_old, match.end_old)}
    taken_new = {j for match in found for j in range(match.start_new, match.end_new)}
    matches = sorted([match for match in whole if match.start_old not in taken_old and match.start_new not in taken_new] + found)
    kept = heaviest_increasing([(m.start_old, m.start_new) for m in matches], [1.0 + len(vocabulary.words(old[m.start_old])) for m in matches])
    return _apart([matches[index] for index in kept])


def _apart(matches: list[Match]) -> list[Match]:
    """The matches without those that overlap an earlier one."""
    out: list[Match] = []
    for match in matches:
        if not out or (match.start_old >= out[-1].end_old and match.start_new >= out[-1].end_new):
            out.append(match)
    return out


def line_of(node: Any) -> Paragraph | None:
    """The block if it is a paragraph, or the only block of an item if that is a paragraph."""
    if type(node) is Item:
        node = node.blocks[0] if len(node.blocks) == 1 else None
    return node if type(node) is Paragraph else None


class _Parts:
    """Which neighbours on one side are together the same text as one block of the other."""

    def __init__(self, wholes: Nodes, parts: Nodes, pairs: Pairs, vocabulary: Vocabulary) -> None:
        self.wholes, self.parts, self.pairs, self.vocabulary = wholes, parts, pairs, vocabulary
        self.taken: set[int] = set()

    def found(self) -> list[tuple[int, int, int]]:
        """The index of each whole, and where its parts start and end."""
        out: list[tuple[int, int, int]] = []
        edges = [(-1, -1), *self.pairs, (len(self.wholes), len(self.parts))]
        for (_, low), (whole, seed), (_, high) in zip(edges, edges[1:], edges[2:], strict=False):
            if high - low > 2 and self._words(self.wholes[whole]) != self._words(self.parts[seed]):
                self._add(out, whole, [seed], low + 1, high)
        for (before, low), (after, high) in pairwise(edges):
            if after - before > 1 and high - low > 2:
                index = RareWords([self._words(part) for part in self.parts[low + 1 : high]])
                for whole in range(before + 1, after):
                    seeds = index.likely(self._words(self.wholes[whole]), _MOST_SEEDS) if line_of(self.wholes[whole]) else []
                    self._add(out, whole, [low + 1 + seed for seed in seeds], low + 1, high)
        return out

    def _words(self, node: Any) -> tuple[int, ...]:
        return self.vocabulary.words(node)

    def _add(self, out: list[tuple[int, int, int]], whole: int, seeds: list[int], low: int, high: int) -> None:
        """Add the parts of a whole, which are around one of the seeds, if there are any."""
        for seed in seeds:
            found = self._grown(self.wholes[whole], seed, low, high)
            text = sum((self._words(self.parts[at]) for at in found), ())
            if len(found) > 1 and likeness(self._words(self.wholes[whole]), text, _SAME_TEXT):
                out.append((whole, found[0], found[-1] + 1))
                self.taken |= set(range(found[0], found[-1] + 1))
                return

    def _grown(self, whole: Any, seed: int, low: int, high: int) -> list[int]:
        """The places around a seed, between two limits, of the parts whose words are in the whole: each takes its own from it."""
        rest = Counter(self._words(whole))
        if not line_of(whole) or not self._fits(whole, seed, rest, _LEAST_SHARED):
            return []
        found, at = [seed], seed
        while True:
            rest -= Counter(self._words(self.parts[at]))
            at = self._next(whole, range(found[-1] + 1, high), rest)
            if at < 0:
                at = self._next(whole, range(found[0] - 1, low - 1, -1), rest)
            if at < 0:
                return found
            found = sorted([*found, at])

    def _next(self, whole: Any, places: range, rest: Counter[int]) -> int:
        """The first of some places of a part that fits, beyond a few other paragraphs at most; -1 if there is none."""
        # The number of an item that came between two others shows only if it is an item by itself.
        for at in places[: 1 + _MOST_BETWEEN] if type(whole) is Paragraph else places[:1]:
            if self._fits(whole, at, rest, _LEAST_SHARED if at == places[0] else _SHARED_BEYOND):
                return at
            if not self._is_free_line(whole, at):
                break
        return -1

    def _fits(self, whole: Any, at: int, rest: Counter[int], share: float) -> bool:
        words = Counter(self._words(self.parts[at]))
        return self._is_free_line(whole, at) and bool(words) and (words & rest).total() >= share * words.total()

    def _is_free_line(self, whole: Any, at: int) -> bool:
        return at not in self.taken and type(self.parts[at]) is type(whole) and line_of(self.parts[at]) is not None

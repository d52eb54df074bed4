"""Which words of two texts are the same words, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from docgen.document.frozen_dataclass import dataclass

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark, and where it begins and ends in its text."""

    text: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """The words and marks of a text in order."""
    return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def equal_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The indices of words that both sequences have, in order."""
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for step in range(size):
            yield i + step, j + step


def paired(old: Sequence[str], new: Sequence[str], least: float = 0.4) -> dict[int, int]:
    """The index of the old text that each new text is like: first equal ones in order, then the most alike between them."""
    pairs = {j: i for i, j in equal_words(old, new)}
    i = j = 0
    for next_j, next_i in [*sorted(pairs.items()), (len(new), len(old))]:
        pairs |= _alike(old, new, range(i, next_i), range(j, next_j), least)
        i, j = next_i + 1, next_j + 1
    return pairs


def _alike(old: Sequence[str], new: Sequence[str], left: range, right: range, least: float) -> dict[int, int]:
    """Pairs in a gap, in order: each new text takes the old one that it shares most words with."""
    out: dict[int, int] = {}
    start = left.start
    for j in right:
        scored = [(likeness(old[i], new[j]), -i) for i in range(start, left.stop)]
        score, at = max(scored, default=(0.0, 0))
        if score >= least:
            out[j], start = -at, -at + 1
    return out


def likeness(old: str, new: str) -> float:
    """The share of words that two texts have in common and in order, from 0 to 1."""
    a, b = old.split(), new.split()
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.2 else 0.0

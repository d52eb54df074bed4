"""How alike texts are in the words that tell them apart, in a document that repeats others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from math import log

Words = tuple[int, ...]


class TellingWords:
    """The weight of each word, from the texts of a document: the more of them have it, the less it tells about any one."""

    def __init__(self, texts: Iterable[Words]) -> None:
        self.texts = Counter(texts)
        most = 2 + self.texts.total()
        counts = Counter(chain.from_iterable(map(set, self.texts.elements())))
        self._weights = {word: log(most / (1 + count)) for word, count in counts.items()}
        self._most = log(most)

    def _weight(self, word: int) -> float:
        return self._weights.get(word, self._most)

    def telling_likeness(self, a: Words, b: Words) -> float:
        """The share of their words that two texts have in common in any order, by weight, from 0 to 1."""
        first, second = Counter(a), Counter(b)
        shared, whole = self.weight(first & second), self.weight(first + second)
        return 2 * shared / whole if whole else 1.0

    def weight(self, counts: Counter[int]) -> float:
        """How much the words of a text tell, each as often as it is counted."""
        return sum(self._weight(word) * count for word, count in counts.items())

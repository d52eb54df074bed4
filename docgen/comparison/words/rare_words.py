"""An index of texts by their rare words, which finds the few texts that another may be like without reading the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

Words = Sequence[int]
Feature = int | tuple[int, int]

_MOST_PLACES = 16
"""A word in more texts than this tells little about any of them."""
_ENOUGH_RARE = 8
"""A text with fewer rare words than this is known by its pairs of neighbouring words too."""
_MOST_READ = 12
"""How many of a text's words and pairs are looked up, the rarest first."""


class RareWords:
    """The places of words, and of pairs of neighbouring words, in some texts."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self._places: defaultdict[Feature, list[int]] = defaultdict(list)
        counts = Counter(chain.from_iterable(map(set, texts)))
        common = {word for word, count in counts.items() if count > _MOST_PLACES}
        for place, text in enumerate(texts):
            rare: list[Feature] = [word for word in dict.fromkeys(text) if word not in common]
            for feature in rare if len(rare) >= _ENOUGH_RARE else _features(text):
                self._places[feature].append(place)

    def likely(self, text: Words, most: int, near: int = 0) -> list[int]:
        """The places of at most `most` texts that share the rarest words with a text, the likeliest first; of equals those nearest to the place `near`."""
        found = list(filter(None, map(self._places.get, _features(text))))
        rare = sorted([places for places in found if len(places) <= _MOST_PLACES], key=len)
        # Common words count only for a text that shares no rare one, and then only where the text is expected.
        read = rare[:_MOST_READ] or [_nearest(places, near) for places in found[:_MOST_READ]]
        votes: dict[int, float] = {}
        for places in read:
            vote = 1 / len(places)
            for place in places:
                votes[place] = votes.get(place, 0.0) + vote
        return sorted(votes, key=lambda place: (-votes[place], abs(place - near), place))[:most]


def _features(text: Words) -> Iterable[Feature]:
    return chain(dict.fromkeys(text), dict.fromkeys(pairwise(text)))


def _nearest(places: list[int], near: int) -> list[int]:
    """Some of the increasing places around a place."""
    at = max(0, min(bisect_left(places, near) - _MOST_PLACES // 2, len(places) - _MOST_PLACES))
    return places[at : at + _MOST_PLACES]

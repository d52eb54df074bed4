"""Which sections of two documents are the same: by their ids, then in reading order by their titles and own words, and last, for what moved, by all words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from docgen.comparison.sequence_alignment import Element, Pairs, aligned, likeness
from docgen.comparison.words.distinctive_words import TellingWords, Words
from docgen.comparison.words.likeness import Vocabulary
from docgen.comparison.words.rare_words import RareWords
from docgen.document.tree import Section, plain

Alike = Callable[[int, int], float]
Beside = tuple[str, str]
"""The ids of the nearest sections of both documents before and after a section; "" at an end."""
_LEAST_LIKENESS = 0.6
"""How alike the words of two sections with different ids must be for them to match."""
_LEAST_TELLING = 0.5
"""How alike they must be in the words that tell one section from another: a shared form alone makes no match."""
_LEAST_WITH_TITLE = 0.2
"""How alike they must be in those words if both have a title that no other section has: a part of the text may be elsewhere."""
_ALIKE_TITLES = 0.7
"""How alike two titles must be, in the words that tell them apart, to count nearly as one."""
_LEAST_WITH_ALIKE_TITLE = 0.3
_MOST_LIKELY = 5


def matching_sections(before: Iterable[Section], after: Iterable[Section], vocabulary: Vocabulary) -> dict[str, str]:
    """The new id of each old section that is still there; both sides are in reading order."""
    old, new = {section.id: section for section in before}, {section.id: section for section in after}
    lost, added = [section for id, section in old.items() if id not in new], [section for id, section in new.items() if id not in old]
    new_ids = {id: id for id in old if id in new}
    if lost and added:
        forms = [TellingWords(vocabulary.words(section) for section in side.values()) for side in (old, new)]
        beside = _beside(old, new_ids), _beside(new, new_ids)
        new_ids |= {lost[i].id: added[j].id for i, j in _Matching(lost, added, beside, forms, vocabulary).pairs()}
    return {id: new_ids[id] for id in old if id in new_ids}


def _beside(ids: Iterable[str], in_both: Mapping[str, str]) -> list[Beside]:
    """For each section that one document alone has, the nearest sections that both have."""
    order = list(ids)
    sides: list[list[str]] = []
    for way in (order, order[::-1]):
        last, found = "", []
        for id in way:
            last = id if id in in_both else last
            found += [last] if id not in in_both else []
        sides.append(found)
    return list(zip(sides[0], sides[1][::-1], strict=True))


class _Matching:
    """The sections whose ids are in one document alone, and how alike they are."""

    def __init__(
        self, lost: list[Section], added: list[Section], beside: tuple[list[Beside], list[Beside]], forms: list[TellingWords], vocabulary: Vocabulary
    ) -> None:
        self.lost, self.added, self.beside, self.forms, self.vocabulary = lost, added, beside, forms, vocabulary
        self.own_lost, self.own_added = ([vocabulary.words(replace(section, sections=())) for section in side] for side in (lost, added))
        self.elements = [[Element(words, words) for words in side] for side in (self.own_lost, self.own_added)]
        titles = [Counter(plain(section.title) for section in side) for side in (lost, added)]
        self.titles = {title for title, times in titles[0].items() if times == 1 == titles[1][title]}

    def pairs(self) -> Pairs:
        """The indices of sections that match."""
        pairs = self._in_order([], self._by_title_of_its_own)
        pairs = self._in_order(pairs, self._by_own_words)
        pairs = self._in_order(pairs, self._by_alike_titles)
        pairs = self._in_order(pairs, lambda i, j: float(plain(self.lost[i].title) == plain(self.added[j].title)))
        return [*pairs, *self._elsewhere(pairs)]

    def _in_order(self, pairs: Pairs, alike: Alike) -> Pairs:
        """The pairs, and those that are alike between them."""
        out = list(pairs)
        i = j = 0
        for next_i, next_j in [*pairs, (len(self.lost), len(self.added))]:
            a, b = self.elements[0][i:next_i], self.elements[1][j:next_j]
            out += [(i + x, j + y) for x, y in aligned(a, b, partial(_from, alike, i, j))]
            i, j = next_i + 1, next_j + 1
        return sorted(out)

    def _by_title_of_its_own(self, i: int, j: int) -> float:
        """How alike two sections with the same title are, if no others have it."""
        title = plain(self.lost[i].title)
        if title != plain(self.added[j].title) or title not in self.titles:
            return 0.0
        # Where headings came or went below a section, its words are in sections of their own on one side.
        whole = (self.vocabulary.words(section) for section in (self.lost[i], self.added[j]))
        telling = max(self._telling(self.own_lost[i], self.own_added[j]), self._telling(*whole))
        return telling if telling >= _LEAST_WITH_TITLE else 0.0

    def _by_own_words(self, i: int, j: int) -> float:
        return self._alike(self.own_lost[i], self.own_added[j])

    def _by_alike_titles(self, i: int, j: int) -> float:
        """How alike two sections with nearly the same title are, if they stand beside the same section of both documents."""
        if self.beside[0][i][0] != self.beside[1][j][0] and self.beside[0][i][1] != self.beside[1][j][1]:
            return 0.0
        titles = [self.vocabulary.words(Section("", section.title, ())) for section in (self.lost[i], self.added[j])]
        telling = self._telling(self.own_lost[i], self.own_added[j]) if all(titles) and self._telling(*titles) >= _ALIKE_TITLES else 0.0
        return telling if telling >= _LEAST_WITH_ALIKE_TITLE else 0.0

    def _alike(self, a: Words, b: Words) -> float:
        alike = likeness(a, b, _LEAST_LIKENESS)
        return alike if alike and (a == b or self._telling(a, b) >= _LEAST_TELLING) else 0.0

    def _telling(self, a: Words, b: Words) -> float:
        return min(words.telling_likeness(a, b) for words in self.forms)

    def _elsewhere(self, pairs: Pairs) -> Pairs:
        """The pairs of sections that have moved, by all their words: the most alike first, and with each section those below it."""
        matched = [{i for i, _ in pairs}, {j for _, j in pairs}]
        lost, added = ([each for each in range(len(side)) if each not in those] for side, those in zip((self.lost, self.added), matched, strict=True))
        texts = [[self.vocabulary.words(side[each]) for each in places] for side, places in ((self.lost, lost), (self.added, added))]
        index = RareWords(texts[1])
        likely = [(self._alike(text, texts[1][j]), len(text), -i, -j) for i, text in enumerate(texts[0]) for j in index.likely(text, _MOST_LIKELY)]
        out: dict[int, int] = {}
        taken: set[int] = set()
        for score, _, i, j in sorted(likely, reverse=True):
            if score and -i not in out and -j not in taken:
                out[-i] = -j
                taken.add(-j)
        return [(lost[i], added[j]) for i, j in out.items()]


def _from(alike: Alike, start_a: int, start_b: int, i: int, j: int) -> float:
    return alike(start_a + i, start_b + j)

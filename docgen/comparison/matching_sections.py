"""Which sections of two documents are the same: by their ids, then in order by their titles and words, and last by words alone, for what moved."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.comparison.sequence_alignment import Element, aligned, likeness
from docgen.comparison.words.distinctive_words import TellingWords
from docgen.comparison.words.likeness import Vocabulary
from docgen.comparison.words.rare_words import RareWords
from docgen.document.tree import Section

Words = tuple[int, ...]
_LEAST_LIKENESS = 0.6
"""How alike the words of two sections with different ids must be for them to match."""
_LEAST_TELLING = 0.5
"""How alike they must be in the words that tell one section from another: a shared form alone makes no match."""
_MOST_LIKELY = 5


def matching_sections(before: Iterable[Section], after: Iterable[Section], vocabulary: Vocabulary) -> dict[str, str]:
    """The new id of each old section that is still there; both sides are in reading order."""
    old, new = {section.id: section for section in before}, {section.id: section for section in after}
    lost, added = [section for id, section in old.items() if id not in new], [section for id, section in new.items() if id not in old]
    new_ids = {id: id for id in old if id in new}
    if lost and added:
        new_ids |= _Likeness([*old.values()], [*new.values()], vocabulary).matched(lost, added)
    return {id: new_ids[id] for id in old if id in new_ids}


class _Likeness:
    """How alike sections of two documents are."""

    def __init__(self, old: list[Section], new: list[Section], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.words_of_old, self.words_of_new = (TellingWords(map(vocabulary.words, sections)) for sections in (old, new))

    def matched(self, lost: list[Section], added: list[Section]) -> dict[str, str]:
        """The new ids of sections whose ids are lost."""
        a, b = ([Element(self._words(section), self._words(section)) for section in sections] for sections in (lost, added))
        out = {lost[i].id: added[j].id for i, j in aligned(a, b, lambda i, j: self.alike(lost[i], added[j]))}
        rest = [section for section in added if section.id not in out.values()]
        index = RareWords([self._words(section) for section in rest])
        likely: list[tuple[float, int, int]] = []
        for i, section in enumerate(lost):
            if section.id not in out:
                likely += [(self.alike(section, rest[j]), -i, -j) for j in index.likely(self._words(section), _MOST_LIKELY)]
        taken: set[str] = set()
        for score, i, j in sorted(likely, reverse=True):
            old_id, new_id = lost[-i].id, rest[-j].id
            if score and old_id not in out and new_id not in taken:
                out[old_id] = new_id
                taken.add(new_id)
        return out

    def _words(self, section: Section) -> Words:
        return self.vocabulary.words(section)

    def alike(self, old: Section, new: Section) -> float:
        a, b = self._words(old), self._words(new)
        alike = likeness(a, b, _LEAST_LIKENESS)
        telling = (words.telling_likeness(a, b) for words in (self.words_of_old, self.words_of_new))
        return alike if alike and (a == b or min(telling) >= _LEAST_TELLING) else 0.0

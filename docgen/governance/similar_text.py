"""The local text of all partnerships, grouped by likeness, with the clauses of the library that say nearly the same.

Texts are compared only if small samples of their word triples overlap, so that the work grows with the number of texts and not of pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from docgen.comparison.sequence_alignment import likeness
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position, Problem
from docgen.governance.where_used import readable_revisions
from docgen.library.clauses import Clause, Library
from docgen.partnership import repository
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree

LEAST = 0.75
"""Texts are alike if a shortest edit keeps this share of their words."""
LEAST_CLAUSE = 0.65
"""The same for a text and a clause, which lacks the words of its parameters."""
FEWEST = 8
"""A text of fewer words is too short for a clause."""
_SAMPLE = 24
"""The number of word triples of each text that are looked up: texts that share half of their triples almost certainly share one of these."""
_TRIED = 3
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LocalText:
    """A section of a latest revision with text of its own, as in the file, and the words of that text without logic."""

    revision: str
    section: str
    title: str
    text: str
    position: Position
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are alike, each with its likeness to the first; and a clause that says nearly the same as the first, if there is one."""

    texts: tuple[LocalText, ...]
    alike: tuple[float, ...]
    clause: Clause | None = None
    clause_alike: float = 0.0

    @property
    def partnerships(self) -> int:
        return len({local.revision for local in self.texts})


def groups(root: Path) -> tuple[list[Group], list[Problem]]:
    """Text of several partnerships and text that is nearly a clause, in groups, the largest first; and the problems of files that cannot be read."""
    problems: list[Problem] = []
    numbers: dict[str, int] = {}
    library, index = Library(root), _Index(numbers, LEAST_CLAUSE)
    clauses = [clause for id in library.versions if (clause := library.latest_approved(id, problems))]
    for clause in clauses:
        index.add(words_of(clause.text))
    found = []
    for texts, alike in grouped_by_likeness(list(local_texts(root, problems)), numbers):
        near, best = index.nearest(texts[0].words)
        group = Group(texts, alike, clauses[near] if near >= 0 else None, best)
        if group.clause or group.partnerships > 1:
            found.append(group)
    return sorted(found, key=lambda group: (-len(group.texts), group.texts[0].position)), problems


def local_texts(root: Path, problems: list[Problem]) -> Iterator[LocalText]:
    """The local texts of the latest revisions that are long enough."""
    for partnership in readable_revisions(root, repository.current(root), problems):
        for path, section in walk_sections(partnership.revision):
            node = yaml_tree.at(partnership.source, (*path, "text"))
            if isinstance(node, yaml_tree.Scalar) and node.text:
                words = words_of(node.text)
                if len(words) >= FEWEST:
                    yield LocalText(partnership.id, path[-1], section.title or "", node.text, node.position, words)


def words_of(text: str) -> tuple[str, ...]:
    """The words of Markdown without its fields and logic."""
    return tuple(_WORD.findall(_TAG.sub(" ", text).casefold()))


def grouped_by_likeness(texts: list[LocalText], numbers: dict[str, int]) -> Iterator[tuple[tuple[LocalText, ...], tuple[float, ...]]]:
    """The groups of texts like their first, with the likeness of each, in the order of the first texts."""
    index = _Index(numbers, LEAST)
    groups: list[list[tuple[LocalText, float]]] = []
    by_words: dict[tuple[str, ...], tuple[int, float]] = {}
    for local in texts:
        at, alike = by_words.get(local.words) or index.nearest(local.words)
        if at < 0:
            at, alike = index.add(local.words), 1.0
            groups.append([])
        groups[at].append((local, alike))
        by_words[local.words] = at, alike
    for group in groups:
        yield tuple(local for local, _ in group), tuple(alike for _, alike in group)


class _Index:
    """Texts by samples of their word triples: those with the lowest checksums, the same in every run."""

    def __init__(self, numbers: dict[str, int], least: float) -> None:
        self.numbers, self.least = numbers, least
        self.texts: list[tuple[int, ...]] = []
        self.places: dict[int, list[int]] = {}

    def add(self, words: tuple[str, ...]) -> int:
        for sample in _samples(words):
            self.places.setdefault(sample, []).append(len(self.texts))
        self.texts.append(self._numbered(words))
        return len(self.texts) - 1

    def nearest(self, words: tuple[str, ...]) -> tuple[int, float]:
        """The index of the likest text and its likeness; -1 if none is like enough."""
        shared = Counter(place for sample in _samples(words) for place in self.places.get(sample, ()))
        likely = sorted(shared, key=lambda place: (-shared[place], place))[:_TRIED]
        numbered = self._numbered(words)
        alike, place = max(((likeness(self.texts[place], numbered, self.least), -place) for place in likely), default=(0.0, 0))
        return (-place, alike) if alike else (-1, 0.0)

    def _numbered(self, words: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.numbers.setdefault(word, len(self.numbers)) for word in words)


def _samples(words: tuple[str, ...]) -> list[int]:
    triples = {crc32(" ".join(words[at : at + 3]).encode()) for at in range(max(1, len(words) - 2))}
    return sorted(triples)[:_SAMPLE]

"""The names of bodies, posts and documents in a draft, with each of their spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.sources import yaml_tree

Key = tuple[str, ...]
_TOKEN = r"[A-Z][\w’'-]*"
_RUN = re.compile(rf"{_TOKEN}(?: (?:(?:of the|of|and|for the|for|&) )?{_TOKEN})++")
_WORD = re.compile(rf"(?<![\w’'-]){_TOKEN}")
_ARTICLES = frozenset(["a", "an", "the", "this", "these", "that", "each", "every", "all", "our", "in", "for", "by", "to", "if", "when", "where"])
_LONGEST = 9
_SHORT = 4
"""In a word this short a final "s" is seldom a plural: "Tees", "NHS"."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One occurrence of a name; `text` is the name as written."""

    text: str
    passage: Passage
    start: int

    @property
    def position(self) -> Position:
        return self.passage.at(self.start)

    @property
    def form(self) -> str:
        """The spelling to compare: in lower case, with straight apostrophes and without a possessive ending."""
        plain = " ".join(self.text.replace("’", "'").casefold().split())
        return plain.removesuffix("'s").removesuffix("'") if not plain.endswith("s'") else plain


@dataclass(frozen=True, slots=True)
class Name:
    """A name by the words that identify it, with all its spellings in reading order; `given` is the spelling in the facts, or ""."""

    key: Key
    spellings: list[Spelling] = field(default_factory=list)
    given: str = ""


@lru_cache(maxsize=4)
def names(draft: Draft) -> dict[Key, Name]:
    """The names of three or more words in a draft, including occurrences inside longer names."""
    out = {key: Name(key, given=name) for key, name in _given(draft)}
    runs = [(passage, end, tokens, _key([word for _, word in tokens])) for passage in _lines(draft) for end, tokens in _runs(passage)]
    for _, _, _, key in runs:
        if len(key) > 2:
            out.setdefault(key, Name(key))
    lengths = {len(key) for key in out}
    for passage, end, tokens, key in runs:
        for first in range(len(tokens)):
            for length in lengths:
                if first + length <= len(tokens) and (name := out.get(key[first : first + length])):
                    last = tokens[first + length - 1]
                    start, stop = tokens[first][0], last[0] + len(last[1])
                    name.spellings.append(Spelling(passage.text[start : min(stop, end)], passage, start))
    return out


def _given(draft: Draft) -> Iterator[tuple[Key, str]]:
    """The names in the facts."""
    for body in draft.known_bodies:
        key = _key([found[0] for found in _WORD.finditer(body.name)])
        if len(key) > 2:
            yield key, body.name


def _lines(draft: Draft) -> Iterator[Passage]:
    """The lines to search for names, including those of the facts; lines in capitals are skipped."""
    return (passage for passage in (*draft.passages, *_facts(draft)) if not _is_in_capitals(passage.text))


@lru_cache(maxsize=16_384)
def _is_in_capitals(text: str) -> bool:
    return sum(map(str.isupper, text)) * 2 >= len(text)


def _facts(draft: Draft) -> Iterator[Passage]:
    """The posts and members in the facts."""
    if draft.partnership:
        revision, source = draft.partnership.revision, draft.partnership.source
        rows: list[tuple[list[str | int], str | None]] = []
        for id, party in revision.parties.items():
            rows += [(["parties", id, "representative"], party.representative), (["parties", id, "delegate"], party.delegate)]
        for id, group in revision.groups.items():
            rows.append((["groups", id, "chair"], group.chair))
            rows += [(["groups", id, "members", at], text) for at, text in enumerate(group.members)]
        rows += [(["signatories", at, "post"], signatory.post) for at, signatory in enumerate(revision.signatories)]
        yield from (Passage("cell", text, yaml_tree.locate(source, path)) for path, text in rows if text)


def _runs(passage: Passage) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The runs of capitalised words in a line: the end of each, and its words with their offsets, without leading articles."""
    for run in _RUN.finditer(passage.text):
        tokens = [(found.start(), found[0]) for found in _WORD.finditer(passage.text, run.start(), run.end())]
        while tokens and tokens[0][1].casefold() in _ARTICLES:
            tokens.pop(0)
        yield run.end(), tokens[: _LONGEST * 3]


def _key(words: list[str]) -> Key:
    """The words to compare: in lower case, without apostrophes and plural endings."""
    plain = (re.sub(r"[’']", "", word.casefold()) for word in words)
    return tuple(word.removesuffix("s") if len(word) > _SHORT else word for word in plain)


def by_rest(names: dict[Key, Name]) -> dict[tuple[int, Key], list[Name]]:
    """The names that differ in just one word, by the index of that word and the words that they share."""
    out: dict[tuple[int, Key], list[Name]] = defaultdict(list)
    for key, name in names.items():
        for at in range(len(key)):
            out[at, key[:at] + key[at + 1 :]].append(name)
    return {rest: similar for rest, similar in out.items() if len(similar) > 1}

"""The names of bodies, posts and documents that a draft writes, in each of their spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.document.frozen import dataclass
from docgen.document.problems import Position
from docgen.sources import yaml_tree

Key = tuple[str, ...]
_TOKEN = r"[A-Z][\w’'-]*"
_RUN = re.compile(rf"{_TOKEN}(?: (?:(?:of the|of|and|for the|for|&) )?{_TOKEN})++")
_WORD = re.compile(rf"(?<![\w’'-]){_TOKEN}")
_ARTICLES = frozenset(["a", "an", "the", "this", "these", "that", "each", "every", "all", "our", "in", "for", "by", "to", "if", "when", "where"])
_LONGEST = 9
_SHORT = 4
"""In a word so short an "s" at the end is mostly no plural: "Tees", "NHS"."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it stands in a place; `text` is what is written there."""

    text: str
    passage: Passage
    start: int

    @property
    def position(self) -> Position:
        return self.passage.at(self.start)

    @property
    def form(self) -> str:
        """What is compared: without capitals, kinds of apostrophes and the endings of plural and possession of the last word."""
        plain = " ".join(self.text.replace("’", "'").casefold().split())
        return plain.removesuffix("'s").removesuffix("'") if not plain.endswith("s'") else plain


@dataclass(frozen=True, slots=True)
class Name:
    """A name by its words that count, with all its spellings in reading order; `given` is how the facts spell it, if they do."""

    key: Key
    spellings: list[Spelling] = field(default_factory=list)
    given: str = ""


@lru_cache(maxsize=4)
def names(draft: Draft) -> dict[Key, Name]:
    """The names of three words and more in a draft, each also where it is part of a longer one."""
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
    """The names that the facts of a partnership give."""
    if draft.partnership:
        revision = draft.partnership.revision
        for body in (revision.partnership, *revision.parties.values(), *revision.groups.values(), *revision.terms.values()):
            key = _key([found[0] for found in _WORD.finditer(body.name)])
            if len(key) > 2:
                yield key, body.name


def _lines(draft: Draft) -> Iterator[Passage]:
    """The lines in which names are looked for, with those of the facts; a line in capitals spells nothing."""
    return (passage for passage in (*draft.passages, *_facts(draft)) if not _is_in_capitals(passage.text))


@lru_cache(maxsize=16_384)
def _is_in_capitals(text: str) -> bool:
    return sum(map(str.isupper, text)) * 2 >= len(text)


def _facts(draft: Draft) -> Iterator[Passage]:
    """What the facts say in words of posts and bodies."""
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
    """The runs of words in capitals in a line, each with where it ends and its words with their offsets, without an article at the beginning."""
    for run in _RUN.finditer(passage.text):
        tokens = [(found.start(), found[0]) for found in _WORD.finditer(passage.text, run.start(), run.end())]
        while tokens and tokens[0][1].casefold() in _ARTICLES:
            tokens.pop(0)
        yield run.end(), tokens[: _LONGEST * 3]


def _key(words: list[str]) -> Key:
    """Words as they are compared: in small letters, without apostrophes and the "s" of plurals."""
    plain = (re.sub(r"[’']", "", word.casefold()) for word in words)
    return tuple(word.removesuffix("s") if len(word) > _SHORT else word for word in plain)


def by_rest(names: dict[Key, Name]) -> dict[tuple[int, Key], list[Name]]:
    """The names that differ in one word alone, by the place of that word and the words that they share."""
    out: dict[tuple[int, Key], list[Name]] = defaultdict(list)
    for key, name in names.items():
        for at in range(len(key)):
            out[at, key[:at] + key[at + 1 :]].append(name)
    return {rest: held for rest, held in out.items() if len(held) > 1}

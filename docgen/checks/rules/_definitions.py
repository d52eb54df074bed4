"""The terms that a text defines: “the Council” in brackets after a name, or “Records” means …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position

_TERM = r"[A-Z][\w’'&-]*(?: (?:(?:and|of|for|the|to) )?[A-Z0-9][\w’'&-]*){0,5}"
_BRACKET = re.compile(
    rf"\((?:hereafter|hereinafter|together|collectively|in this \w+|each|or|also)?,? ?(?:referred to as |known as )?(?:an? |the )?"
    rf"[“\"](?:an? |the )?(?P<term>{_TERM})[”\"]\)|\(the (?P<plain>{_TERM})\)"
)
_MEANS = re.compile(rf"(?<!\w)[“\"](?:an? |the )?(?P<term>{_TERM})[”\"],? (?:means|shall mean|will mean|refers to|has the meaning|includes)\b")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and where it is defined: the passage, its index, and where the definition starts and ends in it."""

    term: str
    index: int
    passage: Passage
    start: int
    end: int
    means: bool

    @property
    def position(self) -> Position:
        return self.passage.at(self.start)

    @property
    def before(self) -> str:
        """The text before the bracket of a definition."""
        return self.passage.text[max(0, self.start - 160) : self.start].rpartition("(")[0].rstrip()


@lru_cache(maxsize=4)
def definitions(draft: Draft) -> tuple[Definition, ...]:
    """The definitions of a draft in reading order, without those of acronyms."""
    return tuple(_defined(draft.passages))


def _defined(passages: tuple[Passage, ...]) -> Iterator[Definition]:
    for index, passage in enumerate(passages):
        for pattern in (_BRACKET, _MEANS):
            for found in pattern.finditer(passage.text):
                name = "plain" if found.groupdict().get("plain") else "term"
                if not _ACRONYM.fullmatch(found[name]):
                    yield Definition(found[name], index, passage, found.start(name), found.end(), pattern is _MEANS)


def alone(term: str) -> re.Pattern[str]:
    """A pattern for a term that is not part of a longer name: "Act", but not in "Children Act 2004"."""
    return re.compile(rf"(?<![A-Z]\w)(?<!\w){re.escape(term)}(?:s|es)?(?![\w-])(?! [A-Z0-9])")

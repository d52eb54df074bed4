"""Helpers for the wording rules: text without links, the items of lists, and a few words to quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._languages import foreign
from docgen.document.frozen_dataclass import dataclass

_SKIPPED = re.compile(r"(?<=\])\([^)\s]{0,2000}\)|<[^<>\s]+>|(?:https?://|\bwww\.)[^\s)>\]]+|[\w.+-]{1,64}@[\w.-]{1,255}|`[^`]*`")
_MARKED = re.compile(r"<(\w+)\b[^<>]{0,200}\blang=[^<>]{1,200}>.{0,2000}?</\1>|\[[^\[\]]*\]\{lang=[^{}]{1,40}\}")
_WORD = re.compile(r"[^\W\d_]+")


def masked(pattern: re.Pattern[str], text: str, mark: str = "·") -> str:
    """The text with every match of a pattern replaced by as many marks."""
    return pattern.sub(lambda found: mark * len(found[0]), text)


@lru_cache(maxsize=16_384)
def prose(text: str) -> str:
    """The text with addresses, link targets and code masked, so that offsets stay valid."""
    return masked(_SKIPPED, text)


def unmarked(passage: Passage, raw: bool) -> str:
    """The text with words marked as being in another language masked, so that offsets stay valid."""
    # In a composed document, real marks have been parsed: what looks like one is plain text.
    text = masked(_MARKED, passage.text) if raw and "lang=" in passage.text else passage.text
    for words in sorted(passage.foreign, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "·" * len(words), text)
    return text


def english(passage: Passage) -> str:
    """The text as `prose` gives it, with words in other languages masked as well, marked or not: their spelling and spacing follow rules of their own."""
    return _english(unmarked(passage, raw=True))


@lru_cache(maxsize=16_384)
def _english(text: str) -> str:
    for start, end, _, _ in foreign(text):
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return prose(text)


@lru_cache(maxsize=16_384)
def words(text: str) -> frozenset[str]:
    """The words of a text in lower case, so that rules can quickly skip texts without their words."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=4)
def vocabulary(draft: Draft) -> frozenset[str]:
    """All words of the draft, as written."""
    return frozenset(word for passage in draft.passages for word in _WORD.findall(passage.text))


def beginning(text: str, words: int = 4) -> str:
    """The first words of a text, to quote."""
    split = text.split()
    return " ".join(split[:words]).rstrip(".,;:") + (" …" if len(split) > words else "")


def ending(text: str, words: int = 3) -> str:
    """The last words of a text, to quote."""
    split = text.split()
    return ("… " if len(split) > words else "") + " ".join(split[-words:])


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one list, and the passage that introduces it, if any."""

    lead: Passage | None
    items: tuple[Passage, ...]
    opening: frozenset[int]
    """The indices in `items` of those with a list or paragraphs of their own."""
    after: str
    """The text after the list."""


def lists(draft: Draft) -> Iterator[Items]:
    """The lists of the draft that have two items or more."""
    groups: dict[int, list[int]] = {}
    passages = draft.passages
    for index, passage in enumerate(passages):
        if passage.kind == "item" and passage.group:
            groups.setdefault(passage.group, []).append(index)
    for indices in (part for group in groups.values() for part in _split(passages, group)):
        if len(indices) > 1:
            lead = indices[0] - 1 if _leads(passages, indices[0] - 1) else passages[indices[0]].lead
            opening = frozenset(at for at, index in enumerate(indices) if _has_more(passages, index))
            after = passages[indices[-1] + 1].text if indices[-1] + 1 < len(passages) else ""
            yield Items(passages[lead] if lead >= 0 else None, tuple(passages[index] for index in indices), opening, after)


def _split(passages: tuple[Passage, ...], indices: list[int]) -> Iterator[list[int]]:
    """The items of one group, split at paragraphs that introduce a list of their own."""
    part: list[int] = []
    for index in indices:
        if part and _leads(passages, index - 1):
            yield part
            part = []
        part.append(index)
    yield part


def _leads(passages: tuple[Passage, ...], index: int) -> bool:
    return index >= 0 and passages[index].kind == "paragraph" and passages[index].text.endswith(":")


def _has_more(passages: tuple[Passage, ...], index: int) -> bool:
    """Whether the next passage belongs to an item: an item of a deeper list, or a paragraph between two items of one list."""
    here, after = passages[index], passages[index + 1 : index + 3]
    if not after:
        return False
    return (after[0].kind == "item" and after[0].level > here.level) or (after[0].kind == "paragraph" and len(after) > 1 and after[1].group == here.group)


def substitutions(draft: Draft, pattern: re.Pattern[str], better: Mapping[str, str], seen: str = "“{}”", *, fix: bool = True) -> Iterator[Finding]:
    """A finding for each match of the pattern, with the better wording as its fix.

    The matches, in lower case, are the keys of `better`; an initial capital is kept.
    """
    for passage in draft.passages:
        for found in pattern.finditer(english(passage)):
            word = better[found[0].casefold()]
            word = word[0].upper() + word[1:] if found[0][0].isupper() else word
            yield Finding(passage.at(found.start()), seen.format(found[0]), f"“{word}”", fix=(found[0], word) if fix else None)


def alternatives(phrases: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, in either case, the longest first."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})\b", re.I)

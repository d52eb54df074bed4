"""What several rules of wording need: the words of a passage without its links, the items of its lists, and a few words to quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.document.frozen import dataclass

_SKIPPED = re.compile(r"(?<=\])\([^)\s]{0,2000}\)|<[^<>\s]+>|(?:https?://|\bwww\.)[^\s)>\]]+|[\w.+-]{1,64}@[\w.-]{1,255}|`[^`]*`")

_MARKED = re.compile(r"<(\w+)\b[^<>]{0,200}\blang=[^<>]{1,200}>.{0,2000}?</\1>|\[[^\[\]]*\]\{lang=[^{}]{1,40}\}")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=16_384)
def prose(text: str) -> str:
    """The text with every address, link target and piece of code blotted out, so that offsets stay what they were."""
    return _SKIPPED.sub(lambda found: "·" * len(found[0]), text)


def unmarked(passage: Passage, raw: bool) -> str:
    """The text with what is marked as being in another language blotted out, so that offsets stay what they were."""
    # In a composed document what looks like a mark is none, for it would not stand there.
    text = _MARKED.sub(lambda found: "·" * len(found[0]), passage.text) if raw and "lang=" in passage.text else passage.text
    for words in sorted(passage.foreign, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "·" * len(words), text)
    return text


@lru_cache(maxsize=16_384)
def words(text: str) -> frozenset[str]:
    """The words of a text in small letters, by which a rule sees at once that it has nothing to say."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=1024)
def _vocabulary(passages: tuple[Passage, ...]) -> frozenset[str]:
    return frozenset(word for passage in passages for word in _WORD.findall(passage.text))


def vocabulary(draft: Draft) -> frozenset[str]:
    """All words of the draft, as they are spelt in it."""
    return _vocabulary(draft.passages)


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
    """The items of one list, and what leads into it: None for a list that nothing leads into."""

    lead: Passage | None
    items: tuple[Passage, ...]
    opening: frozenset[int]
    """The indices, in `items`, of those that go on below in a list or in paragraphs of their own."""
    after: str
    """The text of what follows the list."""


def lists(draft: Draft) -> Iterator[Items]:
    """The lists of the draft that have two items or more."""
    held: dict[int, list[int]] = {}
    for index, passage in enumerate(draft.passages):
        if passage.kind == "item" and passage.group:
            held.setdefault(passage.group, []).append(index)
    passages = draft.passages
    for indices in (part for group in held.values() for part in _parted(passages, group)):
        if len(indices) > 1:
            lead = indices[0] - 1 if _leads(passages, indices[0] - 1) else passages[indices[0]].lead
            opening = frozenset(at for at, index in enumerate(indices) if _goes_on(passages, index))
            after = passages[indices[-1] + 1].text if indices[-1] + 1 < len(passages) else ""
            yield Items(passages[lead] if lead >= 0 else None, tuple(passages[index] for index in indices), opening, after)


def _parted(passages: tuple[Passage, ...], indices: list[int]) -> Iterator[list[int]]:
    """The items of one group, parted where a paragraph among them leads into a list of its own."""
    part: list[int] = []
    for index in indices:
        if part and _leads(passages, index - 1):
            yield part
            part = []
        part.append(index)
    yield part


def _leads(passages: tuple[Passage, ...], index: int) -> bool:
    return index >= 0 and passages[index].kind == "paragraph" and passages[index].text.endswith(":")


def _goes_on(passages: tuple[Passage, ...], index: int) -> bool:
    """Whether what follows an item belongs to it: an item of a deeper list, or a paragraph between two items of one list."""
    here, after = passages[index], passages[index + 1 : index + 3]
    if not after:
        return False
    return (after[0].kind == "item" and after[0].level > here.level) or (after[0].kind == "paragraph" and len(after) > 1 and after[1].group == here.group)


def substitutions(draft: Draft, pattern: re.Pattern[str], better: Mapping[str, str], seen: str = "“{}”", *, fix: bool = True) -> Iterator[Finding]:
    """A finding for each word or phrase that the pattern finds and for which there is a better one, with its fix.

    The pattern's matches, in lower case, are the keys of `better`; a capital at the beginning is kept.
    """
    for passage in draft.passages:
        for found in pattern.finditer(prose(passage.text)):
            word = better[found[0].casefold()]
            word = word[0].upper() + word[1:] if found[0][0].isupper() else word
            mended = (found[0], word) if fix else None
            yield Finding(passage.at(found.start()), seen.format(found[0]), f"“{word}”", fix=mended)


def alternatives(phrases: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, in either case, the longest first."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})\b", re.I)

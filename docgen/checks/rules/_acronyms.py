"""The acronyms of a draft: where each is used, and where it is given with a full name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position

KNOWN = re.compile(
    "AGM|AIDS|BA|BBC|BSL|CBE|CCTV|CEO|CV|DNA|EU|FAQ|GDPR|GMT|GP|HIV|HM|HR|HTML|ID|IT|JP|KC|LLP|MBE|MOU|MoU|MP|NATO|NHS|OBE|OFSTED|OK|PDF|PLC|PO|QC|SI|TV|UK|UN|US|USA|VAT|PhD|BSc|MSc"
    "|AND|ANY|BETWEEN|BUT|BY|DRAFT|FINAL|FOR|TBA|TBC|TBD|HEREBY|IS|NONE|NOT|NOW|OF|ONLY|OR|SIGNED|THE|THEREFORE|WHEREAS|WHEREOF|WITH|WITNESS|WITNESSETH|YES"
)
"""Short forms that every reader of a memorandum knows, and words that such documents put in capitals; W102 reports TBC."""

_WORD = re.compile(r"(?<![\w.@/#])[A-Z][A-Za-z]{1,8}(?![\w@]|\.\w)")
_LOWER = re.compile(r"(?<!\w)[a-z]+(?!\w)")
_ROMAN = re.compile(r"[IVXLC]+")
_OPENS, _CLOSES = "“‘\"'", "”’\"'"
_BRACKETED = re.compile(rf"\((?:hereafter |also |or )?(?:the )?[{_OPENS}]?(?:the )?(?P<short>[A-Z][A-Za-z]{{1,8}})(?: [A-Z][a-z]+)?[{_CLOSES}]?\)")
_AFTER = re.compile(
    rf"(?<!\w)[{_OPENS}]?(?P<short>[A-Z][A-Za-z]{{1,8}})[{_CLOSES}]?"
    r"(?: \((?P<long>[^()]{4,90})\)|(?:,| [–—-]| is) (?:the )?(?P<name>[A-Z][^.;:()]{3,90})| (?:means|stands for) )"
)
_KNOWN_AS = re.compile(r"\b(?:hereafter|hereinafter|known as|called|abbreviated (?:to|as)|referred to as) (?:the )?(?P<short>[A-Z][A-Za-z]{1,8})(?!\w)")
_LABEL = re.compile(r"(?P<short>[A-Z][A-Za-z]{1,8})(?::| [–—=-]) (?P<long>[A-Z].{3,90})")
_PIECE = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_MAX_WORDS = 12
"""The most words in a full name before its short form."""


@dataclass(frozen=True, slots=True)
class Use:
    """An occurrence of an acronym; `index` is that of its passage, `long` the full name given with it."""

    short: str
    index: int
    passage: Passage
    start: int
    long: str = ""

    @property
    def position(self) -> Position:
        return self.passage.at(self.start)


@dataclass(frozen=True, slots=True)
class Acronym:
    """All uses of one acronym, in reading order. In `near` it is given with a name that does not match its letters."""

    expanded: list[Use] = field(default_factory=list)
    near: list[Use] = field(default_factory=list)
    used: list[Use] = field(default_factory=list)


@lru_cache(maxsize=2)
def acronyms(draft: Draft) -> Mapping[str, Acronym]:
    """The acronyms of a draft by their letters, without well-known ones and words in capitals for emphasis."""
    ordinary = {word for passage in draft.passages for word in _LOWER.findall(passage.text)}
    out: dict[str, Acronym] = {}
    for index, passage in enumerate(draft.passages):
        explained = {start: (short, long) for start, short, long in _explained(draft.passages, index)}
        for found in _WORD.finditer(passage.text):
            short = letters(found[0])
            named, long = explained.get(found.start(), ("", ""))
            if not short or short.lower() in ordinary or KNOWN.fullmatch(short) or (_is_shouted(passage.text) and not named):
                continue
            acronym = out.setdefault(short, Acronym())
            uses = acronym.used if not named else acronym.expanded if matches(short, long) else acronym.near
            uses.append(Use(short, index, passage, found.start(), long))
    return out


def letters(word: str) -> str:
    """The acronym without a plural "s", or "" if the word is not an acronym."""
    word = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
    capitals = sum(letter.isupper() for letter in word)
    return word if capitals >= 2 and capitals * 2 > len(word) and not _ROMAN.fullmatch(word) else ""


def _is_shouted(text: str) -> bool:
    """Whether a line is mostly in capitals, so that they tell nothing about its words."""
    words = [word for word in _PIECE.findall(text) if len(word) > 1]
    return text.isupper() or (sum(word.isupper() for word in words) * 2 > len(words) and len(words) > 1)


def _explained(passages: tuple[Passage, ...], index: int) -> Iterator[tuple[int, str, str]]:
    """The acronyms in a passage that are given with a full name: the offset of each, the acronym and the name."""
    passage = passages[index]
    for found in _BRACKETED.finditer(passage.text):
        long = _before(passage.text[max(0, found.start() - 200) : found.start()])
        if len(long.split()) > 1:
            yield found.start("short"), found["short"], long
    for found in _AFTER.finditer(passage.text):
        name = found["long"] or found["name"]
        if name is None or matches(letters(found["short"]), name):
            yield found.start("short"), found["short"], name or found["short"]
    for found in _KNOWN_AS.finditer(passage.text):
        long = _before(passage.text[max(0, found.start() - 200) : found.start()])
        if matches(letters(found["short"]), long):
            yield found.start("short"), found["short"], long
    label = _LABEL.match(passage.text)
    if label and matches(letters(label["short"]), label["long"]):
        yield 0, label["short"], label["long"]
    # In a table of abbreviations, the next cell gives the full name.
    following = passages[index + 1] if index + 1 < len(passages) else None
    if passage.kind == "cell" and following and following.kind == "cell" and matches(letters(passage.text), following.text):
        yield 0, passage.text, following.text


def _before(text: str) -> str:
    """The last words of the sentence before a bracket."""
    sentence = re.split(r"[.;:!?](?:\s|$)", text)[-1]
    return " ".join(sentence.split()[-_MAX_WORDS:])


def matches(short: str, long: str) -> bool:
    """Whether the letters of a short form are the initials of words of a name, in order, with few words skipped."""
    wanted = short.upper()
    first = [piece[0].upper() for piece in _PIECE.findall(long)]
    return bool(wanted) and (long == short or any(_in_order(wanted, first[start:]) for start, letter in enumerate(first) if letter == wanted[0]))


def _in_order(wanted: str, first: list[str]) -> bool:
    at = 0
    for letter in wanted:
        while at < len(first) and first[at] != letter:
            at += 1
        if at == len(first):
            return False
        at += 1
    return at <= 2 * len(wanted) + 1


def name_before(long: str) -> str:
    """The capitalised name at the end of the words before a bracket: "Child Death Panel" in "led by the Child Death Panel"."""
    words = long.split()
    start = len(words)
    while start and (words[start - 1][0].isupper() or words[start - 1].lower() in _SMALL):
        start -= 1
    while start < len(words) and (not words[start][0].isupper() or words[start].lower() in _SMALL):
        start += 1
    return " ".join(words[start:])


def initials(name: str) -> str:
    """The initials of a name, without words such as “of”."""
    return "".join(piece[0].upper() for piece in _PIECE.findall(name) if piece.lower() not in _SMALL)


def known_shorts(draft: Draft) -> frozenset[str]:
    """The words of the short forms in the facts."""
    return frozenset(word for body in draft.known_bodies for word in _PIECE.findall(body.short or ""))

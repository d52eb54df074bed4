"""The boards, groups and committees that a draft mentions, and which of them it introduces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.draft import Draft, Passage, sentences
from docgen.checks.rules._definitions import definitions
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position

Key = tuple[frozenset[str], str]
"""What identifies a body: the significant words of its name, and its kind, such as "board"."""

_KIND = "(?:Sub-?)?(?:Board|Committee|Executive|Forum|Group|Panel|Partnership)"
_TOKEN = r"[A-Z][\w’'-]*"
_KINDS = re.compile(rf"(?<![\w’'-]){_KIND}(?![\w-])")
_NAME = re.compile(rf"(?<![\w’'&-])(?:{_TOKEN} (?:(?:and|&|of|for|in) )?){{0,12}}?(?<!Chief ){_KIND}(?![\w-])(?! [A-Z])")
_WORD = re.compile(_TOKEN)
_BEFORE_NAMES = re.compile(
    "A|All|An|Another|Any|As|At|Both|Each|Every|For|From|If|In|No|Our|Such|That|The|These|This|To|When|Where|With|and|&|of|for|in",
)
_OF = re.compile(rf" of the (?P<rest>{_TOKEN}(?: {_TOKEN})*)")
_INTRODUCED = re.compile(r" ?\((?:the |[“\"‘']|[A-Z])|,? (?:\(?hereafter|known as|called) ")
_INTRODUCES = re.compile(
    r"(?:\b(?:[Aa]n?|[Aa]nother|known as|called|named|[Ee]stablish(?:es|ed)?|[Ss]et up|referred to as)(?: the| an?)? |\((?:the )?[“\"‘]?(?:the )?)$"
)
_ENDS = re.compile(r"\s*(?:$|[(:]|[–—-] )")
_LABELS = frozenset(["heading", "item", "cell"])


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a body, without its article: "Executive Group"; `of` is “Partnership” in “Board of the Partnership”."""

    text: str
    key: Key
    passage: Passage
    index: int
    start: int
    of: str = ""

    @property
    def position(self) -> Position:
        return self.passage.at(self.start)

    @property
    def before(self) -> str:
        return self.passage.text[max(0, self.start - 40) : self.start]

    @property
    def after(self) -> str:
        return self.passage.text[self.start + len(self.text) :][:40]

    @property
    def introduces(self) -> bool:
        """Whether this mention introduces the body: with a short form, as a label, or after words such as “a” or “known as”."""
        label = self.passage.kind in _LABELS and self.before.strip() in ("", "The", "the") and _ENDS.match(self.after)
        return bool(label or _INTRODUCED.match(self.after) or _INTRODUCES.search(self.before))

    @property
    def sentence(self) -> str:
        return next((text for start, text in sentences(self.passage.text) if start <= self.start < start + len(text)), self.passage.text)


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The bodies of a draft by key: all mentions in reading order, and the names of those that the draft or its facts introduce."""

    mentions: dict[Key, list[Mention]]
    introduced: dict[Key, str]
    shorts: dict[str, str]
    """The full name for each short form in words, such as “the Board”."""
    short_kinds: frozenset[str]
    """The kinds of the bodies that have a short form, to which "the Board" is likely to refer."""


@lru_cache(maxsize=4)
def bodies(draft: Draft) -> Bodies:
    """The bodies of a draft, cached for the rules that use them."""
    mentions: dict[Key, list[Mention]] = defaultdict(list)
    introduced: dict[Key, str] = {}
    shorts: dict[str, str] = {}
    kinds: set[str] = set()
    for body in draft.known_bodies:
        for text in filter(None, (body.name, body.short)):
            if key := key_of(text):
                introduced.setdefault(key, text)
        if body.short and (key := key_of(body.name)):
            kinds.add(key[1])
        if body.short and not body.short.isupper():
            shorts[body.short.removeprefix("the ").removeprefix("The ")] = body.name
    for index, passage in enumerate(draft.passages):
        for mention in _mentions(passage, index):
            mentions[mention.key].append(mention)
            if mention.introduces:
                introduced.setdefault(mention.key, mention.text)
            if (mention.index == 0 and mention.key[0]) or _INTRODUCED.match(mention.after):
                kinds.add(mention.key[1])
    for definition in definitions(draft):
        before = definition.before
        if full := next((text for text in reversed([found[0] for found in _NAME.finditer(before)]) if before.endswith(text)), ""):
            shorts[definition.term] = _stripped(full)
            kinds.update(definition.term.casefold().split())
    return Bodies(mentions, introduced, shorts, frozenset(kinds))


def key_of(name: str) -> Key | None:
    """The key of a body's name, or None if it names no body of these kinds."""
    found = _KINDS.search(name.rsplit(" ", 1)[-1])
    return _key(_WORD.findall(name)) if found else None


def _mentions(passage: Passage, index: int) -> Iterator[Mention]:
    text = passage.text
    if not _KINDS.search(text):
        return
    for found in _NAME.finditer(text):
        name = _stripped(found[0])
        start = found.end() - len(name)
        of = _OF.match(text, found.end()) if " " not in name else None
        words = _WORD.findall(name)
        if of:
            words = [*_WORD.findall(of["rest"]), *words]
        yield Mention(name + (of[0] if of else ""), _key(words), passage, index, start, of["rest"] if of else "")


def _stripped(name: str) -> str:
    """A name without a leading article, preposition or “and”."""
    words = name.split(" ")
    while len(words) > 1 and _BEFORE_NAMES.fullmatch(words[0]):
        words.pop(0)
    return " ".join(words)


def _key(words: list[str]) -> Key:
    plain = [re.sub(r"[’']", "", word.casefold()) for word in words]
    rest = (word.removesuffix("s") if len(word) > len("tees") else word for word in plain[:-1])
    return frozenset(rest), plain[-1].replace("sub-", "sub")

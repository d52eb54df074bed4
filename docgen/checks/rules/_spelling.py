"""The words of a text as a speller takes them, and which of them are unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from docgen.checks.draft import Draft, sentences
from docgen.checks.rules._british import BRITISH
from docgen.checks.rules._ise import with_s
from docgen.checks.rules._prose import prose
from docgen.checks.spelling.dictionary import edit_distance, is_known, suggestions, usual_words
from docgen.document.frozen import dataclass

_HYPHEN = "[-‐‑]"
_COMPOUND = re.compile(
    r"(?<![-‐‑\w@#$£€&.~\\·)\]…\u00ad\u200b\u2060])(?<!\w['’])"
    r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*+"
    r"(?!\((?!s\))|[-‐‑\w@\\…\u00ad\u200b\u2060]|[.:]\w|['’]\w)"
)
_PATH = re.compile(r"(?<![\w./-])(?:(?:[\w-]+(?:\.[\w-]+)+|~)?/\S+|[\w-]+(?:/[\w-]+)+\.\w\S*)")
_PIECE = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"(?:^|[.!?])[\W\d_]{0,12}([^\W\d_]+)")
_CAPITAL = re.compile(r"(?:(?<=[\w,;:)“‘’&(/–—-] )|(?<=[(“‘/-]))[A-Z][^\W\d_]+")
_QUOTED = re.compile(r"(?<!\w)[“‘\"'](?P<words>[^\W\d_][\w-]*(?: [\w-]+){0,2})[”’\"'](?!\w)")
_PREFIXES = frozenset({
    "anti", "counter", "cyber", "eco", "extra", "infra", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "pan",
    "para", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "semi", "socio", "sub", "supra", "trans", "tri", "ultra", "uni",
})  # fmt: skip
_ROMAN = re.compile(r"[ivxlc]+")
_OWNERS = re.compile(r"(?:children|women)s")
"""Words that lack an apostrophe, of which another rule tells."""
_DERIVED = re.compile(r"(?:non(?=.{5})|un(?=.{3,}(?:ed|ing|able|ably))|re(?=.{4,}(?:ed|ing|able|ation)))(?P<word>.+)")
"""Words that may be made of others at any time, with what they are made of."""
_SHORTEST = 3
_FOREIGN, _SAMPLE = 3, 5
"""So many unknown words in a row, or in a text of which they are half, may be of another language, as so many of them tell."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offset in a text, in small letters; `opens` if it has a capital as the first word of a sentence. `index` counts compounds."""

    text: str
    start: int
    opens: bool
    index: int


def compounds(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text with their offsets, hyphens and apostrophes within them; not what is part of an address, of code or of a number."""
    bare = _PATH.sub(lambda found: "·" * len(found[0]), prose(text))
    for found in _COMPOUND.finditer(bare):
        yield found.start(), found[0]


def unknown(text: str, draft: Draft) -> list[Word]:
    """The words of a text that are spelt wrong, as far as lists, the dictionary and the draft itself can tell; parts of a compound are words."""
    out = [part for word in _unusual(text) for part in _wrong(word, draft)]
    if len(out) < _FOREIGN:
        return out
    place = {index: at for at, index in enumerate(dict.fromkeys(word.index for word in out))}
    runs = [list(run) for _, run in groupby(out, key=lambda word: word.index - place[word.index])]
    if len(out) * 2 >= sum(1 for _ in compounds(text)):
        runs.append(out)
    return [] if any(len(run) >= _FOREIGN and _is_foreign(run) for run in runs) else out


def _is_foreign(run: list[Word]) -> bool:
    """Whether words are of another language: misspelt ones are, for the most part, one letter away from a word."""
    some = run[:_SAMPLE]
    return sum(any(edit_distance(word.text, each) == 1 for each in suggestions(word.text)) for word in some) * 2 < len(some)


@lru_cache(maxsize=16_384)
def _unusual(text: str) -> tuple[Word, ...]:
    """The compounds of a text that are not made of usual words alone. Those with capitals are names, but where a sentence begins."""
    # Most texts have no other words in small letters, and none that begins a sentence: they are never parted with care.
    pieces = [piece for piece in _PIECE.findall(text) if piece.islower()]
    if usual_words().issuperset(pieces) and usual_words().issuperset(first.lower() for first in _FIRST.findall(text)):
        return ()
    out: list[Word] = []
    for index, (start, compound) in enumerate(compounds(text)):
        if compound[1:].islower() and not usual_words().issuperset(_PIECE.findall(small := compound.lower().replace("’", "'"))):
            opens = compound[0].isupper()
            if not opens or _opens(text, start, start + len(compound)):
                out.append(Word(small, start, opens, index))
    return tuple(out)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a word is the first of a sentence and a small letter follows, so that its capital need not be that of a name."""
    begins = max((at for at, _ in sentences(text) if at <= start), default=0)
    return not _PIECE.search(text, begins, start) and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _wrong(word: Word, draft: Draft) -> Iterator[Word]:
    """The parts of a compound that are unknown; none if it is known as a whole."""
    whole = word.text.removesuffix("'s")
    joined = re.sub(_HYPHEN, "", whole)
    if joined in usual_words():
        return
    parts: list[Word] = []
    at = 0
    for part in re.split(_HYPHEN, whole):
        if not (len(part) < _SHORTEST or part in _PREFIXES or _ROMAN.fullmatch(part) or part in usual_words()):
            parts.append(Word(part, word.start + at, word.opens and not at, word.index))
        at += len(part) + 1
    wrong = [part for part in parts if not (part.text in own(draft) or _is_right(part.text))]
    if wrong and not any(form in own(draft) or is_known(form) for form in {whole, word.text, joined}):
        yield from wrong


def _is_right(word: str) -> bool:
    """Whether a word is known, or is told of by another rule."""
    if word in BRITISH or _OWNERS.fullmatch(word) or is_known(word):
        return True
    derived = _DERIVED.fullmatch(word)
    return any(is_known(other) for other in (with_s(word), derived and derived["word"]) if other)


def meant(word: str) -> tuple[str, ...]:
    """Up to three words that an unknown one may stand for: with a hyphen behind its prefix, or one that is spelt nearly so."""
    rests = [(prefix, word.removeprefix(prefix)) for prefix in _PREFIXES if word.startswith(prefix)]
    parted = [f"{prefix}-{rest}" for prefix, rest in rests if len(rest) >= _SHORTEST and _is_right(rest)]
    return tuple(sorted(parted)) or suggestions(word)


@lru_cache(maxsize=4)
def own(draft: Draft) -> frozenset[str]:
    """The words that a draft may have: of names within sentences and in the facts, in quotation marks, and those that the repository accepts."""
    out = set(draft.words)
    for passage in draft.passages:
        if passage.kind not in ("title", "heading"):
            out.update(_CAPITAL.findall(passage.text))
        for found in _QUOTED.finditer(passage.text):
            out.update(_PIECE.findall(found["words"]))
    if draft.partnership:
        revision = draft.partnership.revision
        for body in (revision.partnership, *revision.parties.values(), *revision.groups.values(), *revision.terms.values()):
            out.update(_PIECE.findall(f"{body.name} {body.short or ''}"))
    return frozenset(word.casefold() for word in out)

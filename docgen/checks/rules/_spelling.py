"""Split a text into words for spell-checking, and find the unknown ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from docgen.checks.draft import Draft, sentences
from docgen.checks.rules._ise import with_s
from docgen.checks.rules._prose import masked, prose
from docgen.checks.spelling.dictionary import edit_distance, is_known, suggestions, usual_words
from docgen.document.british_spelling import BRITISH
from docgen.document.frozen_dataclass import dataclass

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
_REPORTED = re.compile(r"(?:children|women)s|tb[acd]|x{2,}")
"""Words that other rules report: those that lack an apostrophe, and marks such as "tbc"."""
_DERIVED = re.compile(r"(?:non(?=.{5})|un(?=.{3,}(?:ed|ing|able|ably))|re(?=.{4,}(?:ed|ing|able|ation)))(?P<word>.+)")
"""Words formed with a prefix that can be added freely, and the word without it."""
_SHORTEST = 3
_FOREIGN, _SAMPLE = 3, 5
"""How many unknown words, in a row or making up half a text, may be in another language, and how many of them to test."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case with its offset; `opens` if it is capitalised as the first of a sentence. `index` counts compounds."""

    text: str
    start: int
    opens: bool
    index: int


def compounds(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text with their offsets, including hyphens and apostrophes, but not parts of addresses, code or numbers."""
    for found in _COMPOUND.finditer(masked(_PATH, prose(text))):
        yield found.start(), found[0]


def unknown(text: str, draft: Draft) -> list[Word]:
    """The words, or parts of compounds, that are in neither the lists, the dictionary nor the draft's own_words words."""
    out = [part for word in _unusual(text) for part in _wrong(word, draft)]
    if len(out) < _FOREIGN:
        return out
    place = {index: at for at, index in enumerate(dict.fromkeys(word.index for word in out))}
    runs = [list(run) for _, run in groupby(out, key=lambda word: word.index - place[word.index])]
    if len(out) * 2 >= sum(1 for _ in compounds(text)):
        runs.append(out)
    return [] if any(len(run) >= _FOREIGN and _is_foreign(run) for run in runs) else out


def _is_foreign(run: list[Word]) -> bool:
    """Whether words are in another language: most misspelt words are one letter away from a real one."""
    sample = run[:_SAMPLE]
    return sum(any(edit_distance(word.text, each) == 1 for each in suggestions(word.text)) for word in sample) * 2 < len(sample)


@lru_cache(maxsize=16_384)
def _unusual(text: str) -> tuple[Word, ...]:
    """The compounds of a text with a word that is not usual, without capitalised names inside sentences."""
    # Most texts have only usual words in lower case and at the beginning of sentences, and need no closer look.
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
    """Whether a word is the first of a sentence and the next is in lower case, so that its capital need not mark a name."""
    start_of_sentence = max((at for at, _ in sentences(text) if at <= start), default=0)
    return not _PIECE.search(text, start_of_sentence, start) and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _wrong(word: Word, draft: Draft) -> Iterator[Word]:
    """The unknown parts of a compound, or none if it is known as a whole."""
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
    wrong = [part for part in parts if not (part.text in own_words(draft) or _is_right(part.text))]
    if wrong and not any(form in own_words(draft) or is_known(form) for form in {whole, word.text, joined}):
        yield from wrong


def _is_right(word: str) -> bool:
    """Whether a word is known, or is reported by another rule."""
    if word in BRITISH or _REPORTED.fullmatch(word) or is_known(word):
        return True
    derived = _DERIVED.fullmatch(word)
    return any(is_known(other) for other in (with_s(word), derived and derived["word"]) if other)


def meant(word: str) -> tuple[str, ...]:
    """Up to three corrections of an unknown word: with a hyphen after its prefix, or similarly spelt words."""
    rests = [(prefix, word.removeprefix(prefix)) for prefix in _PREFIXES if word.startswith(prefix)]
    hyphenated = [f"{prefix}-{rest}" for prefix, rest in rests if len(rest) >= _SHORTEST and _is_right(rest)]
    return tuple(sorted(hyphenated)) or suggestions(word)


@lru_cache(maxsize=4)
def own_words(draft: Draft) -> frozenset[str]:
    """The words allowed in a draft: those of names in sentences and facts, those in quotation marks, and those that the repository accepts."""
    out = set(draft.words)
    for passage in draft.passages:
        if passage.kind not in ("title", "heading"):
            out.update(_CAPITAL.findall(passage.text))
        for found in _QUOTED.finditer(passage.text):
            out.update(_PIECE.findall(found["words"]))
    for body in draft.known_bodies:
        out.update(_PIECE.findall(f"{body.name} {body.short or ''}"))
    return frozenset(word.casefold() for word in out)

"""Recognise runs of words in other languages by words that English does not have (`own`), and others that it also has (`also`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from docgen.document.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class _Known:
    """A language; a word with one of its `letters` counts as an own word if there is a real one near by."""

    name: str
    tag: str
    own: frozenset[str]
    also: frozenset[str]
    letters: frozenset[str]


def _known(name: str, tag: str, own: str, also: str, letters: str) -> _Known:
    return _Known(name, tag, frozenset(own.split()), frozenset(also.split()), frozenset(letters))


_WELSH = """
    ac bod bydd byddai cael drwy dros eich ein eu ei ers fel gael gan ger gyda hefyd heb holl hwn hyn hynny mae megis mewn nad neu nid ond os pob rhaid rhwng
    sydd sy trwy unrhyw wedi wrth ydy yw ym yn yng ynghyd yr addysg awdurdod awdurdodau bartneriaeth bwrdd bwrdeistref byrddau cenedlaethau cenedlaethol chymru
    comisiynydd cyhoeddus cymdeithasol cymraeg cymru cymuned cyngor cynghorau cynllun cytundeb ddeddf dealltwriaeth deddf deddfau dyfodol dinas fwrdd
    genedlaethol gofal gogledd gorllewin gwasanaeth gwasanaethau gymraeg gymru gyhoeddus gynllun heddlu iaith iechyd leol lleol llesiant llywodraeth lywodraeth
    memorandwm parc partneriaeth prifysgol pobl senedd sirol wasanaethau ysgol ysgolion"""
_FRENCH = """
    aux avec cette ces dans des du elle entre est et être ils le les leur leurs nous ont pour que qui sans selon sont une vous conseil doit doivent droit
    enfants européenne ministère société"""
_POLISH = "będzie dla dzieci jest jako lub może nie oraz praw przez przy przed rada są się tego tej tym więc zgodnie że która które który którzy"
_LANGUAGES = (
    _known("Welsh", "cy", _WELSH, "a am ar at er i n o plant r sir un y", "âêîôûŵŷ"),
    _known("French", "fr", _FRENCH, "au ce d de en il l la ne on ou par pas plus qu sa se ses son sur un à", "çéèêàùœ"),
    _known("Polish", "pl", _POLISH, "a do i na o od po u w z za", "ąćęłńśźż"),
)
_OWN = frozenset[str]().union(*(known.own for known in _LANGUAGES))
_ENGLISH = re.compile(
    "all|an|and|any|are|as|be|been|by|can|each|for|from|has|have|if|in|is|its?|may|must|not|of|or|shall|should|that|the|their|this|to|was|which|who|will|with",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s’'-]{1,3}")
_OTHER_SCRIPT = (
    "\u0370-\u1cff\u1f00-\u1fff\u2c80-\u2dff\u3040-\ua71f\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefc"
    "\U00010800-\U0001cfff\U0001e000-\U0001e95f\U00020000-\U0003ffff"
)
_OTHER = re.compile(f"[{_OTHER_SCRIPT}]{{2,}}(?: [{_OTHER_SCRIPT}]+)*")
_NEAR = 4
"""The greatest distance between words of a language in one run."""

Run = tuple[int, int, str, str]
"""Where the words start and end, the name of their language or script, and the language tag, "" for a script."""


@lru_cache(maxsize=16_384)
def foreign(text: str) -> tuple[Run, ...]:
    """The runs of at least three words, mostly of one other language, and words in non-Latin letters; a single Greek letter is a symbol."""
    out: list[Run] = []
    if not text.isascii():
        out += [(found.start(), found.end(), f"in {_script(found[0])} letters", "") for found in _OTHER.finditer(text)]
    if not _OWN.isdisjoint(text.casefold().split()):
        for stretch in _stretches(text):
            best = max((_best(stretch, known) for known in _LANGUAGES), key=lambda row: row[0])
            if best[0]:
                out.append(best[1])
    return tuple(out)


def _script(words: str) -> str:
    name = unicodedata.name(next(character for character in words if character.isalpha()), "OTHER").split()[0]
    return "Chinese" if name == "CJK" else name.capitalize()


def _stretches(text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of words with no English word or punctuation among them."""
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if row and not _BETWEEN.fullmatch(text, row[-1].end(), word.start()):
            yield row
            row = []
        if _ENGLISH.fullmatch(word[0]):
            yield row
            row = []
        else:
            row.append(word)
    yield row


def _best(row: list[re.Match[str]], known: _Known) -> tuple[int, Run]:
    """The longest run in a stretch that is clearly in the language, with its number of words; 0 if there is none."""
    counts = [_weight(word, known, not index) for index, word in enumerate(row)]
    places = [index for index, count in enumerate(counts) if count > 1]
    best: tuple[int, Run] = (0, (0, 0, "", ""))
    while places:
        size = next((i for i in range(1, len(places)) if places[i] - places[i - 1] > _NEAR), len(places))
        first, last = places[0], places[size - 1]
        matching = sum(count > 0 for count in counts[first : last + 1])
        own = {row[index][0].casefold() for index in places[:size]}
        if matching > max(2, (last + 1 - first) / 2, best[0]) and len(own) > 1 and not own.isdisjoint(known.own):
            best = matching, (row[first].start(), row[last].end(), known.name, known.tag)
        places = places[size:]
    return best


def _weight(word: re.Match[str], known: _Known, first: bool) -> int:
    """2 for an own word of the language, 1 for one it shares with English, else 0; short capitalised words are names or abbreviations."""
    text = word[0].casefold()
    if (len(text) < 3 and not first and not word[0].islower()) or (1 < len(text) < 4 and word[0].isupper()):
        return 0
    return 2 if text in known.own or not known.letters.isdisjoint(text) else int(text in known.also)

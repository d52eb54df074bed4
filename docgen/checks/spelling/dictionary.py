"""Check spelling and suggest corrections."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
COMMON, LEGAL = FOLDER / "common.txt", FOLDER / "legal.txt"
_MAX_SUGGESTIONS = 3
_SHORTEST = 3
"""The shortest word, or part of a hyphenated word, that is suggested."""
_MAX_DISTANCE = 2
"""Suggestions that differ in more letters are unlikely; if one differs only in capitals, so are all others."""


def is_known(word: str) -> bool:
    """Whether a word, in lower case with straight apostrophes, is in the lists or the dictionary; accents are ignored."""
    return word in usual_words() or is_in_dictionary(word)


@cache
def usual_words() -> frozenset[str]:
    """The words of both lists, the single letters, and endings such as the “ll” of “they’ll”."""
    return frozenset([*listed(COMMON), *listed(LEGAL), *"abcdefghijklmnopqrstuvwxyz", "ll", "re", "ve"])


def listed(path: Path) -> list[str]:
    """The words of a list: one per line, after comment lines that begin with #."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@cache
def is_in_dictionary(word: str) -> bool:
    """Whether the dictionary or the legal list has the word."""
    return bool(_hunspell().spell("".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))))


@cache
def suggestions(word: str) -> tuple[str, ...]:
    """Up to three likely corrections, the likeliest first. The dictionary, which is slow, is asked only if no usual word is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    usual = process.extract(word, sorted(each for each in usual_words() if len(each) >= _SHORTEST), scorer=OSA.distance, score_cutoff=1, limit=_MAX_SUGGESTIONS)
    if usual:
        return tuple(other for other, _, _ in usual)
    found = [other for other in _hunspell().suggest(word) if all(len(part) >= _SHORTEST for part in re.split("[ -]", other))]
    distances = {other: edit_distance(word, other.casefold()) for other in found}
    limit = _MAX_DISTANCE if all(distances.values()) else 0
    near = sorted((other for other in distances if distances[other] <= limit), key=lambda other: (distances[other], other not in usual_words()))
    return tuple(near[:_MAX_SUGGESTIONS])


def edit_distance(one: str, other: str) -> int:
    """The least number of insertions, deletions, substitutions and swaps of adjacent letters that turn one word into the other (optimal string alignment)."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)


@cache
def _hunspell() -> Any:
    dictionary = hunspell_dictionary()
    for word in listed(LEGAL):
        dictionary.add(word)
    return dictionary


def hunspell_dictionary() -> Any:
    """The dictionary alone. Loading it takes as long as checking a memorandum, so it is loaded only for texts with unusual words."""
    from hunspell import Hunspell

    return Hunspell("en_GB", hunspell_data_dir=str(FOLDER), system_encoding="UTF-8")

"""Whether a word is spelt right, and which words may have been meant."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
COMMON, LEGAL = FOLDER / "common.txt", FOLDER / "legal.txt"
_MOST = 3
_SHORTEST = 3
"""No shorter word, and no part of one, is suggested."""
_FAR = 2
"""A suggestion that differs in more letters than this was hardly meant; where one differs in capitals alone, no other was."""


def is_known(word: str) -> bool:
    """Whether the lists or the dictionary have the word, which is in small letters with plain apostrophes; accents do not matter."""
    return word in usual_words() or is_in_dictionary(word)


@cache
def usual_words() -> frozenset[str]:
    """The words of the two lists, with the single letters and the endings that apostrophes leave."""
    return frozenset([*listed(COMMON), *listed(LEGAL), *"abcdefghijklmnopqrstuvwxyz", "ll", "re", "ve"])


def listed(path: Path) -> list[str]:
    """The words of a list: one a line, below lines that begin with # and say what it is."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@cache
def is_in_dictionary(word: str) -> bool:
    """Whether the dictionary or the legal list has the word."""
    return bool(_hunspell().spell("".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))))


@cache
def suggestions(word: str) -> tuple[str, ...]:
    """Up to three words that may have been meant, the likeliest first: usual words before others, which are slow to find."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(word, sorted(each for each in usual_words() if len(each) >= _SHORTEST), scorer=OSA.distance, score_cutoff=1, limit=_MOST)
    if near:
        return tuple(other for other, _, _ in near)
    found = [other for other in _hunspell().suggest(word) if all(len(part) >= _SHORTEST for part in re.split("[ -]", other))]
    far = {other: edit_distance(word, other.casefold()) for other in found}
    most = _FAR if all(far.values()) else 0
    return tuple(sorted((other for other in far if far[other] <= most), key=lambda other: (far[other], other not in usual_words()))[:_MOST])


def edit_distance(one: str, other: str) -> int:
    """How many letters are to be put in, taken out, replaced or changed for their neighbours to make one word of the other."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)


@cache
def _hunspell() -> Any:
    made = hunspell_dictionary()
    for word in listed(LEGAL):
        made.add(word)
    return made


def hunspell_dictionary() -> Any:
    """The dictionary alone. Reading it takes as long as checking a memorandum, so that only a text with an unusual word does it."""
    from hunspell import Hunspell

    return Hunspell("en_GB", hunspell_data_dir=str(FOLDER), system_encoding="UTF-8")

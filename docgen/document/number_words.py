"""Numbers written in words, or in words and figures."""

from __future__ import annotations

_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VALUES = {word: number for number, word in enumerate(_ONES)} | _TENS
_TIMES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_GREAT = f"(?:hundred|{'|'.join(_TIMES)})"
SMALL = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[1:10])})|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
"""A pattern for the numbers from zero to ninety-nine in words."""
WORDS = rf"(?:(?:{SMALL}|an?)(?:[- ]{_GREAT}(?:,? (?:and )?{SMALL}\b)?)+|{SMALL})"
"""A pattern for whole numbers in words."""


def value(text: str) -> int:
    """The value of a number in words that match `WORDS`, or in figures."""
    if text.isdigit():
        return int(text)
    total = current = 0
    for word in text.lower().replace("-", " ").replace(",", " ").split():
        if word in _TIMES:
            total, current = total + max(current, 1) * _TIMES[word], 0
        else:
            current = max(current, 1) * 100 if word == "hundred" else current + _VALUES.get(word, word in ("a", "an"))
    return total + current

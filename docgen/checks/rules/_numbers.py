"""Numbers written in words."""

from __future__ import annotations

_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VALUES = {word: number for number, word in enumerate(_ONES)} | _TENS
WORDS = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[1:10])})|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
"""A pattern for the numbers from zero to ninety-nine in words."""


def value(text: str) -> int:
    """The value of a number in words that match `WORDS`, or in figures."""
    return int(text) if text.isdigit() else sum(_VALUES[word] for word in text.lower().replace("-", " ").split())

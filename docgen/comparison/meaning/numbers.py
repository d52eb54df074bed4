"""Numbers in figures and in words, the bounds before them, and the form of a reader of quantities."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from docgen.document.number_words import WORDS, value

Quantity = tuple[str, Any]
"""What a quantity is, as the findings name it, and its value."""
Reader = Callable[[re.Match[str]], Quantity | None]
"""Gives the quantity that a pattern found, or None if it is none after all."""
Row = tuple[str, Reader, tuple[str, ...]]
"""A pattern, its reader, and texts in lower case of which each match has one, so that other texts need no reading."""
Readers = tuple[tuple[re.Pattern[str], Reader, tuple[str, ...]], ...]

TAKEN = "\N{SECTION SIGN}"
"""Stands in the place of each letter that has been read, so that nothing is read twice."""
FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
NUMBER = rf"(?:(?<![\w.]){FIGURES}|\b{WORDS}\b)"
A = r"(?:\ban?\b)"
_BOUNDS = {
    "most": "within|(?:no|not) (?:later|more|longer) than|up to|at (?:the )?most|not exceeding|less than|fewer than|under|a maximum of",
    "least": r"at (?:the )?(?:very )?least|(?:no|not) (?:less|fewer|earlier) than|a minimum of|more than|over|exceeding",
    "after": "after|following",
    "before": "before|prior to",
}
BOUND = rf"(?:\b(?P<bound>{'|'.join(_BOUNDS.values())})\s(?:the (?:next|following) |a (?:further )?period of |the |a (?:sum|total) of )?)?"


def number(text: str) -> Fraction:
    """The value of a number in figures or in words; “a” is one."""
    figures = text.replace(",", "")
    return Fraction(figures) if figures[:1].isdigit() else Fraction(value(text))


def bound(match: re.Match[str]) -> str:
    """Whether a value is the most or the least that is allowed, or something comes before or after it; "" if none of these."""
    words = (match["bound"] or "").casefold()
    return next((name for name, pattern in _BOUNDS.items() if words and re.fullmatch(pattern, words)), "")


def compiled(*rows: Row, flags: re.RegexFlag = re.IGNORECASE) -> Readers:
    """The readers with their patterns, in the order in which they read."""
    return tuple((re.compile(pattern, flags), reader, needs) for pattern, reader, needs in rows)

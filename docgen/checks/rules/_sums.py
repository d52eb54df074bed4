"""Sums of money in sentences: their amounts, and the words that say one is the total of others or a share of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.document.frozen_dataclass import dataclass

_SCALE = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
MONEY = r"[£€$]\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:k|m|thousand|million)\b)?"
_PARTS = re.compile(r"(?P<sign>[£€$])\s?(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:\s?(?P<scale>k|m|thousand|million)\b)?", re.IGNORECASE)
INEXACT = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|of which|includ\w+|up to|at least|at most|more than|less than|over|under|exceed\w*|minimum"
    r"|maximum|remain\w*|balance|rest|other|further|additional|plus|less|minus|after|before|or|each|per(?! cent)|every|annual\w*|increas\w*|reduc\w*"
    r"|estimate\w*|part)\b",
    re.IGNORECASE,
)
"""Words after which sums need not add up."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money in a text, with its start and end, and its sign ("£")."""

    start: int
    end: int
    sign: str
    value: Decimal


def sums(text: str) -> Iterator[Sum]:
    """The amounts of money in a text."""
    for found in _PARTS.finditer(text):
        value = Decimal(found["digits"].replace(",", "")) * _SCALE[(found["scale"] or "").casefold()]
        yield Sum(found.start(), found.end(), found["sign"], value)


def only_sum(text: str) -> Sum | None:
    """The amount in a text that has one; None if it has none or several."""
    found = list(sums(text))
    return found[0] if len(found) == 1 else None


def printed(sign: str, value: Decimal) -> str:
    """£76,500, £0.50."""
    return f"{sign}{value:,.0f}" if value == value.to_integral_value() else f"{sign}{value:,.2f}"

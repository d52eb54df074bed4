"""The values that facts are parsed into: dates, sums, percentages, periods, Markdown, tables."""

from __future__ import annotations

import datetime
import re
from dataclasses import field
from decimal import Decimal
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day, a month (`day` 0) or a year (`month` 0 too)."""

    year: int
    month: int = 0
    day: int = 0

    def start(self) -> datetime.date:
        """The first day that the date covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def is_past(self, day: Date) -> bool:
        """Whether everything that the date covers lies before `day`."""
        known = [part for part in (self.year, self.month, self.day) if part]
        return known < [day.year, day.month, day.day][: len(known)]

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Percent:
    amount: Decimal


class Whole(int):
    """A whole number that a file gives. It is true in a condition even if it is 0, as every value that is given is."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Duration:
    """`unit` is singular: "working day"."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown that is parsed but not yet filled in: the blocks of a clause template."""

    blocks: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table's rows, each a mapping; `columns` holds (key, heading)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[dict[str, Any], ...]

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Target:
    """A section, figure or table to refer to."""

    id: str
    position: Position | None = field(default=None, compare=False)


UNITS = ("minute", "hour", "working day", "calendar day", "day", "week", "month", "term", "quarter", "year")
_DURATION = re.compile(rf"(\d{{1,6}}|an?|one) ({'|'.join(UNITS)})s?", re.ASCII)
_MONEY = re.compile(r"(?:(?P<code>[A-Z]{3}) ?|(?P<sign>[£€$]))?(?P<amount>\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?P<part>\.\d{2})?", re.ASCII)
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", None: "GBP"}


DATE_EXPECTED = "a date that exists, written year-month-day: 2019-09-30, 2019-09 or 2019"
"""What a person must write for a date."""


def date(text: str) -> Date:
    """Parse `2019-09-30`, `2019-09` or `2019`. Raises ValueError for anything else, and for days that do not exist."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) or 0 in map(int, text.split("-")):
        raise ValueError(text)
    value = Date(*map(int, text.split("-")))
    value.start()
    return value


def money(text: str) -> Money:
    """Parse `68500`, `£68,500` or `EUR 1200.50`. Raises ValueError for anything else."""
    if not (found := _MONEY.fullmatch(text)):
        raise ValueError(text)
    amount = Decimal(found["amount"].replace(",", "") + (found["part"] or ""))
    return Money(amount, found["code"] or _SIGNS[found["sign"]])


def percent(text: str) -> Percent:
    """Parse `12`, `12.5` or `12%`. Raises ValueError for anything else."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,4})? ?%?", text, re.ASCII):
        raise ValueError(text)
    return Percent(Decimal(text.rstrip(" %")))


def duration(text: str) -> Duration:
    """Parse `15 working days` or `1 year`. Raises ValueError for anything else."""
    if not (found := _DURATION.fullmatch(text)):
        raise ValueError(text)
    return Duration(int(found[1]) if found[1].isdigit() else 1, found[2])

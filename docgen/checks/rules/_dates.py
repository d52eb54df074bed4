"""Dates written out in drafts, and the date of a draft itself."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.document.frozen_dataclass import dataclass
from docgen.document.values import Date
from docgen.formats.printed_values import Language

_NUMBERS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTH = "|".join(name for name in calendar.month_name if name)
_WRITTEN = re.compile(rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_ALONE = re.compile(rf"\(?(?:date|dated|signed on)?:?\s*(?:{_WRITTEN.pattern})\)?\.?", re.IGNORECASE)
_FRONT = 12
"""The passages at the beginning of a text that may hold its date."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text: its start, end, words and value; `date` is None for a day that does not exist."""

    start: int
    end: int
    text: str
    date: Date | None


def written(text: str) -> Iterator[Written]:
    """The dates in a text that have the name of a month and a year."""
    for found in _WRITTEN.finditer(text):
        yield Written(found.start(), found.end(), found[0], _value(found))


def _value(found: re.Match[str]) -> Date | None:
    day, month, year = int(found["day"] or 0), _NUMBERS[found["month"].casefold()], int(found["year"])
    exists = not found["day"] or 1 <= day <= calendar.monthrange(year, month)[1]
    return Date(year, month, day) if exists else None


_LAST = ("thirty-first", "thirtieth", "twenty-ninth")
_SHORT = "|".join(f"{name[:4]}|{name[:3]}" if name == "September" else name[:3] for name in calendar.month_name if name)
_YEARS = r"(?:19|20)\d\d"
_NOT_DAY = r"(?<!\bsection )(?<!\bissue )(?<!\bform )(?<!\bpart )(?<!\bpage )(?<!\bno )(?<!\bno\. )(?<!\bversion )(?<!\bappendix )(?<!\bregulation )"
_DAY_FIRST = re.compile(
    rf"{_NOT_DAY}(?<![\w.,/£$€-])(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?|(?P<word>{'|'.join(_LAST)}))(?: day)?\s+(?:of\s+)?"
    rf"(?P<month>(?i:{MONTH})|(?:{_SHORT})\b\.?)(?:,?\s+(?P<year>{_YEARS}))?(?![\w-])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH}|(?:{_SHORT})\.?)\s+(?P<day>[0-3]?\d)(?:(?:st|nd|rd|th)\b(?:,?\s+(?P<year>{_YEARS})\b)?|,\s+(?P<after>{_YEARS})\b)"
)
_FIGURES = re.compile(
    rf"(?<![\w./-])(?:(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?:(?P=mark)(?P<year>{_YEARS})|/(?P<short>\d\d))"
    rf"|(?P<after>{_YEARS})-(?P<second>0[1-9]|1[0-2])-(?P<third>[0-3]\d))(?![\w/-]|\.\d)"
)


def impossible(text: str) -> Iterator[tuple[int, str]]:
    """The dates in a text that no calendar has, each with its start. 29 February needs its year to be one, and a modal "may" is no month."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _FIGURES):
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = parts["month"] or parts["second"]
            if month.islower() and month == "may":
                continue
            day = int(parts["day"] or parts.get("third") or 31 - _LAST.index((parts.get("word") or _LAST[0]).casefold()))
            year = int(parts["year"] or parts.get("after") or f"20{parts.get('short') or '00'}")
            if not 1 <= day <= calendar.monthrange(year, _number(month))[1]:
                yield found.start(), found[0].rstrip(".")


def _number(month: str) -> int:
    """The number of a month that is given by its name, by the beginning of its name, or in figures."""
    return int(month) if month.isdecimal() else next(number for name, number in _NUMBERS.items() if name[:3] == month[:3].casefold())


def own_date(draft: Draft) -> Date | None:
    """The date of a draft: from its facts, or alone on a line near the beginning."""
    if draft.date or draft.document is not None:
        return draft.date
    for passage in draft.passages[:_FRONT]:
        if found := _ALONE.fullmatch(passage.text.strip()):
            return _value(found)
    return None


def last_day(date: Date) -> Date:
    """The last day that a date covers."""
    month = date.month or 12
    return Date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def shown(date: Date) -> str:
    """30 September 2019."""
    return Language("en-GB").date(date)


def when(date: Date) -> str:
    """'on 30 September 2019', 'in September 2019'."""
    return f"{'on' if date.day else 'in'} {shown(date)}"

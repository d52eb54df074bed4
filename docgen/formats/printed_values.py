"""How a language prints values, the same in every format: dates, sums, numbers, periods and lists (Unicode CLDR, through Babel)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.values import Date, Duration, Money, Percent


@dataclass(frozen=True, slots=True)
class Language:
    """How one language shows values. `tag` is a BCP 47 tag."""

    tag: str

    @property
    def locale(self) -> Any:
        return _locale(self.tag)

    def date(self, value: Date, form: str = "long") -> str:
        """30 September 2019; September 2019 or 2019 if no more is known, or if `form` is "month" or "year"."""
        return _date(self.tag, value, form)

    def money(self, value: Money) -> str:
        """£68,500; with pence only if there are any."""
        from babel.numbers import format_currency

        whole = value.amount == value.amount.to_integral_value()
        # With currency_digits Babel would round to what the currency has coins for.
        return str(format_currency(value.amount, value.currency, "¤#,##0" if whole else "¤#,##0.00", locale=self.locale, currency_digits=False))

    def number(self, value: int | Decimal) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self.locale))

    def percent(self, value: Percent) -> str:
        from babel.numbers import format_percent

        return str(format_percent(value.amount / 100, format="#,##0.####%", locale=self.locale))

    def duration(self, value: Duration, words: bool = False) -> str:
        """15 working days, or fifteen working days. Written in English: CLDR has no working days."""
        count = self.words(value.count) if words else str(value.count)
        return f"{count} {value.unit}" + ("" if value.count == 1 else "s")

    def words(self, value: int) -> str:
        """fifteen."""
        return _words(self.tag, value)

    def joined(self, items: list[str], style: str = "and") -> str:
        """A, B and C."""
        from babel.lists import format_list

        return str(format_list(items, "or" if style == "or" else "standard", locale=self.locale))

    def joints(self, count: int, style: str = "and") -> tuple[str, ...]:
        """The text before, between and after the items of a list of `count` items, for three: "", ", ", " and ", ""."""
        return _joints(self, count, style)


@lru_cache(maxsize=8)
def _locale(tag: str) -> Any:
    from babel import Locale

    return Locale.parse(tag, sep="-")


@lru_cache(maxsize=1024)
def _words(tag: str, value: int) -> str:
    from num2words import num2words

    return str(num2words(value, lang=tag.replace("-", "_")))


@lru_cache(maxsize=1024)
def _joints(language: Language, count: int, style: str) -> tuple[str, ...]:
    return tuple(language.joined(["\ue000"] * count, style).split("\ue000"))


@lru_cache(maxsize=1024)
def _date(tag: str, value: Date, form: str) -> str:
    from babel.dates import format_date, format_skeleton

    if form == "year" or not value.month:
        return str(value.year)
    if form == "month" or not value.day:
        return str(format_skeleton("yMMMM", value.start(), locale=_locale(tag)))
    return str(format_date(value.start(), format=form, locale=_locale(tag)))

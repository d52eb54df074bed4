"""The sums of money and the shares that a text names."""

from __future__ import annotations

import re
from fractions import Fraction

from docgen.comparison.meaning.numbers import BOUND, FIGURES, NUMBER, A, Quantity, bound, compiled, number
from docgen.comparison.meaning.times import UNIT

_KIND = "sum or share"
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
_CURRENCY = {"£": "GBP", "€": "EUR", "$": "USD", "pound": "GBP", "euro": "EUR", "dollar": "USD", "gbp": "GBP", "eur": "EUR", "usd": "USD"}
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20}
_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
_SIGN = r"(?:(?<![\w%])(?P<sign>[-−+]))?"
_OF_MONEY = re.compile(r"\b(?:contributions?|shares?|costs?|fund(?:s|ing)?|budgets?|fees?|payments?|prices?|charges?|sums?)\b|[£€$]", re.IGNORECASE)
_DOWN = ("fall", "decreas", "reduc", "cut")


def _sum(match: re.Match[str]) -> Quantity:
    amount = number(match["sum"] or match["amount"]) * _TIMES.get((match["times"] or match["many"] or "").casefold(), 1)
    unit = (match["code"] or match["unit"]).casefold()
    if unit in ("pence", "p"):
        amount, unit = amount / 100, "gbp"
    return _KIND, (bound(match), _minus(match), amount, _CURRENCY[unit.rstrip("s")])


def _minus(match: re.Match[str]) -> str:
    return "-" if match["sign"] in ("-", "−") else ""


def _percent(match: re.Match[str]) -> Quantity:
    return _KIND, (bound(match), _minus(match), number(match["n"]) / 100)


def _ratio(match: re.Match[str]) -> Quantity:
    return _KIND, match[0].replace("/", ":").replace(" ", "")


def _fraction(match: re.Match[str]) -> Quantity | None:
    if match["one"]:
        return _KIND, ("", "", Fraction(*_SIGNS[match["one"]]))
    if match["over"]:
        return _KIND, ("", "", Fraction(int(match["top"]), int(match["over"])))
    part, count = match["part"].casefold(), match["n"]
    below = _PARTS[part.removesuffix("s")]
    # “Third” and “quarter” alone may be the third year, or three months.
    if not count and below > 2 and not part.endswith("s"):
        return None
    return _KIND, ("", "", (number(count) if count else Fraction(1)) / below)


def _equal(match: re.Match[str]) -> Quantity:
    return _KIND, "equal"


def _part(match: re.Match[str]) -> Quantity:
    return _KIND, ("", "", number(match["n"] or match["decimal"]))


def _direction(match: re.Match[str]) -> Quantity | None:
    """Whether contributions or costs rise or fall."""
    if not _OF_MONEY.search(match.string):
        return None
    return _KIND, "down" if match[0].casefold().startswith(_DOWN) else "up"


SUMS = compiled(
    (
        rf"{BOUND}{_SIGN}(?:(?P<code>[£€$]|\b(?:GBP|EUR|USD)\b)\s?(?P<sum>{FIGURES})(?:\s?(?P<times>k|m|bn|thousand|million|billion)\b)?"
        rf"|(?P<amount>{NUMBER})\s?(?:(?P<many>thousand|million|billion) )?(?P<unit>pounds?|euros?|dollars?|pence|p)\b)",
        _sum,
        ("£", "€", "$", "pound", "euro", "dollar", "pence", "p", "gbp", "eur", "usd"),
    ),
    (rf"{BOUND}{_SIGN}(?P<n>{NUMBER})\s?(?:%|per ?cent\b|percentage points?\b)", _percent, ("%", "cent")),
    (r"\b(?:(?:ris|increas|grow|fall|decreas|reduc)(?:es|ed|ing|e|s)?|cut)\b", _direction, ("ris", "increas", "grow", "fall", "decreas", "reduc", "cut")),
)
SHARES = compiled(
    (r"\b\d{1,2}\s?:\s?\d{1,2}(?:\s?:\s?\d{1,2})?(?= (?:split|ratio|basis|share))|\b(?:50[/:]50|[3-9]\d:\d\d)\b", _ratio, (":", "/")),
    (
        rf"(?P<one>[{''.join(_SIGNS)}])|(?<![\d/.])(?P<top>[1-9])/(?P<over>[2-9]|10)(?![\d/])"
        rf"|(?:(?P<n>{NUMBER}|{A})[ -])?\b(?P<part>half|halves|(?:{'|'.join(list(_PARTS)[2:])})s?)\b"
        rf"(?! (?:party|parties|sector|{UNIT})|[- ](?:an? )?(?:year|day|hour|term|yearly|party)|['’]s)",
        _fraction,
        (*_SIGNS, "/", "hal", *list(_PARTS)[2:]),
    ),
    (
        r"\bequal(?:ly)?(?: (?:shares?|parts?|proportions?|contributions?))?\b(?= ?(?:[.,;]|$|between|among|of|by|to|shared?))"
        r"|\bequal (?:shares?|parts?)\b",
        _equal,
        ("equal",),
    ),
)
PARTS = compiled(
    (
        r"(?<!version )(?<!section )(?<!paragraph )(?<!clause )(?<!table )(?<!figure )(?<![\w.(])"
        rf"(?:(?P<decimal>\d+\.\d+)(?![.\d])|(?P<n>{NUMBER})(?= of the (?:shares?|seats|votes|costs?|budget)\b))",
        _part,
        (".", " of the "),
    ),
)
"""Bare numbers, which are read after all that have a unit."""

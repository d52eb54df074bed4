"""The dates, the frequencies and the periods that a text names."""

from __future__ import annotations

import calendar
import re
from fractions import Fraction

from docgen.comparison.meaning.numbers import BOUND, NUMBER, TAKEN, A, Quantity, bound, compiled, number
from docgen.document.values import Date

UNIT = r"(?:minute|hour|day|week|fortnight|month|term|quarter|year)"
_MONTHS = {name.casefold(): month for month, name in enumerate(calendar.month_name) if name}
_MONTH = rf"(?:{'|'.join(name for name in calendar.month_name if name)})"
_YEAR = r"(?:1[6-9]|20)\d\d"
_SORT = r"(?:(?P<sort>working|business|calendar|clear|consecutive|school|full|financial|academic|municipal)\s)?"
_A_YEAR = {"minute": 525_600, "hour": 8_760, "day": 365, "week": 52, "fortnight": 26, "month": 12, "term": 3, "quarter": 4, "year": 1, "annum": 1, "night": 365}
_ADVERBS: dict[str, int | Fraction] = {
    **{"daily": 365, "weekly": 52, "fortnightly": 26, "monthly": 12, "termly": 3, "quarterly": 4, "annual": 1, "annually": 1, "yearly": 1},
    **{"half-yearly": 2, "biannual": 2, "biannually": 2, "bi-annual": 2, "bi-annually": 2, "triennial": Fraction(1, 3)},
    **{"biennial": Fraction(1, 2), "biennially": Fraction(1, 2)},
}
_CENTURIES = ("16", "17", "18", "19", "20")
_LEAD = "in|by|of|each|every|from|until|till|before|after|since|during|to|and|or|early|late|mid|end|next|last|following"
_NTH = r"(?:st|nd|rd|th)?"
_WRITTEN = (
    rf"(?:(?P<lead>\b(?:{_LEAD})[ -])|\b(?P<day>\d{{1,2}}){_NTH}(?: day)?(?: of)? )?\b(?P<month>{_MONTH})\b"
    rf"(?:\s(?P<day2>\d{{1,2}}){_NTH}\b(?!\s?(?:%|per|working|day|week|month)))?(?:,?\s(?P<year>{_YEAR})\b)?(?P<follow>(?= (?:and|or|to|until) {_MONTH}))?"
)
_NUMERIC = (
    rf"\b(?P<iso>{_YEAR})-(?P<iso_month>0\d|1[0-2])-(?P<iso_day>[0-3]\d)\b"
    rf"|(?<![\d/.])(?:(?P<day>[0-3]?\d)[/.-])?(?P<month>0?[1-9]|1[0-2])(?:/|\.|-)(?P<year>{_YEAR})\b(?![/.-]\d)"
)


def _numeric(match: re.Match[str]) -> Quantity:
    if match["iso"]:
        return "date", Date(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
    return "date", Date(int(match["year"]), int(match["month"]), int(match["day"] or 0))


def _years(match: re.Match[str]) -> Quantity:
    last = match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
    return "date", (int(match["first"]), int(last))


def _written(match: re.Match[str]) -> Quantity | None:
    month, day, year = match["month"], match["day"] or match["day2"], match["year"]
    # “May” and “March” may begin a sentence as verbs.
    if month in ("May", "March") and not (day or year or match["lead"] or match["follow"] is not None):
        return None
    return "date", Date(int(year or 0), _MONTHS[month.casefold()], int(day or 0))


def _named(match: re.Match[str]) -> Quantity:
    return "date", match[0].casefold()


def _end(match: re.Match[str]) -> Quantity:
    """The day on which a term ends, which is a limit of time too."""
    return "time limit", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", match["day"] or match["also"])


def _times(match: re.Match[str]) -> Quantity:
    word = match["count"].casefold()
    often = {"once": 1, "twice": 2, "thrice": 3}
    count = Fraction(often[word]) if word in often else number(word.removesuffix(" times"))
    return "frequency", (bound(match), count * _A_YEAR[match["unit"].casefold()], "")


def _every(match: re.Match[str]) -> Quantity:
    other = (match["other"] or "").casefold()
    ordinals = {"": 1, "other": 2, "second": 2, "third": 3, "fourth": 4}
    gap = Fraction(ordinals[other]) if other in ordinals else number(other)
    sort = (match["sort"] or "").casefold()
    return "frequency", ("", Fraction(_A_YEAR[match["unit"].casefold()]) / (gap or 1), sort)


def _meetings(match: re.Match[str]) -> Quantity:
    return "frequency", match[0].casefold()


def _adverb(match: re.Match[str]) -> Quantity:
    return "frequency", ("", Fraction(_ADVERBS[match["adverb"].casefold()]), "")


def _rate(match: re.Match[str]) -> Quantity:
    return "frequency", ("", Fraction(_A_YEAR[match["unit"].casefold()]), "")


def _period(match: re.Match[str]) -> Quantity | None:
    count = match["n"].casefold()
    if count in ("a", "an") and not (match["bound"] or match["lead"]):
        return None
    numbers = [number(text) for text in (count, match["again"], match["to"]) if text]
    unit, sort = match["unit"].casefold(), (match["sort"] or "").casefold()
    months, days = {"year": 12, "quarter": 3, "month": 1}.get(unit, 0), {"week": 7, "fortnight": 14}.get(unit, 0)
    if not sort and (months or days):
        numbers, unit = [each * (months or days) for each in numbers], "month" if months else "day"
    return "time limit", (bound(match), tuple(sorted(set(numbers))), unit, sort.replace("business", "working"))


def _clock(match: re.Match[str]) -> Quantity:
    return "time limit", match[0].casefold().replace(" ", "").replace(".", "")


def _speed(match: re.Match[str]) -> Quantity:
    return "time limit", match[0].casefold()


ENDS = compiled(
    (
        r"\b(?:expir|end|terminat|laps|clos)(?:es?|s|ed|ing)? (?:on|in|at the end of) (?P<day>[^,;.]*?\d{4}\b)"
        rf"|\b(?:until|till|by|(?:no|not) later than) (?P<also>\d{{1,2}}{_NTH} {_MONTH}(?: \d{{4}})?|{_MONTH}(?: \d{{4}})?)\b",
        _end,
        ("on ", "in ", "at ", "by ", "til", "than "),
    ),
)
"""The days on which terms end, which are dates too."""
DATES = compiled(
    (_NUMERIC, _numeric, _CENTURIES),
    (rf"\b(?P<first>{_YEAR})\s?(?:/|–|-|\bto\b)\s?(?P<last>{_YEAR}|\d\d)\b(?![/–-]\d)", _years, _CENTURIES),
    (_WRITTEN, _written, tuple(_MONTHS)),
    (r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", _named, ("day",)),
    (rf"(?<![\d/.,£€$])\b{_YEAR}\b(?![/.,]?\d|%|\s?(?:{UNIT})s?\b)", _named, _CENTURIES),
    flags=re.NOFLAG,
)
FREQUENCIES = compiled(
    (
        rf"{BOUND}\b(?P<count>once|twice|thrice|(?:{NUMBER}) times)(?: in)? (?:an?|each|every|per|any|one)"
        rf"(?: (?:calendar|financial|school|academic|municipal))? (?P<unit>{UNIT}|annum)\b",
        _times,
        ("once", "twice", "thrice", "times"),
    ),
    (rf"\b(?:every|each|per)(?: (?P<other>other|second|third|fourth|{NUMBER}))? {_SORT}(?P<unit>{UNIT}|annum|night)s?\b", _every, ("every", "each", "per")),
    (r"\b(?:every|each) (?:other|second|third) meeting\b", _meetings, ("meeting",)),
    (rf"\b(?P<adverb>{'|'.join(sorted(_ADVERBS, key=len, reverse=True))})\b", _adverb, tuple(_ADVERBS)),
    (rf"(?<={TAKEN}) (?:an?|per) (?P<unit>{UNIT}|annum)\b", _rate, (TAKEN,)),
)
PERIODS = compiled(
    (
        rf"{BOUND}(?P<lead>\b(?:within|for|of|after|in|by|than|over|under|next|further|least|further period of) )?(?P<n>{NUMBER}|{A})"
        rf"(?:\s?[(\[](?P<again>{NUMBER})[)\]])?(?:(?: to | or | and |–|-)(?P<to>{NUMBER}))?(?:\s|-){_SORT}(?P<unit>{UNIT})(?:s|['’]s|s['’])?\b"
        r"(?! old| of age|-old)",
        _period,
        tuple(_A_YEAR),
    ),
)
CLOCKS = compiled(
    (r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)|\b\d{1,2}:\d\d\b|\b(?:noon|midday|midnight)\b", _clock, ("m", ":")),
    (
        r"\b(?:immediately|forthwith|promptly|without (?:undue |unreasonable )?delay"
        r"|as soon as (?:is )?(?:reasonably )?(?:practicable|possible)|(?:no|not) later than)\b",
        _speed,
        ("immediately", "forthwith", "promptly", "delay", "soon", "later"),
    ),
)

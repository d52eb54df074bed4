"""A value read back from the words that a person typed for it. What could mean two things, or is not quite a value, is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from docgen.document import number_words, values
from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.formats.printed_values import Language

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f]+")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|circa|c\.|up to|at least|at most|more than|less than|nearly|over|under|some|or more|or less)\b|~|\+$", re.I
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = "|".join(f"{name}|{name[:3]}|{name[:4]}" for name in _MONTHS)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE = re.compile(
    rf"(?:(?P<week>{'|'.join(_DAYS)}),? )?(?:the )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})", re.I
)
_AMERICAN = re.compile(rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>\d{{4}})", re.I)
_SLASHED = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}")
_YEARS = re.compile(r"\d{4}[/–-]\d{2,4}")
_DURATION = re.compile(
    rf"(?P<count>\d{{1,6}}|{number_words.WORDS}|an?)(?: \((?P<again>\d+|{number_words.WORDS})\))? (?P<unit>{'|'.join(values.UNITS)})(?P<many>s?)", re.I
)
_PERCENT = re.compile(rf"(?P<amount>\d{{1,6}}(?:\.\d{{1,4}})?|{number_words.WORDS}) ?(?:%|per ?cent|percent)", re.I)
_WHOLE = re.compile(r"\d{1,12}|\d{1,3}(?:,\d{3})+")
_SUM = re.compile(r"(?:(?P<sign>[£€$])|(?P<code>GBP|EUR|USD) ?)?(?P<amount>\d{1,3}(?:,\d{3})+|\d{1,12})(?P<part>\.\d{2})?(?: ?(?P<after>GBP|EUR|USD))?")
_CODES = {"£": "GBP", "€": "EUR", "$": "USD"}
_SIGNS = {code: sign for sign, code in _CODES.items()}


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as a partnership file writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why words are no value of the type: a sentence."""

    why: str


Reading = Typed | Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is: the type of a parameter, its old text, and what it may name or choose from."""

    type: str
    old: str = ""
    options: Sequence[str] = ()
    names: Mapping[str, Sequence[str]] | None = None
    """The names and short forms of each body by its id, for a party or a group."""


def typed_value(words: str, kind: Kind, language: Language) -> Reading:
    """The value that words say."""
    text = _SPACES.sub(" ", words).strip()
    if not text:
        return Refused("Nothing is left of the value.")
    if kind.type in _NUMERIC and (found := _ABOUT.search(text)):
        return Refused(f"“{cut(text)}” is no exact {_NUMERIC[kind.type]}: it says “{found[0].strip()}”.")
    return _READERS.get(kind.type, _text)(text, kind, language)


def _money(text: str, kind: Kind, language: Language) -> Reading:
    found = _SUM.fullmatch(text)
    if not found:
        return Refused(f"“{cut(text)}” is no sum in full, such as £68,500 or £1,200.50.")
    code = _CODES.get(found["sign"] or "", "") or found["code"] or found["after"] or ""
    code = code or _old_currency(kind.old)
    amount = found["amount"] if "," in found["amount"] else f"{int(found['amount']):,}"
    return Typed(f"{_SIGNS[code]}{amount}{found['part'] or ''}")


def _old_currency(text: str) -> str:
    try:
        return values.money(text).currency
    except ValueError:
        return "GBP"


def _date(text: str, kind: Kind, language: Language) -> Reading:
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return _existing(text)
    if _YEARS.fullmatch(text):
        return Refused(f"“{cut(text)}” is two years, not a date.")
    if _SLASHED.fullmatch(text):
        return Refused(f"“{cut(text)}” can be read as different days: write the month as a word.")
    found = _DATE.fullmatch(text) or _AMERICAN.fullmatch(text)
    if not found:
        return Refused(f"“{cut(text)}” is no date with its year, such as 1 April 2026 or April 2026.")
    month = next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(found["month"].lower()[:3]))
    day = found["day"]
    made = _existing("-".join([found["year"], f"{month:02}", *([f"{int(day):02}"] if day else [])]), text)
    week = found.groupdict().get("week")
    if isinstance(made, Typed) and week and (not day or _DAYS[values.date(made.text).start().weekday()] != week.lower()):
        return Refused(f"“{cut(text)}” is not a {week}.")
    return made


def _existing(iso: str, text: str = "") -> Reading:
    try:
        values.date(iso)
    except ValueError:
        return Refused(f"There is no day “{cut(text or iso)}”.")
    return Typed(iso)


def _duration(text: str, kind: Kind, language: Language) -> Reading:
    found = _DURATION.fullmatch(text)
    if not found:
        return Refused(f"“{cut(text)}” is no period, such as 15 working days or 6 months.")
    count = 1 if found["count"].lower() in ("a", "an") else number_words.value(found["count"])
    if found["again"] and number_words.value(found["again"]) != count:
        return Refused(f"“{cut(text)}” gives two numbers.")
    if (count == 1) == bool(found["many"]):
        return Refused(f"“{cut(text)}” is neither one nor several.")
    return Typed(f"{count} {found['unit'].lower()}{'s' if count != 1 else ''}")


def _percent(text: str, kind: Kind, language: Language) -> Reading:
    found = _PERCENT.fullmatch(text)
    if not found:
        return Refused(f"“{cut(text)}” is no percentage, such as 12% or 12.5%.")
    amount = found["amount"]
    return Typed(f"{amount if amount[0].isdigit() else number_words.value(amount)}%")


def _integer(text: str, kind: Kind, language: Language) -> Reading:
    if _WHOLE.fullmatch(text):
        return Typed(text.replace(",", ""))
    if re.fullmatch(number_words.WORDS, text, re.I):
        return Typed(str(number_words.value(text)))
    return Refused(f"“{cut(text)}” is no whole number.")


def _choice(text: str, kind: Kind, language: Language) -> Reading:
    if text in kind.options:
        return Typed(text)
    return Refused(f"“{cut(text)}” is none of the choices that the clause has: {', '.join(kind.options)}.")


def _body(text: str, kind: Kind, language: Language) -> Reading:
    bare = re.sub(r"^the ", "", text, flags=re.I).casefold()
    found = [id for id, names in (kind.names or {}).items() if bare in {re.sub(r"^the ", "", name, flags=re.I).casefold() for name in names if name}]
    return Typed(found[0]) if len(found) == 1 else Refused(f"“{cut(text)}” names no {kind.type} of this revision.")


def _switch(text: str, kind: Kind, language: Language) -> Reading:
    return Refused("The value is a yes or no that chooses words.")


def _text(text: str, kind: Kind, language: Language) -> Reading:
    return Typed(text)


def typed_items(words: str, old: Sequence[str], language: Language, style: str = "and") -> list[str] | None:
    """The items of a list in a sentence (“A, B and C”); None if where an item ends cannot be said for certain. Old items are known in it."""
    text = _SPACES.sub(" ", words).strip()
    known = sorted((item for item in old if item), key=len, reverse=True)
    masked = text
    for at, item in enumerate(known):
        masked = re.sub(rf"(?<!\w){re.escape(item)}(?!\w)", chr(0xE000 + at), masked)
    head, joint, last = masked.rpartition(f" {style} ")
    parts = [*(head.split(", ") if head else []), last] if joint else [masked]
    items = ["".join(known[ord(sign) - 0xE000] if 0xE000 <= ord(sign) < 0xE000 + len(known) else sign for sign in part).strip() for part in parts]
    unsure = any(re.search(r"\b(?:and|or)\b|,", re.sub("[\ue000-\uf8ff]", "", part)) for part in parts)
    return items if all(items) and not unsure and language.joined(items, style) == text else None


_NUMERIC = {"money": "sum", "percent": "percentage", "duration": "period", "integer": "number", "date": "date"}
_READERS: dict[str, Callable[[str, Kind, Language], Reading]] = {
    "money": _money,
    "date": _date,
    "duration": _duration,
    "percent": _percent,
    "integer": _integer,
    "choice": _choice,
    "party": _body,
    "group": _body,
    "boolean": _switch,
}

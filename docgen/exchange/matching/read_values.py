"""Words as the value of a parameter that shows them, as a partnership file gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docgen.document import number_words, values
from docgen.document.problems import DocgenError
from docgen.document.tree import Break, Paragraph, Reference, Term
from docgen.exchange.clause_markdown import written
from docgen.exchange.matching.encoded_lines import Codes, is_plain
from docgen.exchange.matching.known_facts import KnownFacts
from docgen.exchange.partnership_front import day_in
from docgen.formats.printed_values import Language
from docgen.library.parameter_model import Parameter

_NUMBER = re.compile(rf"(?:{number_words.WORDS}|\d[\d,]*)", re.IGNORECASE)


def value_of(text: str, parameter: Parameter, form: str, codes: Codes, facts: KnownFacts) -> Any:
    """The value whose printed form this may be (`form` is the filter it is shown with, or ""); None if it cannot be one of the parameter's type."""
    if parameter.type == "list":
        return _list(text, parameter, form, codes, facts)
    return _single(text, parameter.type, parameter, codes, facts)


def item_of(text: str, parameter: Parameter, codes: Codes, facts: KnownFacts) -> Any:
    """The same for an item of a list."""
    return _single(text, parameter.of, parameter, codes, facts)


def _single(text: str, type: str, parameter: Parameter, codes: Codes, facts: KnownFacts) -> Any:
    if not text or text != text.strip(" "):
        return None
    if type in ("party", "group"):
        return facts.id_of(text, type, codes)
    if type == "section":
        node = codes.node(text) if len(text) == 1 else None
        return node.target if isinstance(node, Reference) else None
    if type == "markdown":
        return _markdown(text, codes, facts)
    if not is_plain(text):
        return None
    if type == "choice":
        return text if text in parameter.options else None
    reader = _READERS.get(type)
    return reader(text) if reader else text


def _markdown(text: str, codes: Codes, facts: KnownFacts) -> str | None:
    inlines = codes.decoded(text)
    if not inlines or any(isinstance(node, Break) for node in inlines):
        return None
    named = facts.with_paths(inlines)
    if any(isinstance(node, Term) and "." not in node.key and node.key != "partnership" for node in named):
        return None
    try:
        return written((Paragraph(named),), fields=True).rstrip("\n")
    except DocgenError:
        return None


def _whole(text: str) -> str | None:
    if text.replace(",", "").isdecimal():
        return text.replace(",", "")
    return str(number_words.value(text)) if _NUMBER.fullmatch(text) else None


def _duration(text: str) -> str | None:
    found = re.fullmatch(rf"(?P<count>{_NUMBER.pattern}) (?P<unit>.+)", text, re.IGNORECASE)
    if not found:
        return None
    count = _whole(found["count"])
    return _read(f"{count} {found['unit']}", values.duration)


def _read(text: str, reader: Callable[[str], Any]) -> str | None:
    try:
        reader(text)
    except ValueError:
        return None
    return text


def _day(text: str) -> str | None:
    day = day_in(text, Language("en-GB"))
    return str(day) if day else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "integer": _whole,
    "duration": _duration,
    "money": lambda text: _read(text, values.money),
    "percent": lambda text: _read(text, values.percent),
    "date": _day,
}


def _list(text: str, parameter: Parameter, form: str, codes: Codes, facts: KnownFacts) -> list[Any] | None:
    """The items of “A, B and C”."""
    *parts, last = text.split(", ")
    joint = " or " if form == "joined:or" else " and "
    before, found, after = last.rpartition(joint)
    items = [*parts, *([before, after] if found else [last])]
    made = [item_of(item, parameter, codes, facts) for item in items]
    return made if all(each is not None for each in made) else None

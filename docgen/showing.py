"""Values as inlines: what `{{ a_value }}` shows in a sentence, in the document's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from docgen.expressions import Absent, Shown
from docgen.facts import Named
from docgen.tree import Inline, Reference, Term, Text
from docgen.values import Date, Duration, Language, Markdown, Money, Percent, Rows, Target

MOST_ITEMS = 10_000


class NotShown(Exception):
    """A value that cannot stand in a sentence; the message says what it is."""


Inlines = tuple[Inline, ...]
ReadMarkdown = Callable[[Markdown], Inlines]
"""Gives the inlines of a piece of Markdown that is one paragraph; NotShown for any other."""


def show(value: Any, language: Language, markdown: ReadMarkdown) -> Inlines:
    """The inlines of a value. NotShown for nothing, for true and false, and for tables."""
    match value:
        case str():
            return (Text(value),) if value else ()
        case Absent():
            raise NotShown("not given in the partnership file")
        case bool() | None:
            raise NotShown(f"{value}, which is for conditions".lower())
        case int():
            return (Text(str(value)),)
        case Named():
            return (Term(value.id, value.name, value.short),) if value.short else (Text(value.name),)
        case Target():
            return (Reference(value.id, position=value.position),)
        case Shown():
            return _chosen(value, language, markdown)
        case Date():
            return (Text(language.date(value)),)
        case Money():
            return (Text(language.money(value)),)
        case Percent():
            return (Text(language.percent(value)),)
        case Duration():
            return (Text(language.duration(value)),)
        case Markdown():
            return markdown(value)
        case Rows():
            raise NotShown("a table, which stands alone on a line")
        case Iterable() if not isinstance(value, dict):
            return _joined(items(value), language, "and", markdown)
    raise NotShown(f"a value of the kind {type(value).__name__}")


def items(value: Iterable[Any]) -> list[Any]:
    """The items, as many as a document can hold."""
    return list(islice(value, MOST_ITEMS))


def _chosen(shown: Shown, language: Language, markdown: ReadMarkdown) -> Inlines:
    value, choice = shown.value, shown.choice
    if shown.form == "joined":
        return _joined(items(value), language, choice or "and", markdown)
    if shown.form == "date":
        if choice not in ("", "short", "medium", "long", "full", "month", "year"):
            raise NotShown(f"a date in the form “{choice}”; there are long, medium, short, full, month and year")
        return (Text(language.date(value, choice or "long")),)
    if shown.form == "words":
        return (Text(language.duration(value, words=True) if isinstance(value, Duration) else language.words(value)),)
    if shown.form == "number":
        return (Text(language.number(value)),)
    return show(value, language, markdown)


def _joined(values: list[Any], language: Language, style: str, markdown: ReadMarkdown) -> Inlines:
    joints = language.joints(len(values), style)
    out: list[Inline] = []
    for index, value in enumerate(values):
        if joints[index]:
            out.append(Text(joints[index]))
        out.extend(show(value, language, markdown))
    return tuple(out)

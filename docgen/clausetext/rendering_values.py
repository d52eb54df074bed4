"""Values as inlines: what `{{ a_value }}` shows in a sentence, in the document's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docgen.clausetext.named_facts import Named, Names
from docgen.clausetext.sandbox import Absent, Formatted
from docgen.clausetext.template import Glossary
from docgen.document.quotation_marks import curled
from docgen.document.tree import Figure, Inline, Reference, Signatures, Term, Text
from docgen.document.values import Date, Duration, Markdown, Money, Percent, Rows, Target, Whole
from docgen.formats.printed_values import Language


class NotShown(Exception):
    """Raised for a value that cannot be shown in a sentence; the message says what it is."""


Inlines = tuple[Inline, ...]
ReadMarkdown = Callable[[Markdown], Inlines]
"""Gives the inlines of a piece of Markdown that is one paragraph; raises NotShown for any other."""


def show(value: Any, language: Language, markdown: ReadMarkdown) -> Inlines:
    """The inlines of a value. Raises NotShown for a missing value, for true and false, and for tables and other blocks."""
    kind = type(value)
    if kind is str:
        return (Text(curled(value)),) if value else ()
    if kind in _TEXTS:
        return (Text(_TEXTS[kind](language, value)),)
    if kind is Named and value.name:
        name = curled(value.name)
        return (Term(value.id, name, curled(value.short)),) if value.short else (Text(name),)
    if kind is Target:
        return (Reference(value.id, position=value.position),)
    if kind is Formatted:
        return _formatted(value, language, markdown)
    if kind is Markdown:
        return markdown(value)
    if kind in (tuple, list, Names):
        return _joined(value, language, "and", markdown)
    if kind is bool or value is None:
        raise NotShown(f"{value}, which is for conditions".lower())
    raise NotShown(_DESCRIPTIONS.get(kind, "a value that a sentence cannot show"))


_TEXTS: Mapping[type, Callable[[Language, Any], str]] = {
    **dict.fromkeys((int, Whole), lambda language, value: str(value)),
    Date: Language.date,
    Money: Language.money,
    Percent: Language.percent,
    Duration: Language.duration,
}
_DESCRIPTIONS: Mapping[type, str] = {
    Absent: "not given in the partnership file",
    Rows: "a table, which needs a line of its own",
    Signatures: "the signature block, which needs a line of its own",
    Figure: "a figure, which needs a line of its own",
    Glossary: "the table of abbreviations, which needs a line of its own",
    dict: "a row with several values",
    float: "a fraction, which could be shown in many ways",
}


def _formatted(formatted: Formatted, language: Language, markdown: ReadMarkdown) -> Inlines:
    value, form, choice = formatted.value, formatted.form, formatted.choice
    if form == "joined":
        return _joined(value, language, choice or "and", markdown)
    if form == "date":
        if choice not in ("", "short", "medium", "long", "full", "month", "year"):
            raise NotShown(f"a date in the form “{choice}”; the forms are long, medium, short, full, month and year")
        return (Text(language.date(value, choice or "long")),)
    if form == "words":
        return (Text(language.duration(value, words=True) if isinstance(value, Duration) else language.words(value)),)
    if form == "number":
        return (Text(language.number(value)),)
    return show(value, language, markdown)


def _joined(values: Iterable[Any], language: Language, style: str, markdown: ReadMarkdown) -> Inlines:
    if style not in ("and", "or"):
        raise NotShown(f"a list joined with “{style}”; lists are joined with “and” or “or”")
    shown = [inlines for value in values if (inlines := show(value, language, markdown))]
    joints = language.joints(len(shown), style)
    out: list[Inline] = []
    for joint, inlines in zip(joints, [*shown, ()], strict=True):
        for inline in (Text(joint), *inlines) if joint else inlines:
            if isinstance(inline, Text) and out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + inline.text)
            else:
                out.append(inline)
    return tuple(out)

"""The annual report for the board, as a Document: a page of whole sentences, then every change by section, and the duties word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.comparison.redline_summary import OTHER, UNTOLD, Explanations, change_in_words, grouped_by_finding, has_causes, place
from docgen.document.message_words import capital
from docgen.document.redline import Change, Redline
from docgen.document.tree import Block, Cell, Document, Item, List, Paragraph, Row, Section, Strong, Table, Text
from docgen.redlines.duty_changes import duty_changes
from docgen.redlines.duty_sentences import duties_in_full
from docgen.redlines.report_sentences import DO, ELSE, STATUS, first_page, opening

_LONGEST = 600
"""The most letters of a change in the table: a long paragraph, but not a whole table."""
_SECTIONS = ("section added", "section removed")
_AFTER = (("else", ELSE), ("status", STATUS))
"""What comes after the first page."""


def annual_report(redline: Redline, explanations: Explanations) -> Document:
    """The report on the changes of a revision, in its own house style and language."""
    now = redline.now
    title = f"What changed: {now.front.short_title}"
    subtitle = f"Report to the board on {now.id.rpartition('/')[2]} since {redline.was.id.rpartition('/')[2]}"
    front = replace(now.front, title=title, subtitle=subtitle, short_title=title, parties=(), control=())
    duties = duty_changes(redline)
    page, full = first_page(redline, duties, explanations), tuple(duties_in_full(redline, duties))
    sections = [
        _section("brief", "In brief", [_p(opening(redline, explanations)), *_brief(page)]),
        *(_section(id, heading, [_p(" ".join(sentence for _, sentence in page[heading]))]) for id, heading in _AFTER if page[heading]),
        *([_section("changes", "All changes, by section", _changes(redline, explanations))] if redline.changes else []),
        *([_section("duties", "The duties that differ, word for word", [_list(full)])] if full else []),
    ]
    return Document(f"{now.id}-report", now.language, "none", now.style, front, tuple(sections))


def _section(id: str, title: str, blocks: Iterable[Block]) -> Section:
    return Section(id, (Text(title),), tuple(blocks))


def _p(text: str, strong: str = "") -> Paragraph:
    return Paragraph((*((Strong((Text(strong),)),) if strong else ()), *((Text(f" {text}" if strong else text),) if text else ())))


def _list(sentences: Sequence[str]) -> List:
    return List(False, tuple(Item((_p(sentence),)) for sentence in sentences))


def _brief(page: Mapping[str, list[tuple[str, str]]]) -> Iterator[Block]:
    """The sentences of the first page, each heading at the start of its first line; one that has nothing to say is left out."""
    for heading, sentences in page.items():
        if heading in dict(_AFTER).values():
            continue
        if sentences and heading != DO:
            yield _p(" ".join(sentence for _, sentence in sentences), f"{heading}.")
        elif len(sentences) == 1 and not sentences[0][0]:
            yield _p(sentences[0][1], f"{heading}.")
        elif sentences:
            yield _p("", f"{heading}:")
            yield List(False, tuple(Item((_p(sentence, f"{party}." if party else ""),)) for party, sentence in sentences))


def _changes(redline: Redline, explanations: Explanations) -> Iterator[Table]:
    """A table of all changes in the order of the document; without "Why" if no cause is known."""
    told = has_causes(explanations)
    kinds = {change.id: name for name, changes in grouped_by_finding(redline, explanations).items() for change in changes}
    rows = [
        _row(place(redline, change), _what(change, kinds[change.id]), *([explanations[change.id].cause or UNTOLD] if told else []))
        for change in sorted(redline.changes, key=lambda change: bool(change.section))
    ]
    head = _row("Section", "What changed", *(["Why"] if told else []))
    yield Table(head, tuple(rows), tuple("left" for _ in head.cells))


def _what(change: Change, kind: str) -> str:
    """The kind of change and its words."""
    if kind in _SECTIONS:
        return capital(kind)
    words = change_in_words(change, _LONGEST)
    return capital(words if kind == OTHER else f"{kind}: {words}")


def _row(*texts: str) -> Row:
    return Row(tuple(Cell((Text(text),)) for text in texts))

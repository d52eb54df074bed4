"""The annual report for the board, as a Document: what changed and why, what partners must do, who approved it, and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docgen.comparison.redline_summary import UNTOLD, Explanations, change_in_words, grouped_by_finding, has_causes, headline, place
from docgen.document.explanation import Explanation
from docgen.document.redline import Change, Redline
from docgen.document.tree import Cell, Document, Inline, Item, List, Paragraph, Row, Section, Signatory, Strong, Table, Text, walk

_TASKS = {
    "duty strengthened": "Now bound more firmly",
    "duty weakened": "Now bound less firmly",
    "duty reversed": "Now the other way round",
    "duty added": "New",
    "duty removed": "No longer",
    "time limit": "Other time limit",
    "sum or share": "Other contribution",
    "frequency": "Other frequency",
}


def annual_report(redline: Redline, explanations: Explanations) -> Document:
    """The report on the changes of a revision, in its own house style and language."""
    now = redline.now
    title = f"What changed: {now.front.short_title}"
    subtitle = f"Report to the board on {now.id.rpartition('/')[2]} since {redline.was.id.rpartition('/')[2]}"
    front = replace(now.front, title=title, subtitle=subtitle, short_title=title, parties=(), control=())
    sections = (
        _section("changes", "What changed, and why" if has_causes(explanations) else "What changed", _changes(redline, explanations)),
        _section("duties", "What partners must do differently", _duties(redline, explanations)),
        _section("approval", "Who approved it", _approval(redline)),
        _section("due", "What is due next", _due(now)),
    )
    return Document(f"{now.id}-report", now.language, "none", now.style, front, sections)


def _section(id: str, title: str, blocks: Iterable[Paragraph | List | Table]) -> Section:
    return Section(id, (Text(title),), tuple(blocks))


def _p(*inlines: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines))


def _changes(redline: Redline, explanations: Explanations) -> Iterable[Paragraph | Table]:
    """A table of the changes of substance, the most important to a board first; without "Why" if no cause is known."""
    yield _p(f"{headline(redline, explanations)}.")
    told = has_causes(explanations)
    rows = [
        _row(place(redline, change), change_in_words(change), *([explanations[change.id].cause or UNTOLD] if told else []), name[:1].upper() + name[1:])
        for name, changes in grouped_by_finding(redline, explanations).items()
        if name != "cosmetic only"
        for change in changes
    ]
    if rows:
        head = _row("Where", "What", *(["Why"] if told else []), "Kind")
        yield Table(head, tuple(rows), tuple("left" for _ in head.cells))


def _row(*texts: str) -> Row:
    return Row(tuple(Cell((Text(text),)) for text in texts))


def _duties(redline: Redline, explanations: Explanations) -> Iterable[Paragraph | List]:
    items = [Item((_duty(redline, change, explanations[change.id]),)) for change in redline.changes if _TASKS.keys() & explanations[change.id].findings]
    if items:
        yield List(False, tuple(items))
    else:
        yield _p("Nothing: no duty, time limit, contribution or frequency changed.")


def _duty(redline: Redline, change: Change, explanation: Explanation) -> Paragraph:
    task = next(task for name, task in _TASKS.items() if name in explanation.findings)
    return _p(Strong((Text(f"{task}:"),)), f" {change_in_words(change)} ({place(redline, change)}).")


def _approval(redline: Redline) -> Iterable[Paragraph | List]:
    now = redline.now
    status = f"Status: {now.front.status}" + (f", {now.front.date}" if now.front.date else "")
    yield _p(f"{status}.")
    signatories = [node for section in now.sections for node in walk(section) if isinstance(node, Signatory)]
    if signatories:
        yield _p("To be signed by:")
        yield List(False, tuple(Item((_p(", ".join(part for part in (s.name, s.post, s.party) if part)),)) for s in signatories))


def _due(document: Document) -> Iterable[Paragraph | Table]:
    rows = [_row(name, value) for name, value in document.front.control if any(word in name.casefold() for word in ("review", "expir", "due", "next"))]
    if rows:
        yield Table(_row("What", "When"), tuple(rows), ("left", "left"))
    else:
        yield _p("The document names no date of review.")

"""The facts of a document that show nowhere on its cover: how it is numbered, what runs at the head of its pages, and what its file says."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document.message_words import capital
from docgen.document.redline import Change, Deleted, Inserted, Nodes
from docgen.document.tree import Cell, Document, Row, Text

NUMBERING, HEADER, WATERMARK, LANGUAGE, STYLE, FILE_DATE = "numbering", "running header", "watermark", "language", "house style", "file date"
FACTS = (NUMBERING, HEADER, WATERMARK, LANGUAGE, STYLE, FILE_DATE)
"""What a change of each fact calls it."""
LAYOUT = (NUMBERING, STYLE)
"""The facts that change how pages look, and no word of them."""
_ON_PAGES = (HEADER, WATERMARK)
_SCHEMES = {"none": "no numbers", "headings": "numbered headings", "paragraphs": "numbered headings and paragraphs"}


def is_fact(change: Change) -> bool:
    """Whether the change is of a fact of the whole document."""
    return not change.section and change.node in FACTS


def has_words(change: Change) -> bool:
    """Whether the words of a change are words of the document, rather than the name of a scheme or a language."""
    return not is_fact(change) or change.node in _ON_PAGES


def changed_facts(was: Document, now: Document) -> Nodes:
    """A row for each fact that changed: its name, and its value with marks. What follows from a change on the cover is left out."""
    return tuple(Row((Cell((Text(capital(name)),)), Cell(_replaced(old, new)))) for name, old, new in _facts(was, now) if old != new)


def _facts(was: Document, now: Document) -> Iterator[tuple[str, str, str]]:
    before, after = was.front, now.front
    yield NUMBERING, _SCHEMES[was.scheme], _SCHEMES[now.scheme]
    if (before.short_title, after.short_title) != (before.title, after.title):
        yield HEADER, before.short_title, after.short_title
    if before.status == after.status:
        yield WATERMARK, before.watermark, after.watermark
    yield LANGUAGE, was.language, now.language
    yield STYLE, was.style, now.style
    if before.date == after.date:
        yield FILE_DATE, before.timestamp, after.timestamp


def _replaced(old: str, new: str) -> Nodes:
    return (*((Deleted((Text(old),)),) if old else ()), *((Inserted((Text(new),)),) if new else ()))

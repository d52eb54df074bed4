"""What a reader of a file can know of a composed document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from docgen.document.redline import normal
from docgen.document.tree import (
    Document,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Foreign,
    FrontMatter,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Reference,
    Section,
    Signatory,
    Strong,
    Table,
    Term,
    Text,
    plain,
    walk,
)
from docgen.formats.outputs import written
from docgen.formats.reading.as_read import as_read, blocks_as_read, inlines_as_read
from docgen.sources.files import HouseStyle
from tests.revisions import REVISIONS, ROOT, document
from tests.samples import documents, everything, mapped


def _words(node: Document) -> list[str]:
    """The words of each line in reading order."""
    return [line for part in walk(node) if isinstance(part, Paragraph | Table | Figure | Signatory | Section | FrontMatter) for line in _line(part)]


def _line(part: Any) -> list[str]:
    match part:
        case Paragraph():
            return [plain(part.inlines)]
        case Table():
            return [plain(part.caption), *(plain(cell.inlines) for row in (part.header, *part.rows) for cell in row.cells)]
        case Figure():
            return [plain(part.caption), part.alt]
        case Signatory():
            return [part.name, part.post, part.party]
    return [part.title if isinstance(part.title, str) else plain(part.title)]


@settings(max_examples=60)
@given(documents())
def test_a_document_as_read_keeps_every_word_and_is_the_same_when_read_again(node: Document) -> None:
    read = as_read(node)
    assert as_read(read) == read == normal(read)
    assert _words(read) == _words(node)


@pytest.mark.parametrize("name", REVISIONS)
def test_no_revision_has_anything_left_that_a_file_does_not_show(name: str) -> None:
    read = as_read(document(name))
    assert not [part for part in walk(read) if isinstance(part, Field | FieldBlock | Term | Reference)]
    assert not [part for part in walk(read) if getattr(part, "origin", None) or getattr(part, "chart", ())]
    assert as_read(read) == read == normal(read)
    assert [part.number for part in walk(read) if hasattr(part, "number")] == [part.number for part in walk(document(name)) if hasattr(part, "number")]


@pytest.mark.parametrize("name", REVISIONS)
def test_the_markdown_of_a_revision_as_read_has_the_same_words(name: str) -> None:
    style = HouseStyle(document(name).style, ROOT)
    uncharted = mapped(lambda node: replace(node, chart=()) if isinstance(node, Figure) else node, document(name))
    old, new = (written(node, style, "markdown") for node in (uncharted, as_read(document(name))))
    assert _markdown_words(new) == _markdown_words(old)


def _markdown_words(text: bytes) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]*>|\]\([^)]*\)", " ", text.decode()))


def test_words_both_strong_and_emphasised_are_read_alike_whichever_was_outside() -> None:
    inner = (Text("both"),)
    either = (Strong((Emphasis(inner),)),)
    assert inlines_as_read((Emphasis((Strong(inner),)),)) == inlines_as_read(either) == either
    assert inlines_as_read((Strong((Field("x", (Strong(inner),)),)), Strong((Text(" more"),)))) == (Strong((Text("both more"),)),)
    link = Link("https://example.org", (Foreign("cy", (Text("Heddlu"),)),))
    assert inlines_as_read((Foreign("cy", (Link("https://example.org", (Text("Heddlu"),)),)),)) == (link,)


def test_lists_and_quotations_that_a_value_brought_join_their_neighbours() -> None:
    one, two = (Item((Paragraph((Text(word),)),)) for word in ("one", "two"))
    assert blocks_as_read((List(True, (one,)), FieldBlock("x", (List(True, (two,)),)))) == (List(True, (one, two)),)
    quote = Quote(one.blocks)
    assert blocks_as_read((quote, FieldBlock("x", (Quote(two.blocks),)))) == (Quote((*one.blocks, *two.blocks)),)


def test_a_term_a_reference_and_a_figure_are_what_is_seen_of_them() -> None:
    read = as_read(everything())
    text = "\n".join(_words(read))
    assert "between Riverside Borough Council (“the Council”) and others. It replaces the one of 2019. See section 3." in text
    assert [replace(part, caption=()) for part in walk(read) if isinstance(part, Figure)] == [
        Figure("", (), "The Executive reports to the Board; the CDOP to the Board and to NHS England.", (), "Figure 1")
    ]

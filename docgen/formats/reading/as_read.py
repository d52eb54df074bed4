"""A composed Document in the form in which a reader of files can give it, so that the two can be compared node by node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.change_of_kind import regrouped
from docgen.document.tree import (
    Document,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Foreign,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Term,
    Text,
    term_words,
)
from docgen.formats.reading.marked_words import Marks, held

Nodes = tuple[Any, ...]


def as_read(document: Document) -> Document:
    """The document without what no reader sees: its fields, terms and references are words, its charts pictures, its sections without origin.

    Numbers stay as they were computed. Words that are both strong and emphasised are always held in the same order, and neighbouring lists of
    one kind are one list, because a file does not tell such things apart. Ids of tables and figures are dropped; those of sections stay.
    """
    return replace(document, sections=tuple(_section(section) for section in document.sections))


def _section(section: Section) -> Section:
    below = tuple(_section(child) for child in section.sections)
    return replace(section, title=inlines_as_read(section.title), blocks=blocks_as_read(section.blocks), sections=below, origin=None)


def blocks_as_read(blocks: Nodes) -> Nodes:
    """The blocks as a file shows them."""
    return _joined_quotes(regrouped(tuple(made for block in blocks for made in _block(block))))


def _joined_quotes(blocks: Nodes) -> Nodes:
    """The blocks, with neighbouring quotations as one."""
    out: list[Any] = []
    for block in blocks:
        if type(block) is Quote and out and type(out[-1]) is Quote:
            out[-1] = Quote(regrouped((*out[-1].blocks, *block.blocks)))
        else:
            out.append(block)
    return tuple(out)


def _block(block: Any) -> Nodes:
    match block:
        case FieldBlock():
            return tuple(made for child in block.blocks for made in _block(child))
        case Paragraph():
            return (replace(block, inlines=inlines_as_read(block.inlines)),)
        case List():
            return (replace(block, items=tuple(Item(blocks_as_read(item.blocks)) for item in block.items)),)
        case Quote():
            return (Quote(blocks_as_read(block.blocks)),)
        case Table():
            rows = tuple(_row(row) for row in block.rows)
            return (replace(block, header=_row(block.header), rows=rows, caption=inlines_as_read(block.caption), id=""),)
        case Figure():
            return (replace(block, caption=inlines_as_read(block.caption), chart=(), id=""),)
    return (block,)


def _row(row: Row) -> Row:
    return replace(row, cells=tuple(replace(cell, inlines=inlines_as_read(cell.inlines)) for cell in row.cells))


def inlines_as_read(inlines: Nodes) -> Nodes:
    """The inlines as a file shows them."""
    return held(list(_words(inlines, Marks())))


def _words(inlines: Iterable[Any], marks: Marks) -> Iterator[tuple[Any, Marks]]:
    """The texts, breaks and notes in reading order, each with what is said of it."""
    url, language, strong, emphasised = marks
    for node in inlines:
        match node:
            case Term():
                yield Text(term_words(node)), marks
            case Reference(inlines=()):
                yield Text(node.lead + node.label), marks
            case Field() | Reference():
                yield from _words(node.inlines, marks)
            case Strong():
                yield from _words(node.inlines, Marks(url, language, True, emphasised))
            case Emphasis():
                yield from _words(node.inlines, Marks(url, language, strong, True))
            case Foreign():
                yield from _words(node.inlines, Marks(url, node.language, strong, emphasised))
            case Link():
                yield from _words(node.inlines, Marks(node.url, language, strong, emphasised))
            case Note():
                yield replace(node, blocks=blocks_as_read(node.blocks)), marks
            case Text(""):
                pass
            case _:
                yield node, marks

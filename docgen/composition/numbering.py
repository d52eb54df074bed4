"""Numbers sections, paragraphs, tables and figures as live numbering in Word counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.document.problems import Position, Problem
from docgen.document.tree import FieldBlock, Figure, Item, List, Paragraph, Quote, Scheme, Section, Table, plain


@dataclass(frozen=True, slots=True)
class Label:
    """What a cross-reference shows: `lead`, such as "section ", and `text`, the result of Word's REF field."""

    lead: str
    text: str
    by: Literal["number", "title", "caption"]


@dataclass(slots=True)
class _Count:
    scheme: Scheme
    labels: dict[str, Label] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    where: Position | None = None
    """The current section."""
    tables: int = 0
    figures: int = 0

    def name(self, id: str, label: Label) -> None:
        if id in self.labels:
            place = self.where or Position("")
            self.problems.append(Problem(place, "duplicate-id", f"A second section, table or figure has the id “{id}”.", "an id of its own for each"))
        self.labels[id] = label


def numbered(sections: tuple[Section, ...], scheme: Scheme) -> tuple[tuple[Section, ...], dict[str, Label], list[Problem]]:
    """The sections with their numbers, the label for each id, and a Problem for each id used twice."""
    count = _Count(scheme)
    main = appendices = 0
    out = []
    for section in sections:
        if section.appendix:
            appendices += 1
            out.append(_section(count, section, f"A{appendices}", f"Appendix {appendices}"))
        elif not section.title:
            out.append(_section(count, section, "", ""))  # text without a heading
        else:
            main += 1
            number = "" if scheme == "none" else str(main)
            out.append(_section(count, section, number, number))
    return tuple(out), count.labels, count.problems


def _section(count: _Count, section: Section, prefix: str, number: str) -> Section:
    """The section with this number; `prefix` begins the numbers inside it."""
    count.where = section.position
    count.name(section.id, label_of(section, number))
    numbers = _numbers(prefix if count.scheme != "none" else "")
    blocks = _blocks(count, section.blocks, numbers if count.scheme == "paragraphs" and not section.appendix else None)
    below = []
    for child in section.sections:
        own = next(numbers)
        below.append(_section(count, child, own, own))
    return Section(section.id, section.title, blocks, tuple(below), section.appendix, section.origin, number, section.position)


def label_of(section: Section, number: str) -> Label:
    """What a cross-reference to a section with this number shows."""
    if number.startswith("Appendix"):
        return Label("", number, "number")
    word = "paragraph" if section.appendix else "section"
    return Label(f"{word} ", number, "number") if number else Label(f"the {word} ", f"“{plain(section.title)}”", "title")


def _numbers(prefix: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{prefix}.{number}" if prefix else ""


Numbers = Iterator[str] | None
"""Counts paragraphs, in the schemes that number them."""


def _blocks(count: _Count, blocks: tuple[Any, ...], paragraphs: Numbers) -> tuple[Any, ...]:
    """The blocks with their numbers; the same tuple if none has one."""
    out: list[Any] | None = None
    for at, block in enumerate(blocks):
        number = _NUMBERED.get(type(block))
        made = number(count, block, paragraphs) if number else block
        if made is not block:
            out = out or list(blocks)
            out[at] = made
    return blocks if out is None else tuple(out)


def _paragraph(count: _Count, node: Paragraph, paragraphs: Numbers) -> Paragraph:
    return Paragraph(node.inlines, next(paragraphs), node.position) if paragraphs else node


def _field(count: _Count, node: FieldBlock, paragraphs: Numbers) -> FieldBlock:
    blocks = _blocks(count, node.blocks, paragraphs)
    return node if blocks is node.blocks else FieldBlock(node.name, blocks)


def _table(count: _Count, node: Table, paragraphs: Numbers) -> Table:
    if not node.caption:
        return node
    count.tables += 1
    number = f"Table {count.tables}"
    if node.id:
        count.name(node.id, Label("", number, "caption"))
    return Table(node.header, node.rows, node.alignments, node.caption, node.id, number, node.position)


def _figure(count: _Count, node: Figure, paragraphs: Numbers) -> Figure:
    count.figures += 1
    number = f"Figure {count.figures}"
    count.name(node.id, Label("", number, "caption"))
    return Figure(node.id, node.caption, node.alt, node.chart, number)


def _list(count: _Count, node: List, paragraphs: Numbers) -> List:
    """Counts tables and figures inside items. Paragraphs there have no numbers, because the items do."""
    items: list[Item] | None = None
    for at, item in enumerate(node.items):
        blocks = item.blocks
        if len(blocks) == 1 and type(blocks[0]) is Paragraph:
            continue
        made = _blocks(count, blocks, None)
        if made is not blocks:
            items = items or list(node.items)
            items[at] = Item(made)
    return node if items is None else List(node.ordered, tuple(items))


def _quote(count: _Count, node: Quote, paragraphs: Numbers) -> Quote:
    blocks = _blocks(count, node.blocks, None)
    return node if blocks is node.blocks else Quote(blocks)


_NUMBERED: dict[type, Callable[..., Any]] = {
    Paragraph: _paragraph,
    FieldBlock: _field,
    Table: _table,
    Figure: _figure,
    List: _list,
    Quote: _quote,
}

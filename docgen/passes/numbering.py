"""Numbers of sections, paragraphs, tables and figures, as live numbering in Word will count them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.problems import Position, Problem
from docgen.tree import FieldBlock, Figure, Item, List, Paragraph, Quote, Scheme, Section, Table, plain


@dataclass(frozen=True, slots=True)
class Label:
    """What a cross-reference to something shows: `lead`, "section " say, and `text`, which Word's REF field gives."""

    lead: str
    text: str
    by: Literal["number", "title", "caption"]


@dataclass(slots=True)
class _Count:
    scheme: Scheme
    labels: dict[str, Label] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tables: int = 0
    figures: int = 0

    def name(self, id: str, label: Label, position: Position | None) -> None:
        if id in self.labels:
            self.problems.append(Problem(position or Position(""), "duplicate-id", f"A second section, table or figure has the id “{id}”.", "an id of its own for each"))
        self.labels[id] = label


def numbered(sections: tuple[Section, ...], scheme: Scheme) -> tuple[tuple[Section, ...], dict[str, Label], list[Problem]]:
    """The sections with their numbers; the label of every id that can be referred to; and a Problem for each id used twice."""
    count = _Count(scheme)
    main = appendices = 0
    out = []
    for section in sections:
        if section.appendix:
            appendices += 1
            out.append(_section(count, section, f"A{appendices}", f"Appendix {appendices}"))
        else:
            main += 1
            number = "" if scheme == "none" else str(main)
            out.append(_section(count, section, number, number))
    return tuple(out), count.labels, count.problems


def _section(count: _Count, section: Section, prefix: str, number: str) -> Section:
    """The section under its own number; `prefix` begins the numbers of what is in it."""
    count.name(section.id, _label(section, number), section.position)
    numbers = _numbers(prefix if prefix and count.scheme != "none" else "")
    paragraphs = numbers if count.scheme == "paragraphs" and not section.appendix else iter(lambda: "", None)
    blocks = tuple(_block(count, block, paragraphs) for block in section.blocks)
    below = []
    for child in section.sections:
        own = next(numbers)
        below.append(_section(count, child, own, own))
    return Section(section.id, section.title, blocks, tuple(below), section.appendix, section.origin, number, section.position)


def _label(section: Section, number: str) -> Label:
    if number.startswith("Appendix"):
        return Label("", number, "number")
    word = "paragraph" if section.appendix else "section"
    return Label(f"{word} ", number, "number") if number else Label(f"the {word} ", f"“{plain(section.title)}”", "title")


def _numbers(prefix: str) -> Any:
    number = 0
    while True:
        number += 1
        yield f"{prefix}.{number}" if prefix else ""


def _block(count: _Count, block: Any, paragraphs: Any) -> Any:
    match block:
        case Paragraph():
            number = next(paragraphs)
            return Paragraph(block.inlines, number, block.position) if number else block
        case FieldBlock():
            return FieldBlock(block.name, tuple(_block(count, inner, paragraphs) for inner in block.blocks))
        case Table() if block.caption:
            count.tables += 1
            number = f"Table {count.tables}"
            if block.id:
                count.name(block.id, Label("", number, "caption"), None)
            return Table(block.header, block.rows, block.alignments, block.caption, block.id or f"table-{count.tables}", number)
        case Figure():
            count.figures += 1
            number = f"Figure {count.figures}"
            count.name(block.id, Label("", number, "caption"), None)
            return Figure(block.id, block.caption, block.alt, block.chart, number)
        case List() if _holds_table(block):
            return List(block.ordered, tuple(Item(tuple(_block(count, b, iter(lambda: "", None)) for b in item.blocks)) for item in block.items))
        case Quote():
            return Quote(tuple(_block(count, inner, iter(lambda: "", None)) for inner in block.blocks))
    return block


def _holds_table(block: List) -> bool:
    return any(not isinstance(inner, Paragraph) for item in block.items for inner in item.blocks)

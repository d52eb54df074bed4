"""References that were typed, “section 5” or “Appendix 2”, become live: they follow the section when its number changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from docgen.composition.numbering import label_of
from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import (
    Cell,
    Emphasis,
    Field,
    FieldBlock,
    Foreign,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    walk,
)

Nodes = tuple[Any, ...]
_TYPED = re.compile(r"\b(?:[Ss]ection|[Pp]aragraph) (?P<number>A?\d+(?:\.\d+)*)(?![\w(]|\.\d)|\b(?:Appendix|Table|Figure) \d+(?![\w(]|\.\d)")
_OF_ANOTHER = re.compile(
    r"(?:(?:,| and| or| to)+ (?:[Ss]ections? |[Pp]aragraphs? )?\w+(?:\(\w+\))*)*"
    r",? (?:of|to) (?:the |that |an? |its |those |these )?\w|, [A-Z]"
)
"""What follows a provision of another text: “section 10 or section 11 of the Children Act 2004”."""


def with_references(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with a live reference wherever a text names one of them, or a table, as it is numbered in the file."""
    every = [node for section in sections for node in walk(section)]
    labels = {label_of(node, node.number): node.id for node in every if isinstance(node, Section) and node.number}
    targets = {f"{label.lead}{label.text}": id for label, id in labels.items()} | {node.number: node.id for node in every if _is_captioned(node)}
    return tuple(_section(section, targets) for section in sections) if targets else sections


def _is_captioned(node: Any) -> bool:
    return bool(type(node) is Table and node.number and node.id)


def _section(section: Section, targets: dict[str, str]) -> Section:
    blocks = tuple(_block(block, targets) for block in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_section(child, targets) for child in section.sections))


def _block(block: Any, targets: dict[str, str]) -> Any:
    match block:
        case Paragraph():
            return replace(block, inlines=_line(block.inlines, targets))
        case List():
            return replace(block, items=tuple(Item(tuple(_block(child, targets) for child in item.blocks)) for item in block.items))
        case Quote() | FieldBlock():
            return replace(block, blocks=tuple(_block(child, targets) for child in block.blocks))
        case Table():
            rows = tuple(replace(row, cells=tuple(Cell(_line(cell.inlines, targets)) for cell in row.cells)) for row in block.rows)
            return replace(block, rows=rows)
    return block


def _line(inlines: Iterable[Any], targets: dict[str, str]) -> Nodes:
    return joined_inlines([made for node in inlines for made in _inline(node, targets)])


def _inline(node: Any, targets: dict[str, str]) -> Nodes:
    match node:
        case Text(text):
            return _split(text, targets)
        case Strong() | Emphasis() | Foreign() | Field():
            return (replace(node, inlines=_line(node.inlines, targets)),)
        case Note():
            return (Note(tuple(_block(block, targets) for block in node.blocks)),)
    return (node,)


def _split(text: str, targets: dict[str, str]) -> Nodes:
    out: list[Any] = []
    at = 0
    for found in _TYPED.finditer(text):
        words = found[0]
        shown = words[0].lower() + words[1:] if found["number"] else words
        if shown in targets and not _OF_ANOTHER.match(text, found.end()):
            lead = f"{words.split(' ')[0]} " if found["number"] else ""
            out += [Text(text[at : found.start()]), Reference(targets[shown], (), lead, words.removeprefix(lead), "number" if found["number"] else "caption")]
            at = found.end()
    return (*out, Text(text[at:]))

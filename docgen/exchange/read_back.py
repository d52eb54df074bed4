"""What written Markdown says when it is read again, in a form in which it can be compared with the blocks that it was written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from docgen.clausetext.clause_reader import read
from docgen.clausetext.template import Captioned, Heading, Jump, Output, OutputBlock
from docgen.document.joined_inlines import joined_inlines
from docgen.document.problems import Position
from docgen.document.tree import (
    Cell,
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
    Signatures,
    Strong,
    Table,
    Term,
    Text,
    plain,
)

Nodes = tuple[Any, ...]
_NOTHING = '""'
"""The expression of a guard, which shows nothing."""


def flat(blocks: Iterable[Any], sections: Iterable[Section] = (), id: str = "", level: int = 2) -> Nodes:
    """The blocks, and a Heading with the blocks below it for each section, as one run."""
    out = [*blocks]
    for section in sections:
        name = section.id.removeprefix(f"{id}-") if id else section.id
        out.append(Heading(level, (Text(name),), section.title, Position("")))
        out += flat(section.blocks, section.sections, section.id, level + 1)
    return tuple(out)


def read_again(text: str) -> Nodes:
    """The shape of the blocks that a text gives. Raises DocgenError if it cannot be read."""
    return shape(read(text, lambda line, column: Position("", line + 1, column + 1)))


def shape(blocks: Iterable[Any]) -> Nodes:
    """Blocks of a document or of a template in a form that is equal if they say the same: fields by name alone."""
    return tuple(_block(block) for block in blocks)


def _block(block: Any) -> Any:
    match block:
        case Paragraph():
            words = _line(block.inlines)
            return FieldBlock(words[0].name, ()) if len(words) == 1 and type(words[0]) is Field else Paragraph(words)
        case OutputBlock():
            return FieldBlock(block.expression.source, ())
        case FieldBlock():
            return FieldBlock(block.name, ())
        case Figure():
            return FieldBlock("structure", ())
        case Signatures():
            return FieldBlock("signatories", ())
        case List():
            return List(block.ordered, tuple(Item(shape(item.blocks)) for item in block.items))
        case Quote():
            return Quote(shape(block.blocks))
        case Captioned():
            return replace(_block(block.table), caption=_line(block.caption), id=plain(_line(block.id)))
        case Table():
            rows = tuple(_row(row) for row in block.rows)
            return replace(block, header=_row(block.header), rows=rows, caption=_line(block.caption))
        case Heading():
            return ("heading", block.level, plain(_line(block.id)), _line(block.inlines))
    return block


def _row(row: Any) -> Any:
    return Row(tuple(Cell(_line(cell.inlines)) for cell in row.cells)) if type(row) is Row else row


def _line(inlines: Nodes) -> Nodes:
    return joined_inlines([made for node in inlines for made in _inline(node)])


def _inline(node: Any) -> Nodes:
    match node:
        case Output():
            return () if node.expression.source == _NOTHING else (Field(node.expression.source, ()),)
        case Field():
            return (Field(node.name, ()),)
        case Term():
            return (Field(node.key, ()), *([Text(node.ending)] if node.ending else []))
        case Jump():
            return (Reference(plain(_line(node.target)), _line(node.inlines)),)
        case Note():
            return (Note(shape(node.blocks)),)
        case Strong() | Emphasis() | Foreign() | Link() | Reference():
            return (replace(node, inlines=_line(node.inlines)),)
    return (node,)

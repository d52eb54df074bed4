"""Filling in paragraphs, lists, tables and headings, one function for each kind of node; and the blocks that a field alone in its paragraph makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docgen.bind_inlines import name_of
from docgen.bind_logic import chosen, repeated
from docgen.expressions import Expression
from docgen.facts import Names
from docgen.problems import Position, Problem
from docgen.template import Anchored, Captioned, For, Glossary, Heading, If, OutputBlock
from docgen.tree import Cell, Field, FieldBlock, Figure, Item, List, Paragraph, Quote, Row, Signatures, Table, Text
from docgen.values import Markdown, Rows

if TYPE_CHECKING:
    from docgen.bind import Binding

Scope = Mapping[str, Any]
Nodes = tuple[Any, ...]
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def _paragraph(binding: Binding, node: Paragraph, scope: Scope) -> Nodes:
    inlines = binding.line(node.inlines, scope)
    if inlines is node.inlines:
        return (node,)
    return (Paragraph(inlines, position=node.position),) if inlines else ()


def _list(binding: Binding, node: List, scope: Scope) -> Nodes:
    items: list[Item] = []
    changed = False
    for item in node.items:
        blocks = binding.blocks(item.blocks, scope)
        if blocks is item.blocks:
            items.append(item)
            continue
        changed = True
        if blocks:
            items.append(Item(blocks))
    if not changed:
        return (node,)
    return (List(node.ordered, tuple(items)),) if items else ()


def _quote(binding: Binding, node: Quote, scope: Scope) -> Nodes:
    blocks = binding.blocks(node.blocks, scope)
    if blocks is node.blocks:
        return (node,)
    return (Quote(blocks),) if blocks else ()


def row(binding: Binding, node: Row, scope: Scope) -> Row:
    lines = [binding.line(cell.inlines, scope) for cell in node.cells]
    if all(line is cell.inlines for line, cell in zip(lines, node.cells, strict=True)):
        return node
    return Row(tuple(Cell(line) for line in lines))


def _table(binding: Binding, node: Table, scope: Scope, caption: Nodes = (), id: str = "") -> Nodes:
    header, rows = row(binding, node.header, scope), binding.rows(node.rows, scope)
    if header is node.header and rows is node.rows and not caption and not id:
        return (node,)
    return (Table(header, rows, node.alignments, caption, id),)


def _captioned(binding: Binding, node: Captioned, scope: Scope) -> Nodes:
    caption, name = binding.line(node.caption, scope), _id(binding, node.id, scope, node.position)
    if type(node.table) is Table:
        return _table(binding, node.table, scope, caption, name)
    match _output_block(binding, node.table, scope):
        case (FieldBlock(field, (Table() as table,)),):
            return (FieldBlock(field, (replace(table, caption=caption, id=name),)),)
        case ():
            return ()
    binding.problems.append(Problem(node.position, "caption-place", "This caption stands before no table.", "a field that gives a table"))
    return ()


def _heading(binding: Binding, node: Heading, scope: Scope) -> Nodes:
    words = binding.line(node.inlines, scope)
    if not words:
        binding.problems.append(Problem(node.position, "empty-heading", "This heading has no words.", "## Title {#id}"))
    return (Heading(node.level, (Text(_id(binding, node.id, scope, node.position)),), words, node.position),)


def _id(binding: Binding, nodes: Nodes, scope: Scope, position: Position) -> str:
    name = name_of(binding.inlines(nodes, scope))
    if nodes and not _ID.fullmatch(name):
        binding.problems.append(Problem(position, "bad-id", f"“{name}” cannot be an id.", "lower-case letters, digits and hyphens"))
    return name


def _output_block(binding: Binding, node: OutputBlock, scope: Scope) -> Nodes:
    name, value = node.expression.source, binding.value(node.expression, scope)
    match value:
        case None:
            return ()
        case Markdown():
            blocks = _markdown(binding, value)
            if len(blocks) == 1 and type(blocks[0]) is Paragraph:
                return (Paragraph((Field(name, blocks[0].inlines),), position=blocks[0].position),)
            return (FieldBlock(name, blocks),) if blocks else ()
        case Rows():
            return (FieldBlock(name, (_rows_as_table(value),)),)
        case Figure(chart=()) | Signatures(signatories=()):
            seen = f"“{name}” would show nothing: the partnership file has no {'groups' if type(value) is Figure else 'signatories'}."
            binding.wrong(node.expression, "not-shown", seen, "", f"Give them, or leave “{name}” out.")
            return ()
        case Signatures() | Figure():
            return (FieldBlock(name, (value,)),)
        case Glossary():
            return (value,)
        case tuple() | list() | Names():
            items = [item for each in value for item in _item(binding, node.expression, each)]
            return (List(False, tuple(items)),) if items else ()
    made = binding.shown(node.expression, value)
    return (Paragraph((Field(name, made),), position=node.expression.position),) if made else ()


def _markdown(binding: Binding, value: Markdown) -> Nodes:
    """The blocks of a piece of Markdown, which may hold no headings: sub-sections belong to clauses and to local text."""
    blocks = binding.blocks(value.blocks, binding.globals)
    binding.problems.extend(
        Problem(block.position, "heading-place", "This heading stands in a value.", "headings in clauses and in local text")
        for block in blocks
        if isinstance(block, Heading)
    )
    return tuple(block for block in blocks if not isinstance(block, Heading))


def _item(binding: Binding, expression: Expression, value: Any) -> tuple[Item, ...]:
    """The list item of a value; none if it shows nothing."""
    if isinstance(value, Markdown):
        blocks = _markdown(binding, value)
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return (Item((Paragraph((Field(expression.source, blocks[0].inlines),), position=blocks[0].position),)),)
        return (Item(blocks),) if blocks else ()
    made = binding.shown(expression, value)
    return (Item((Paragraph((Field(expression.source, made),), position=expression.position),)),) if made else ()


def _rows_as_table(value: Rows) -> Table:
    header = Row(tuple(Cell((Text(heading),)) for _, heading in value.columns))
    rows = tuple(Row(tuple(Cell((Text(row[key]),) if row[key] else ()) for key, _ in value.columns)) for row in value.rows)
    return Table(header, rows, tuple("left" for _ in value.columns))


def _anchored(binding: Binding, node: Anchored, scope: Scope) -> Nodes:
    return BLOCKS[type(node.block)](binding, node.block, scope)


def _if(binding: Binding, node: If, scope: Scope) -> Nodes:
    return chosen(binding, node, scope, binding.blocks)


def _for(binding: Binding, node: For, scope: Scope) -> Nodes:
    return repeated(binding, node, scope, binding.blocks)


LOGIC: dict[type, Callable[..., Nodes]] = {If: chosen, For: repeated}
BLOCKS: dict[type, Callable[..., Nodes]] = {
    Paragraph: _paragraph,
    List: _list,
    Quote: _quote,
    Table: _table,
    Captioned: _captioned,
    Anchored: _anchored,
    Heading: _heading,
    OutputBlock: _output_block,
    If: _if,
    For: _for,
}

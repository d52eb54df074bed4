"""Fills in paragraphs, lists, tables and headings, with one function for each kind of node, and fields that are a block of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from docgen.clausetext.expressions import Expression
from docgen.clausetext.named_facts import Names
from docgen.clausetext.template import Anchored, Captioned, For, Glossary, Heading, If, OutputBlock
from docgen.composition.bind_inlines import inlines, line, name_of
from docgen.composition.bind_logic import always, chosen, repeated
from docgen.composition.binding import Binding, Fill, Nodes, Scope
from docgen.composition.list_ends import with_ends
from docgen.document.articles import with_article
from docgen.document.problems import Position, Problem
from docgen.document.quotation_marks import curled
from docgen.document.tree import Cell, Field, FieldBlock, Figure, Item, List, Paragraph, Quote, Row, Signatures, Table, Text
from docgen.document.values import Markdown, Rows

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def blocks(nodes: Nodes) -> Fill | None:
    """Fills in blocks, including `Heading`s. Neighbouring lists of the same kind are joined."""
    parts = [(node, _KINDS[type(node)](node)) for node in nodes]
    kinds = [node.ordered if type(node) is List else None for node in nodes]
    if not any(own for _, own in parts) and not any(a is b is not None for a, b in pairwise(kinds)):
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        out: list[Any] = []
        for node, own in parts:
            for block in own(binding, scope) if own else (node,):
                if type(block) is List and out and type(out[-1]) is List and out[-1].ordered == block.ordered:
                    out[-1] = List(block.ordered, out[-1].items + block.items)
                else:
                    out.append(block)
        for at, (above, block) in enumerate(pairwise(out), 1):
            if id(block) in binding.value_lists:
                out[at] = with_ends(block, above)
        return tuple(out)

    return fill


def _paragraph(node: Paragraph) -> Fill | None:
    words, position = line(node.inlines), node.position
    if words is None:
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        inlines = words(binding, scope)
        return (Paragraph(inlines, "", position),) if inlines else ()

    return fill


def _list(node: List) -> Fill | None:
    parts = [(item, blocks(item.blocks)) for item in node.items]
    if not any(own for _, own in parts):
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        items: list[Item] = []
        for item, own in parts:
            if own is None:
                items.append(item)
            elif made := own(binding, scope):
                items.append(Item(made))
        return (List(node.ordered, tuple(items)),) if items else ()

    return fill


def _quote(node: Quote) -> Fill | None:
    inner = blocks(node.blocks)
    if inner is None:
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        made = inner(binding, scope)
        return (Quote(made),) if made else ()

    return fill


def _rows(nodes: Nodes) -> Fill | None:
    """Fills in the rows of a table's body."""
    parts = [(node, _ROWS[type(node)](node)) for node in nodes]
    if not any(own for _, own in parts):
        return None
    return lambda binding, scope: tuple([row for node, own in parts for row in (own(binding, scope) if own else (node,))])


def _row(node: Row) -> Fill | None:
    lines = [line(cell.inlines) for cell in node.cells]
    if not any(lines):
        return None
    parts = list(zip(node.cells, lines, strict=True))
    return lambda binding, scope: (Row(tuple([Cell(own(binding, scope)) if own else cell for cell, own in parts]), node.position),)


def _table(node: Table) -> Fill | None:
    header, rows = _row(node.header), _rows(node.rows)
    if header is None and rows is None and node.rows:
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        (top,) = header(binding, scope) if header else (node.header,)
        made = rows(binding, scope) if rows else node.rows
        if not made:
            advice = "Put the table between {% if … %} and {% endif %}, or give it rows."
            binding.problems.append(Problem(node.position or Position(""), "empty-table", "This table has a header and no rows.", "at least one row", advice))
            return ()
        return (Table(top, made, node.alignments, position=node.position),)

    return fill


def _captioned(node: Captioned) -> Fill:
    words, id, table = always(node.caption, line), always(node.id, inlines), always((node.table,), blocks)

    def fill(binding: Binding, scope: Scope) -> Nodes:
        caption, name = words(binding, scope), _id(binding, id(binding, scope), node.position)
        if not caption:
            binding.problems.append(Problem(node.position, "empty-caption", "This caption has no words.", "Table: Caption {#id}"))
        match table(binding, scope):
            case (Table() as made,):
                return (replace(made, caption=caption, id=name, position=node.position),)
            case (FieldBlock(field, (Table() as made,)),):
                return (FieldBlock(field, (replace(made, caption=caption, id=name, position=node.position),)),)
            case ():
                return ()
        binding.problems.append(Problem(node.position, "caption-place", "This caption is not before a table.", "a field that gives a table"))
        return ()

    return fill


def _heading(node: Heading) -> Fill:
    words, id = always(node.inlines, line), always(node.id, inlines)

    def fill(binding: Binding, scope: Scope) -> Nodes:
        inlines = words(binding, scope)
        if not inlines:
            binding.problems.append(Problem(node.position, "empty-heading", "This heading has no words.", "## Title {#id}"))
        name = _id(binding, id(binding, scope), node.position)
        return (Heading(node.level, (Text(name),), inlines, node.position),)

    return fill


def _id(binding: Binding, nodes: Nodes, position: Position) -> str:
    name = name_of(nodes)
    if nodes and not _ID.fullmatch(name):
        binding.problems.append(Problem(position, "bad-id", f"“{name}” cannot be an id.", "lower-case letters, digits and hyphens"))
    return name


def _output_block(node: OutputBlock, binding: Binding, scope: Scope) -> Nodes:
    name, value = node.expression.source, binding.value(node.expression, scope)
    match value:
        case None:
            return ()
        case Markdown():
            inner = _markdown(binding, value)
            if len(inner) == 1 and type(inner[0]) is Paragraph:
                return (Paragraph((Field(name, inner[0].inlines),), position=inner[0].position),)
            return (FieldBlock(name, inner),) if inner else ()
        case Rows():
            return (FieldBlock(name, (_rows_as_table(value),)),)
        case Figure(chart=()) | Signatures(signatories=()):
            seen = f"“{name}” would show nothing: the partnership file has no {'groups' if type(value) is Figure else 'signatories'}."
            binding.wrong(node.expression, "not-shown", seen, "", f"Give them, or leave “{name}” out.")
            return ()
        case Signatures():
            return (FieldBlock(name, (Signatures(tuple(replace(each, party=with_article(each.party)) for each in value.signatories)),)),)
        case Figure():
            return (FieldBlock(name, (value,)),)
        case Glossary():
            return (value,)
        case tuple() | list() | Names():
            items = [item for each in value for item in _item(binding, node.expression, each)]
            listed = List(False, tuple(items))
            binding.value_lists[id(listed)] = listed
            return (listed,) if items else ()
    made = binding.shown(node.expression, value)
    return (Paragraph((Field(name, made),), position=node.expression.position),) if made else ()


def _markdown(binding: Binding, value: Markdown) -> Nodes:
    """The blocks of a Markdown value. It may hold no headings: sub-sections belong to clauses and to local text."""
    made = binding.blocks(value.blocks, binding.names)
    binding.problems.extend(
        Problem(block.position, "heading-place", "This heading is inside a value.", "headings in clauses and in local text")
        for block in made
        if isinstance(block, Heading)
    )
    return tuple(block for block in made if not isinstance(block, Heading))


def _item(binding: Binding, expression: Expression, value: Any) -> tuple[Item, ...]:
    """The list item for a value; none if the value shows nothing."""
    if isinstance(value, Markdown):
        inner = _markdown(binding, value)
        if len(inner) == 1 and isinstance(inner[0], Paragraph):
            return (Item((Paragraph((Field(expression.source, inner[0].inlines),), position=inner[0].position),)),)
        return (Item(inner),) if inner else ()
    made = binding.shown(expression, value)
    return (Item((Paragraph((Field(expression.source, made),), position=expression.position),)),) if made else ()


def _rows_as_table(value: Rows) -> Table:
    header = Row(tuple(Cell((Text(curled(heading)),)) for _, heading in value.columns))
    rows = tuple(Row(tuple(Cell((Text(curled(row[key])),) if row[key] else ()) for key, _ in value.columns)) for row in value.rows)
    return Table(header, rows, tuple("left" for _ in value.columns))


def _anchored(node: Anchored) -> Fill:
    return always((node.block,), blocks)


_ROWS: dict[type, Callable[[Any], Fill | None]] = {
    Row: _row,
    If: lambda node: chosen(node, _rows),
    For: lambda node: repeated(node, _rows),
}
_KINDS: dict[type, Callable[[Any], Fill | None]] = {
    Paragraph: _paragraph,
    List: _list,
    Quote: _quote,
    Table: _table,
    Captioned: _captioned,
    Anchored: _anchored,
    Heading: _heading,
    OutputBlock: lambda node: partial(_output_block, node),
    If: lambda node: chosen(node, blocks),
    For: lambda node: repeated(node, blocks),
}

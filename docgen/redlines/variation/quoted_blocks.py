"""New lines as blocks, to be quoted in an instrument as they will look in the document: lists as lists, tables as tables, headings with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from docgen.document.tree import Cell, Item, List, Paragraph, Quote, Row, Strong, Table, Text
from docgen.formats.list_labels import label
from docgen.redlines.variation.line_pieces import as_shown
from docgen.redlines.variation.paper import HEADINGS, Line, ordinal

Blocks = tuple[Any, ...]


def quoted_blocks(lines: Sequence[Line], scheme: str) -> Blocks:
    """The blocks of new lines in a document that is numbered so."""
    first = lines[0]
    base = len(first.shape[:-1] if first.starts and first.kind == "paragraph" else first.shape)
    base = min(base, *(len(line.shape) for line in lines))
    return in_quotation_marks(tuple(_blocks(lines, base, scheme)))


def in_quotation_marks(blocks: Blocks) -> Blocks:
    """The blocks between quotation marks, unless one stands at an end that has no room for a mark, as a table does."""
    marked = _marked(blocks, 0, lambda inlines: (Text("“"), *inlines))
    marked = marked and _marked(marked, -1, lambda inlines: (*inlines, Text("”")))
    return marked or blocks


def _marked(blocks: Blocks, at: int, mark: Callable[[Blocks], Blocks]) -> Blocks:
    """The blocks with a mark in the first or last paragraph; () if no paragraph stands there."""
    if not blocks:
        return ()
    block = blocks[at]
    made: Any = None
    if type(block) is Paragraph:
        made = replace(block, inlines=mark(block.inlines))
    elif type(block) is List and (inside := _marked(block.items[at].blocks, at, mark)):
        made = replace(block, items=_with(block.items, at, Item(inside)))
    elif type(block) is Quote and (inside := _marked(block.blocks, at, mark)):
        made = Quote(inside)
    return _with(blocks, at, made) if made else ()


def _with(nodes: Blocks, at: int, node: Any) -> Blocks:
    return (*nodes[:-1], node) if at else (node, *nodes[1:])


def _blocks(lines: Sequence[Line], depth: int, scheme: str) -> Iterator[Any]:
    for container, group in groupby(lines, key=lambda line: line.shape[depth : depth + 1]):
        inside = list(group)
        if not container:
            yield from _plain(inside, scheme)
        elif container == ("quotation",):
            yield Quote(tuple(_blocks(inside, depth + 1, scheme)))
        else:
            yield from _list(inside, depth, scheme)


def _list(lines: Sequence[Line], depth: int, scheme: str) -> Iterator[Any]:
    """A list; numbered items that do not begin theirs are paragraphs with the numbers that they will have."""
    ordered = lines[0].shape[depth] == "number"
    items: list[list[Line]] = []
    for line in lines:
        if not items or (line.starts and len(line.shape) == depth + 1):
            items.append([])
        items[-1].append(line)
    blocks = [tuple(_blocks(item, depth + 1, scheme)) for item in items]
    if not ordered or items[0][0].item == 1:
        yield List(ordered, tuple(map(Item, blocks)))
        return
    level = (scheme == "paragraphs") + lines[0].shape[:depth].count("number")
    for item, made in zip(items, blocks, strict=True):
        yield Paragraph((Text(f"{label(level, item[0].item - 1)} "), *made[0].inlines))
        yield from made[1:]


def _plain(lines: Sequence[Line], scheme: str) -> Iterator[Any]:
    for kind, group in groupby(lines, key=lambda line: "row" if line.kind in ("table", "header") else line.kind):
        run = list(group)
        if kind == "row":
            yield from _tables(run)
        else:
            yield from (_block(line, scheme) for line in run)


def _tables(lines: Sequence[Line]) -> Iterator[Any]:
    """The tables that rows make, each with its header, though that may not be new."""
    tables: list[list[Line]] = []
    for line in lines:
        if line.kind == "table":
            if line.cells[0]:
                yield _paragraph(f"{line.number}: ", line)
            continue
        if not tables or tables[-1][0].source[0] is not line.source[0]:
            tables.append([])
        tables[-1].append(line)
    for table in tables:
        whole: Table = table[0].source[0]
        yield Table(_row(whole.header), tuple(_row(line.source[1]) for line in table if line.kind == "row"), whole.alignments)


def _row(row: Row) -> Row:
    return Row(tuple(Cell(as_shown(cell.inlines)) for cell in row.cells))


def _block(line: Line, scheme: str) -> Any:
    if line.kind in HEADINGS:
        level = f" [heading of the {ordinal(line.depth)} level]" if scheme == "none" and line.depth > 1 else ""
        return Paragraph((Strong((Text(f"{line.number} ".lstrip()), *as_shown(line.source[0]))), *((Text(level),) if level else ())))
    if line.kind == "figure":
        # The number is text here: a live one would count the figures of the instrument.
        name = f"{line.number}: " if line.cells[0] else line.number
        return replace(line.source, caption=(Text(name), *as_shown(line.source.caption)), number="")
    if line.kind == "control":
        return Paragraph((Text(f"{line.cells[0]}: {line.cells[1]}"),))
    if line.kind == "signatory":
        name, post, party = line.cells
        who = ", ".join(part for part in (name, post) if part)
        return Paragraph((Text(f"Place to sign for {party}: {who}".removesuffix(": ")),))
    return _paragraph(f"{line.number} " if line.number else "", line)


def _paragraph(number: str, line: Line) -> Paragraph:
    return Paragraph((*((Text(number),) if number else ()), *as_shown(line.source[0])))

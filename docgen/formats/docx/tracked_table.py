"""Tables whose rows, columns or words hold marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from docgen.document.redline import Deleted, Inserted, accepted_nodes, marks
from docgen.document.tree import Cell, Row, Table, plain
from docgen.formats.docx import body
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.tracked_marks import MARKS, Redlining, at
from docgen.formats.docx.writing_state import Place, Writing

Column = tuple[type | None, str]
"""The mark that a column has, if it came or went, and its alignment."""


def table(node: Table, place: Place, keep: bool, writing: Writing) -> None:
    """Write a table."""
    if next(marks(node), None) is None:
        body.BLOCKS[Table](node, place, keep, writing)
        return
    body.before_table(node, place, writing)
    columns = _columns(node)
    texts = [_texts(row, columns) for entry in (node.header, *node.rows) for row in _rows(entry)]
    sizes = [(max(map(len, column)), max((len(word) for text in column for word in text.split()), default=0)) for column in zip(*texts, strict=True)]
    widths = ml.widths(writing.house.width, sizes)
    heads = [plain(cell.inlines) for cell in accepted_nodes(node.header.cells)]
    caption = accepted_nodes(node.caption)
    writing.out.append(ml.table_start(writing.house.table, widths, f"{plain(caption)}: {', '.join(heads)}" if caption else ""))
    _row(node.header, "table heading", columns, widths, writing)
    for entry in node.rows:
        ROWS[type(entry)](entry, "table text", columns, widths, writing)
    writing.out.append("</w:tbl>")
    writing.after_table = True


def _columns(table: Table) -> list[Column]:
    alignments = iter(table.alignments)
    cells: tuple[Any, ...] = table.header.cells
    kinds = [type(cell) if type(cell) in MARKS else None for cell in cells]
    return [(kind, "left" if kind is Deleted else next(alignments, "left")) for kind in kinds]


def _rows(entry: Any) -> list[Row]:
    """The row, or the rows in a mark."""
    return [entry] if type(entry) is Row else [row for held in entry.nodes for row in _rows(held)]


def _placed(row: Row, columns: Sequence[Column]) -> list[Any]:
    """The cells of a row, one for each column; None where a row that came or went whole never had one."""
    if len(row.cells) == len(columns):
        return list(row.cells)
    had = [kind is not Deleted for kind, _ in columns]
    if sum(had) != len(row.cells):
        had = [kind is not Inserted for kind, _ in columns]
    cells = iter(row.cells)
    return [next(cells, None) if its else None for its in had]


def _texts(row: Row, columns: Sequence[Column]) -> list[str]:
    cells = [() if cell is None else (cell,) if type(cell) is Cell else cell.nodes for cell in _placed(row, columns)]
    return [" ".join(plain(accepted_nodes(held.inlines)) for held in cell) for cell in cells]


def _row(node: Row, role: str, columns: Sequence[Column], widths: Sequence[int], writing: Writing) -> None:
    cells: list[str] = []
    for cell, (_, align), width in zip(_placed(node, columns), columns, widths, strict=True):
        start = ml.start(writing.house.paragraph[role], False, -1, 0, False, 0, align)
        shown = Cell(()) if cell is None else cell
        cells.append(writing.aside(partial(CELLS[type(shown)], shown, start, width, writing)))
    writing.out.append(ml.row(cells, header=role == "table heading"))


def _cell(node: Cell, start: str, width: int, writing: Writing) -> None:
    writing.out.append(ml.cell_start(width))
    body.paragraph(start, node.inlines, writing)
    writing.out.append("</w:tc>")


def _marked_cell(node: Any, start: str, width: int, writing: Redlining) -> None:
    came = type(node) is Inserted
    made = writing.mark(node, writing.aside(lambda: _cell(node.nodes[0], start, width, writing)), "ins" if came else "del")
    writing.out.append(track_changes.cell(made, came, writing.stamp))


ROWS: dict[type, Callable[..., None]] = {Row: _row, **{kind: at(lambda _: ROWS, kind) for kind in MARKS}}
CELLS: dict[type, Callable[..., None]] = {Cell: _cell, Inserted: _marked_cell, Deleted: _marked_cell}

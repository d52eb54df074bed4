"""Tables with marks in their rows, columns or text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from docgen.document.redline import Deleted, Inserted, accepted_nodes, marks
from docgen.document.tree import Cell, Row, Table, plain
from docgen.formats.docx import body
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.write_marks import MARKS, RedlineState, mark_writer
from docgen.formats.docx.writing_state import Place, State

Column = tuple[type | None, str]
"""The mark on a column, None if it has none, and its alignment."""


def table(node: Table, place: Place, keep: bool, state: State) -> None:
    """Write a table."""
    if next(marks(node), None) is None:
        body.BLOCKS[Table](node, place, keep, state)
        return
    body.before_table(node, place, state)
    columns = _columns(node)
    texts = [_texts(row, columns) for entry in (node.header, *node.rows) for row in _rows(entry)]
    widths = ml.widths(state.house.width, ml.column_sizes(texts))
    headings = [plain(cell.inlines) for cell in accepted_nodes(node.header.cells)]
    state.out.append(ml.table_start(state.house.table, widths, body.table_description(accepted_nodes(node.caption), headings)))
    _row(node.header, "table heading", columns, widths, state)
    for entry in node.rows:
        ROWS[type(entry)](entry, "table text", columns, widths, state)
    state.out.append("</w:tbl>")
    state.after_table = True


def _columns(table: Table) -> list[Column]:
    alignments = iter(table.alignments)
    cells: tuple[Any, ...] = table.header.cells
    kinds = [type(cell) if type(cell) in MARKS else None for cell in cells]
    return [(kind, "left" if kind is Deleted else next(alignments, "left")) for kind in kinds]


def _rows(entry: Any) -> list[Row]:
    """The row, or the rows in a mark."""
    return [entry] if type(entry) is Row else [row for node in entry.nodes for row in _rows(node)]


def _aligned_cells(row: Row, columns: Sequence[Column]) -> list[Any]:
    """The cells of a row, one for each column; None where an inserted or deleted row has no cell."""
    if len(row.cells) == len(columns):
        return list(row.cells)
    present = [kind is not Deleted for kind, _ in columns]
    if sum(present) != len(row.cells):
        present = [kind is not Inserted for kind, _ in columns]
    cells = iter(row.cells)
    return [next(cells, None) if has_cell else None for has_cell in present]


def _texts(row: Row, columns: Sequence[Column]) -> list[str]:
    cells = [() if cell is None else (cell,) if type(cell) is Cell else cell.nodes for cell in _aligned_cells(row, columns)]
    return [" ".join(plain(accepted_nodes(version.inlines)) for version in cell) for cell in cells]


def _row(node: Row, role: str, columns: Sequence[Column], widths: Sequence[int], state: State) -> None:
    cells: list[str] = []
    for cell, (_, align), width in zip(_aligned_cells(node, columns), columns, widths, strict=True):
        start = ml.start(state.house.paragraph[role], False, -1, 0, False, 0, align)
        shown = Cell(()) if cell is None else cell
        cells.append(state.captured(partial(CELLS[type(shown)], shown, start, width, state)))
    state.out.append(ml.row(cells, header=role == "table heading"))


def _cell(node: Cell, start: str, width: int, state: State) -> None:
    state.out.append(ml.cell_start(width))
    body.paragraph(start, node.inlines, state)
    state.out.append("</w:tc>")


def _marked_cell(node: Any, start: str, width: int, state: RedlineState) -> None:
    inserted = type(node) is Inserted
    xml = state.track(node, state.captured(lambda: _cell(node.nodes[0], start, width, state)), "ins" if inserted else "del")
    state.out.append(track_changes.cell(xml, inserted, state.stamp))


ROWS: dict[type, Callable[..., None]] = {Row: _row, **{kind: mark_writer(lambda _: ROWS, kind) for kind in MARKS}}
CELLS: dict[type, Callable[..., None]] = {Cell: _cell, Inserted: _marked_cell, Deleted: _marked_cell}

"""Tables of files become tables of a document: a header row, and rows of as many cells; boxes that only place words on a page become paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import Alignment, Break, Cell, Row, Table, Text
from docgen.formats.reading.file_text import Grid, Line

_CAPTION = re.compile(r"\s*(?P<number>(?P<kind>Table|Figure|Chart)\s+\d{1,3})\s*(?:[:.–—-]\s*|\s+(?=[A-Z]))(?=\S)")


def is_layout(grid: Grid) -> bool:
    """Whether a table only places words: it has one row or one column, and no header row."""
    return not grid.headers and (len(grid.rows) < 2 or max((len(row) for row in grid.rows), default=0) < 2)


def lines_of(grid: Grid) -> Iterator[Line | Grid]:
    """What a table holds, cell by cell."""
    for row in grid.rows:
        for cell in row:
            yield from cell


def table_of(grid: Grid, caption: tuple[Any, ...] = (), number: str = "") -> Table:
    """The table: its first row is the header, short rows have empty cells, and the lines of a cell are lines of one paragraph."""
    width = max(len(row) for row in grid.rows)
    header, *rows = [_row(row, width, grid) for row in grid.rows]
    left: Alignment = "left"
    sides = (*grid.alignments, *[left] * width)[:width]
    return Table(header, tuple(rows), sides, caption, "", number, grid.position)


def _row(cells: tuple[tuple[Line | Grid, ...], ...], width: int, grid: Grid) -> Row:
    made = [Cell(_inlines(cell)) for cell in cells]
    place = next((line.position for cell in cells for line in cell), grid.position)
    return Row((*made, *[Cell(())] * (width - len(made))), place)


def _inlines(cell: tuple[Line | Grid, ...]) -> tuple[Any, ...]:
    out: list[Any] = []
    for line in _flat(cell):
        words = (Text(f"{line.label} "), *line.inlines) if line.label else line.inlines
        if words:
            out += [Break(), *words] if out else words
    return joined_inlines(out)


def _flat(cell: tuple[Line | Grid, ...]) -> Iterator[Line]:
    """The lines of a cell, and of the tables in it."""
    for part in cell:
        if type(part) is Line:
            yield part
        elif type(part) is Grid:
            for row in part.rows:
                for inner in row:
                    yield from _flat(inner)


def has_table(grid: Grid) -> bool:
    """Whether a table stands in a cell of this one."""
    return any(type(part) is Grid for row in grid.rows for cell in row for part in cell)


def caption_number(words: str) -> tuple[str, str, int] | None:
    """What a caption is of ("Table"), its number ("Table 1") and where its own words begin; None if the words are none."""
    found = _CAPTION.match(words)
    return (found["kind"], found["number"], found.end()) if found else None

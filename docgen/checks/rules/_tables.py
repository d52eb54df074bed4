"""The tables of a draft as rows of cells, whether composed or read from a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from docgen.checks.draft import Draft, Passage
from docgen.checks.rules._placed import placed
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.tree import Table, plain

_NUMBER = re.compile(r"[£€$]?\s?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?\s?(?P<percent>%|per cent)?")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, the header first and all of the same length, and the text before it."""

    rows: tuple[tuple[Cell, ...], ...]
    before: str = ""

    @property
    def columns(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(zip(*self.rows, strict=True))


def tables(draft: Draft) -> Iterator[Grid]:
    """All tables whose rows have the same length."""
    found = _composed(draft) if draft.document is not None else _of_lines(draft)
    return (grid for grid in found if len(grid.rows) > 1 and len({len(row) for row in grid.rows}) == 1)


def _composed(draft: Draft) -> Iterator[Grid]:
    shown = iter([passage for passage in draft.passages if passage.kind == "cell"])
    for table, place, section in placed(draft):
        if isinstance(table, Table):
            rows = tuple(
                tuple(_cell(plain(cell.inlines), next(shown, None), row.position or place) for cell in row.cells) for row in (table.header, *table.rows)
            )
            yield Grid(rows, plain(table.caption) or plain(section.title))


def _cell(text: str, passage: Passage | None, place: Position) -> Cell:
    """A cell, at the place of its passage if that is known to be it."""
    return Cell(text, passage.at(0) if passage and passage.text and passage.text == " ".join(text.split()) else place)


def _of_lines(draft: Draft) -> Iterator[Grid]:
    cells = [passage for passage in draft.passages if passage.kind == "cell"]
    for lead, table in groupby(cells, key=lambda passage: passage.lead):
        rows = groupby(table, key=lambda passage: passage.position.line)
        before = draft.passages[lead].text if lead >= 0 else ""
        yield Grid(tuple(tuple(Cell(passage.text, passage.position) for passage in row) for _, row in rows), before)


def number(text: str) -> tuple[Decimal, bool] | None:
    """The number in a cell that holds nothing else, and whether it is a percentage."""
    found = _NUMBER.fullmatch(text.strip(" *_"))
    return (Decimal(found["digits"].replace(",", "") + (found["part"] or "")), bool(found["percent"])) if found else None


def is_total(text: str) -> bool:
    """Whether a cell begins a row of totals."""
    return text.strip(" *_").rstrip(":").casefold() in ("total", "totals", "sum", "all", "overall", "grand total", "total contribution", "total contributions")

"""Collects the cells of a table of a web page, each in the first of the places that it takes."""

from __future__ import annotations

import re
from typing import Any

from docgen.document.problems import Position
from docgen.document.tree import Alignment
from docgen.formats.reading.file_text import Grid

MOST_COLUMNS = 200
"""More columns than this no table of words has."""
_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
_SIDES: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}


class Cells:
    """A table that is being read."""

    def __init__(self, element: Any) -> None:
        self.line = element.sourceline or 0
        self.rows: list[list[tuple[Any, ...]]] = []
        self.heads: list[bool] = []
        self.sides: list[Alignment] = []
        self.below: dict[int, int] = {}
        """How many rows more a cell of each column takes."""

    def begin_row(self, in_head: bool) -> None:
        self.rows.append([])
        self.heads.append(in_head)
        self._skip_taken()

    def add(self, cell: tuple[Any, ...], element: Any) -> None:
        if not self.rows:
            self.begin_row(False)
        wide = min(max(whole(element.get("colspan"), 1), 1), max(1, MOST_COLUMNS - len(self.rows[-1])))
        high = whole(element.get("rowspan"), 1)
        for offset in range(wide):
            if high > 1:
                self.below[len(self.rows[-1])] = high - 1
            self.rows[-1].append(() if offset else cell)
            if len(self.rows) == 1:
                self.sides.append(_side(element))
        if element.tag != "th" and not _in_head(element):
            self.heads[-1] = False
        self._skip_taken()

    def _skip_taken(self) -> None:
        while self.below.get(len(self.rows[-1]), 0) > 0:
            self.below[len(self.rows[-1])] -= 1
            self.rows[-1].append(())

    def grid(self, place: Position, section: str, level: int) -> Grid:
        headers = next((at for at, head in enumerate(self.heads) if not head), len(self.heads))
        return Grid(tuple(tuple(row) for row in self.rows if row), place, headers, section, level, tuple(self.sides))


def _side(element: Any) -> Alignment:
    style = _ALIGN.search(element.get("style") or "")
    names = [*(element.get("class") or "").split(), element.get("align") or "", style[1] if style else ""]
    return next((_SIDES[name.lower()] for name in names if name.lower() in _SIDES), "left")


def _in_head(element: Any) -> bool:
    row = element.getparent()
    return row is not None and row.getparent() is not None and row.getparent().tag == "thead"


def whole(value: str | None, otherwise: int) -> int:
    """The number that an attribute gives, or another if it gives none."""
    value = (value or "").strip()
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else otherwise

"""Pipe tables, with columns as wide as their widest cell so that the source looks like a table too (GFM 4.10)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.document.tree import Alignment

_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*")
"""Characters that are one column wide in every edition of Unicode."""

_LEAST = 3


def pipe_table(rows: Sequence[Sequence[str]], alignments: Sequence[Alignment]) -> str:
    """A table whose first row is its header; the cells are Markdown."""
    widths = [[_width(cell) for cell in row] for row in rows]
    columns = [max(_LEAST, *column) for column in zip(*widths, strict=True)] if len(rows) > 1 else [max(_LEAST, w) for w in widths[0]]
    lines = [
        "| " + " | ".join([_padded(c, w, col, side) for c, w, col, side in zip(row, wide, columns, alignments, strict=True)]) + " |"
        for row, wide in zip(rows, widths, strict=True)
    ]
    lines.insert(1, "| " + " | ".join([_rule(col, side) for col, side in zip(columns, alignments, strict=True)]) + " |")
    return "\n".join(lines)


def _rule(column: int, side: Alignment) -> str:
    return (":" if side == "center" else "-") + "-" * (column - 2) + (":" if side != "left" else "-")


def _padded(cell: str, width: int, column: int, side: Alignment) -> str:
    space = column - width
    before = {"left": 0, "center": space // 2, "right": space}[side]
    return " " * before + cell + " " * (space - before)


def _width(cell: str) -> int:
    """The columns that the cell takes in a fixed-width font."""
    if _PLAIN.fullmatch(cell):
        return len(cell)
    from wcwidth import wcswidth

    return int(wcswidth(cell))

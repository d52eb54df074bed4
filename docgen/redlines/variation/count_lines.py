"""Counts the sections, paragraphs, tables and figures of a text given as lines, as anyone does who numbers it by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docgen.redlines.variation.paper import HEADINGS, Line


@dataclass(slots=True)
class _Open:
    """A section that is being read: its depth, how its inner numbers begin, how many there are, and whether its paragraphs have any."""

    depth: int
    prefix: str
    paragraphs: bool
    count: int = 0

    def next(self) -> str:
        self.count += 1
        return f"{self.prefix}.{self.count}" if self.prefix else ""


def counted(lines: Iterable[Line], scheme: str) -> tuple[Line, ...]:
    """The lines with the numbers that they have in this scheme."""
    out: list[Line] = []
    path: list[_Open] = []
    totals = dict.fromkeys(("heading", "appendix", "table", "figure"), 0)
    for line in lines:
        number = ""
        if line.kind in HEADINGS:
            while path and path[-1].depth >= line.depth:
                path.pop()
            number = _heading(line, path, totals, scheme)
        elif line.kind == "paragraph" and not line.shape and path and path[-1].paragraphs:
            number = path[-1].next()
        elif line.kind == "figure" or (line.kind == "table" and line.cells[0]):
            totals[line.kind] += 1
            number = f"{line.kind.capitalize()} {totals[line.kind]}"
        out.append(line if number == line.number else replace(line, number=number))
    return tuple(out)


def _heading(line: Line, path: list[_Open], totals: dict[str, int], scheme: str) -> str:
    """The number of a heading, which is then the section being read."""
    appendix = line.kind == "appendix"
    if path:
        number = prefix = path[-1].next()
    else:
        totals[line.kind] += 1
        total = str(totals[line.kind])
        number, prefix = (f"Appendix {total}", f"A{total}") if appendix else (total, total)
        if scheme == "none":
            number, prefix = number if appendix else "", ""
    path.append(_Open(line.depth, prefix, scheme == "paragraphs" and not appendix))
    return number

"""Counts the items of the lists of an OpenDocument file as LibreOffice shows them."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.formats.odt.open_styles import ListLevel

_BULLET = "•"


class Count:
    """The numbers that a list, or the outline of the headings, has reached at each level."""

    def __init__(self) -> None:
        self.values: dict[int, int] = {}

    def label(self, levels: Mapping[int, ListLevel], depth: int, start: str = "") -> str:
        """The label of the next item at a depth: a bullet, a number, or "" if it shows none."""
        own = levels.get(depth) or levels.get(max((level for level in levels if level < depth), default=0), ListLevel(bullet=_BULLET))
        for deeper in [level for level in self.values if level > depth]:
            del self.values[deeper]
        if not own.format:
            return own.bullet
        self.values[depth] = int(start) if start.isdecimal() else self.values.get(depth, own.start - 1) + 1
        shown = [level for level in range(max(1, depth - own.levels + 1), depth + 1) if level == depth or levels.get(level, own).format]
        numbers = [levels.get(level, own).number(self.values.get(level, levels.get(level, own).start)) for level in shown]
        return f"{own.prefix}{'.'.join(numbers)}{own.suffix}"

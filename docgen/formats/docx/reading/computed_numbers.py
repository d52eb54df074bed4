"""The numbers and bullets that Word computes and a file does not hold (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.word_styles import VAL, Styles, is_on
from docgen.formats.list_labels import letters, roman

_ABSTRACT_NUM, _NUM, _LEVEL, _ID, _NUM_ID, _ILVL = (f"{{{W}}}{name}" for name in ("abstractNum", "num", "lvl", "abstractNumId", "numId", "ilvl"))
_OVERRIDE, _START_OVERRIDE, _STYLE, _START, _FORMAT, _TEXT = (
    f"{{{W}}}{name}" for name in ("lvlOverride", "startOverride", "pStyle", "start", "numFmt", "lvlText")
)
_RESTART, _LEGAL, _STYLE_LINK = (f"{{{W}}}{name}" for name in ("lvlRestart", "isLgl", "numStyleLink"))
_PLACE = re.compile("%([1-9])")
_LEVELS = 9
_LONGEST = 32_767
"""The highest number that Word counts to (17.9.25)."""
_BULLETS = {0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xFC: "✓", 0x6F: "o", 0x76: "❖", 0x2D: "-"}
"""Characters of the fonts Symbol and Wingdings that Word offers as bullets."""


class Level(NamedTuple):
    """One level of a list."""

    start: int
    format: str
    text: str
    restart: int
    """It starts again after an item of a level below this one, counted from 1; 0 if never, -1 if after any higher level."""
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph: its text, whether it is a bullet, and the list that it belongs to. Items of one list have the same `group`."""

    text: str
    bullet: bool
    abstract: str
    group: str
    level: int


class Numbering:
    """The lists of a file. Counting is in a `Counter`, one for each reading of the text."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        if root is not None:
            self._abstract = {node.get(_ID, ""): node for node in root.iter(_ABSTRACT_NUM)}
            self._nums = {node.get(_NUM_ID, ""): node for node in root.iter(_NUM)}
        self._levels: dict[str, tuple[Level, ...]] = {}
        self._starts: dict[str, dict[int, int]] = {}

    def place(self, num: str | None, level: str | None, style: str) -> tuple[str, int] | None:
        """The numId and level of a paragraph from its own properties and its style; None if it has no number (`numId` 0 is none, 17.9.18)."""
        styled, styled_level, chain = self.styles.numbering(style)
        found = num if num is not None else styled
        if found is None or found == "0" or found not in self._nums:
            return None
        if level is None and num is None:
            # The level that names the style counts, whatever level the style names (17.9.23).
            bound = next((n for n, each in enumerate(self.levels(found)) if each.style and each.style in chain), None)
            level = styled_level if bound is None else str(bound)
        index = int(level) if level is not None and level.isdecimal() else 0
        return found, min(index, _LEVELS - 1)

    def abstract(self, num: str) -> str:
        """The id of the definition that a list counts by: lists with the same definition count on."""
        node, seen = self._nums.get(num), set[str]()
        while node is not None:
            reference = node.find(_ID)
            id = "" if reference is None else reference.get(VAL, "")
            link = self._abstract[id].find(_STYLE_LINK) if id in self._abstract else None
            if link is None or id in seen:
                return id
            seen.add(id)
            # A definition may only name a style of lists, whose definition then counts (17.9.21).
            linked = self.styles.numbering(link.get(VAL, ""))[0]
            node = self._nums.get(linked or "")
        return ""

    def levels(self, num: str) -> tuple[Level, ...]:
        """The nine levels of a list, with its own overrides (17.9.8)."""
        if num not in self._levels:
            abstract = self._abstract.get(self.abstract(num))
            rows = {} if abstract is None else {node.get(_ILVL, ""): node for node in abstract.iter(_LEVEL)}
            if num in self._nums:
                rows |= {node.get(_ILVL, ""): level for node in self._nums[num].iter(_OVERRIDE) if (level := node.find(_LEVEL)) is not None}
            self._levels[num] = tuple(_level(rows.get(str(n))) for n in range(_LEVELS))
        return self._levels[num]

    def starts(self, num: str) -> dict[int, int]:
        """The numbers from which a list of its own starts again, by level."""
        if num not in self._starts:
            found = {}
            for node in self._nums[num].iter(_OVERRIDE) if num in self._nums else ():
                level, start = node.get(_ILVL, ""), node.find(_START_OVERRIDE)
                if level.isdecimal() and start is not None:
                    found[int(level)] = _number(start, 1)
            self._starts[num] = found
        return self._starts[num]


def _level(node: etree._Element | None) -> Level:
    if node is None:
        return Level(0, "none", "", -1, False, "")
    format, text, style = (("" if (found := node.find(name)) is None else found.get(VAL, "")) for name in (_FORMAT, _TEXT, _STYLE))
    restart = node.find(_RESTART)
    return Level(_number(node.find(_START), 0), format or "decimal", text, -1 if restart is None else _number(restart, 0), is_on(node.find(_LEGAL)), style)


def _number(node: etree._Element | None, default: int) -> int:
    text = "" if node is None else node.get(VAL, "")
    return min(int(text), _LONGEST) if text.isascii() and text.isdecimal() and len(text) < 9 else default


class Counter:
    """Counts the paragraphs of one reading, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()
        self._runs: dict[tuple[str, int], int] = {}

    def label(self, num: str, level: int) -> Label:
        """The label of the next paragraph at that level of a list."""
        numbering = self._numbering
        abstract, levels = numbering.abstract(num), numbering.levels(num)
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._restart(num, level, counts, numbering.starts(num), abstract)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        if before is None:
            self._runs[abstract, level] = self._runs.get((abstract, level), 0) + 1
        for n in range(level + 1, _LEVELS):
            # A level starts again after each higher one, or after those above the level that it names (17.9.10).
            if levels[n].restart < 0 or level < levels[n].restart:
                counts[n] = None
        for n in range(level):
            if counts[n] is None:
                counts[n] = levels[n].start
        return Label(_text(levels[level], counts, levels), levels[level].format == "bullet", abstract, self._group(abstract, level), level)

    def _restart(self, num: str, level: int, counts: list[int | None], starts: dict[int, int], abstract: str) -> None:
        """The first paragraph of a list with a start of its own begins there (17.9.26)."""
        for n, start in starts.items():
            if n <= level and (num, n) not in self._used:
                self._used.add((num, n))
                counts[n] = start - 1 if n == level else start
                self._runs[abstract, n] = self._runs.get((abstract, n), 0) + 1

    def _group(self, abstract: str, level: int) -> str:
        return f"{abstract}.{self._runs.get((abstract, 0), 0)}" + "".join(f".{self._runs.get((abstract, n), 0)}" for n in range(1, level + 1))


def _text(level: Level, counts: list[int | None], levels: tuple[Level, ...]) -> str:
    if level.format == "bullet":
        return _bullet(level.text)
    return _PLACE.sub(lambda found: _shown(int(found[1]) - 1, counts, levels, level.legal), level.text).strip()


def _shown(level: int, counts: list[int | None], levels: tuple[Level, ...], legal: bool) -> str:
    count, format = counts[level], levels[level].format
    if count is None or format in ("none", "bullet"):
        return ""
    return _FORMATS.get("decimal" if legal else format, str)(count)


def _bullet(text: str) -> str:
    return "".join(_BULLETS.get(ord(char) - 0xF000, "•") if 0xF000 <= ord(char) < 0xF100 else char for char in text) or "•"


def _ordinal(number: int) -> str:
    end = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


def _words(number: int, ordinal: bool) -> str:
    from num2words import num2words

    text: str = num2words(number, lang="en_GB", to="ordinal" if ordinal else "cardinal")
    return text.capitalize()


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": lambda number: letters(number - 1) if number > 0 else "",
    "upperLetter": lambda number: letters(number - 1).upper() if number > 0 else "",
    "lowerRoman": lambda number: roman(number),
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _words(number, False),
    "ordinalText": lambda number: _words(number, True),
    "numberInDash": lambda number: f"- {number} -",
}

"""Reads plain text into lines: those that a program broke are joined, and pages lose their running lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.joined_inlines import joined_inlines
from docgen.document.problems import Position
from docgen.document.tree import Break, Link, Strong, Text
from docgen.formats.reading.decoded_text import decoded
from docgen.formats.reading.file_text import FileText, Furniture, Line
from docgen.formats.reading.line_shapes import could_be_heading, is_capitals
from docgen.formats.reading.page_edges import page_edges
from docgen.formats.reading.typed_numbers import label_at_start, number_at_start

_WIDEST = 130
"""The longest line of a text that a program broke into lines."""
_FEWEST_BROKEN = 0.3
_SHORT = 60
"""The longest lines that stand one below another on purpose, as in an address."""
_RULE = re.compile(r"\s*([-=~*_–—])\1{2,}\s*")
_MARK_ENDS = re.compile(r"(?:[.;:,?!]|\b(?:and|or))[”’\"')]*\s*$")
_SENTENCE_ENDS = re.compile(r"[.;:?!][”’\"')]*\s*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_STRONG = re.compile(r"\*\*(?=\S)(?P<words>[^*\n]+?)(?<=\S)\*\*|\[(?P<link>[^\[\]\n]+)\]\((?P<url>[^()\s]*)\)")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file, without its end."""

    text: str
    number: int

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def file_text(data: bytes, name: str) -> FileText:
    """The lines of a text. Raises DocgenError if it is no text."""
    rows, furniture = _without_edges(decoded(data, name), name)
    width, spaced = _width(rows), _is_spaced(rows)
    lines = [line for block in _blocks(rows) for line in _lines(block, width, spaced, name)]
    return FileText(tuple(lines), furniture)


def _without_edges(text: str, name: str) -> tuple[list[_Row], tuple[Furniture, ...]]:
    """The rows of all pages, and what stands at the edges of the pages. A row is empty where a page ends between paragraphs."""
    rows: list[_Row] = []
    pages: list[list[_Row]] = [[]]
    for number, line in enumerate(text.split("\n"), 1):
        first, *others = line.split("\f")
        pages[-1].append(_Row(first.expandtabs(4).rstrip(), number))
        pages += [[_Row(other.expandtabs(4).rstrip(), number)] for other in others]
    full = [[row for row in page if row.text.strip()] for page in pages]
    edges = page_edges([[row.text.strip() for row in page] for page in full])
    dropped = {id(full[page][at]): kind for (page, at), kind in edges.items()}
    furniture = [Furniture(row.text.strip(), dropped[id(row)], Position(name, row.number)) for page in full for row in page if id(row) in dropped]
    for page in pages:
        left = [row for row in page if id(row) not in dropped]
        while left and not left[0].text:
            left.pop(0)
        while left and not left[-1].text:
            left.pop()
        broken = rows and left and not _SENTENCE_ENDS.search(rows[-1].text) and left[0].text.lstrip()[:1].islower()
        rows += [*([] if broken else [_Row("", 0)]), *left]
    return rows, tuple(furniture)


def _is_spaced(rows: Sequence[_Row]) -> bool:
    """Whether empty lines stand between the paragraphs."""
    full = sum(bool(row.text) for row in rows)
    return 10 * sum(not above.text and bool(row.text) for above, row in pairwise(rows)) > full


def _width(rows: Sequence[_Row]) -> int:
    """The width at which a program broke the lines; 0 if each line is as its writer ended it."""
    longest = max((len(row.text) for row in rows), default=0)
    below = [row.text.lstrip() for above, row in pairwise(rows) if above.text and row.text and not _begins(row)]
    small = sum(text[0].islower() for text in below)
    return longest if longest <= _WIDEST and small and small >= _FEWEST_BROKEN * len(below) else 0


def _begins(row: _Row) -> bool:
    number = number_at_start(row.text)
    return label_at_start(row.text) is not None or (number is not None and (number.marked or len(number.path) > 1))


def _blocks(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Runs of rows without an empty line or a drawn rule."""
    block: list[_Row] = []
    for row in rows:
        if row.text and not _RULE.fullmatch(row.text):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(block: list[_Row], width: int, spaced: bool, name: str) -> Iterator[Line]:
    """The lines of a block: each begins at a label, at a heading, or where the line above ended on purpose."""
    open_rows: list[_Row] = []
    breaks: list[str] = []
    for row in block:
        join = _join(open_rows, row, width, spaced) if open_rows else ""
        if open_rows and not join:
            yield _line(open_rows, breaks, name)
            open_rows, breaks = [], []
        open_rows.append(row)
        breaks += [join] if join else []
    yield _line(open_rows, breaks, name)


def _join(above: list[_Row], row: _Row, width: int, spaced: bool) -> str:
    """What stands between a line and the one below it: a space, a hyphen's nothing ("-"), a line break ("\\n"), or "" if a new line of the text begins."""
    last, first = above[-1].text, row.text.split()[0]
    broken = bool(width) and len(last) + 1 + len(first) > width * 3 // 4
    if _begins(row) and (not broken or _MARK_ENDS.search(last) or _is_bullet(row)):
        return ""
    if len(above) == 1 and _is_heading(last):
        return ""
    if width and _HYPHEN.search(last) and first[:1].islower():
        return "-"
    if broken:
        return " "
    if width and row.indent > above[0].indent and _begins(above[0]):
        return " "
    return "\n" if spaced and len(last) <= _SHORT and len(row.text) <= _SHORT else ""


def _is_bullet(row: _Row) -> bool:
    label = label_at_start(row.text)
    return label is not None and not label.ordered and label.shape not in "–—-o"


def _is_heading(words: str) -> bool:
    number = number_at_start(words)
    return bool(number and number.marked and could_be_heading(words[number.end :])) or (is_capitals(words.strip()) and could_be_heading(words))


def _line(rows: list[_Row], joins: list[str], name: str) -> Line:
    inlines: list[Any] = []
    for row, join in zip(rows, ["", *joins], strict=True):
        inlines += [Break()] if join == "\n" else [Text(" ")] if join == " " else []
        inlines += _inlines(row.text.strip())
    return Line(joined_inlines(inlines), Position(name, rows[0].number, rows[0].indent + 1), indent=rows[0].indent)


def _inlines(words: str) -> Iterator[Any]:
    """The words, with the marks of strong words and links that a converter left in them."""
    at = 0
    for found in _STRONG.finditer(words):
        if found.start() > at:
            yield Text(words[at : found.start()])
        if found["words"]:
            yield Strong((Text(found["words"]),))
        elif re.match(r"https?://|mailto:", found["url"]):
            yield Link(found["url"], (Text(found["link"]),))
        else:
            yield Text(found["link"] if not found["url"] or found["url"].startswith("#") else found[0])
        at = found.end()
    if at < len(words):
        yield Text(words[at:])

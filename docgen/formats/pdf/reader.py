"""Reads a PDF with text into lines: rows become paragraphs, headings are known by size and weight, and running lines are set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Text
from docgen.formats.pdf.page_rows import Fragment, PageRow, pages_of
from docgen.formats.reading.file_text import FileText, Furniture, Grid, Line
from docgen.formats.reading.line_shapes import could_be_heading
from docgen.formats.reading.marked_words import Marks, Words, flowing
from docgen.formats.reading.page_edges import page_edges
from docgen.formats.reading.plain_tables import caption_number
from docgen.formats.reading.typed_numbers import label_at_start, number_at_start

_LARGER = 1.08
_STEP = 1.25
"""How much further apart than usual the rows of two paragraphs are."""
_FULL = 0.8
_ENDS = re.compile(r"[.;:?!][”’\"')]*$")
_WIDTH = 0.6
"""About the width of a letter, as a share of the size."""
_AROUND = 8
_POINTS = 5.0
"""About the width of a character."""
_UNREADABLE = 0.2
_HYPHEN = re.compile(r"(\w+)-$")
_LONGEST_HEADING = 25
_PLAIN = Marks()


def file_text(data: bytes, name: str) -> FileText:
    """The lines of a PDF. Raises DocgenError if it is damaged, has a password, or holds no text."""
    pages = pages_of(data, name)
    text = "".join(row.text for page in pages for row in page)
    if not text.strip() or text.count("\ufffd") > _UNREADABLE * len(text):
        seen = "The fonts of this PDF do not say what their letters are." if text.strip() else "This PDF holds pictures of pages and no text."
        advice = "If it is a scan, run a program for text recognition (OCR) on it first."
        raise DocgenError([Problem(Position(name), "no-text", seen, "a PDF with text", advice)])
    edges = page_edges([[row.text for row in page] for page in pages])
    furniture = tuple(Furniture(pages[page][at].text, kind, Position(name, page + 1)) for (page, at), kind in sorted(edges.items()))
    body = [[row for at, row in enumerate(page) if (number, at) not in edges] for number, page in enumerate(pages)]
    return FileText(tuple(_Reader(name, body).parts()), furniture)


class _Reader:
    """Joins the rows of all pages to paragraphs."""

    def __init__(self, name: str, pages: Sequence[Sequence[PageRow]]) -> None:
        self.name, self.pages = name, pages
        rows = [row for page in pages for row in page]
        self.size = _usual((row.first.size, len(row.text)) for row in rows)
        self.step = _usual((round((above.first.bottom - row.first.bottom) / self.size, 1), 1) for page in pages for above, row in _pairs(page)) or 1.3
        self.right = max((row.right for row in rows), default=0)
        self.left = min((row.first.left for row in rows), default=0)
        self.looks = sorted({_look(row) for row in rows if self._is_large(row)}, reverse=True)
        later = {_look(row) for page in pages[1:] for row in page}
        self.of_cover = {look for look in self.looks if look not in later} if len(pages) > 1 else set()
        self.rights = {id(row): edge for page in pages for row, edge in zip(page, _edges(page, self.right), strict=True)}
        """How far rows reach where each row stands."""
        self.words = Counter(word for row in rows for word in re.findall(r"[\w-]+", row.text))

    def parts(self) -> Iterator[Line | Grid]:
        open_rows: list[PageRow] = []
        page_of_first = 0
        for number, page in enumerate(self.pages):
            at = 0
            while at < len(page):
                if size := self._table_size(page, at):
                    yield from self._line(open_rows, page_of_first)
                    open_rows = []
                    yield self._grid(page[at : at + size], number)
                    at += size
                    continue
                if open_rows and self._begins(open_rows, page[at], same_page=at > 0):
                    yield from self._line(open_rows, page_of_first)
                    open_rows = []
                page_of_first = page_of_first if open_rows else number
                open_rows.append(page[at])
                at += 1
        yield from self._line(open_rows, page_of_first)

    def _is_large(self, row: PageRow) -> bool:
        return row.first.size > self.size * _LARGER or (all(fragment.bold for fragment in row.fragments) and row.first.size >= self.size * 0.9)

    def _begins(self, above: list[PageRow], row: PageRow, same_page: bool) -> bool:
        """Whether a row begins a paragraph."""
        last = above[-1]
        if _look(last) != _look(row) and (self._is_large(last) or self._is_large(row)):
            return True
        full = last.right >= self.left + _FULL * (self.right - self.left)
        room = self.rights[id(last)] - last.right - last.first.size
        if same_page and room > _WIDTH * row.first.size * len(row.text.split()[0]):
            return True
        if _is_labelled(row) and (not full or _ENDS.search(last.text) or row.first.left <= above[0].first.left + 1):
            return True
        if not same_page:
            return bool(_ENDS.search(last.text)) or not row.text[:1].islower()
        far = last.first.bottom - row.first.bottom > _STEP * self.step * max(last.first.size, self.size)
        return far or (not full and bool(_ENDS.search(last.text))) or last.first.bottom < row.first.bottom

    def _line(self, rows: list[PageRow], page: int) -> Iterator[Line]:
        if not rows:
            return
        words: Words = []
        for at, row in enumerate(rows):
            if at and _HYPHEN.search(rows[at - 1].text):
                words = self._unhyphenated(words, row)
            else:
                words += [*([(Text(" "), _PLAIN)] if at else []), *_words(row)]
        inlines = flowing(words)
        line = Line(inlines, Position(self.name, page + 1), indent=max(0, round((rows[0].first.left - self.left) / _POINTS)))
        look = _look(rows[0])
        if not self._is_large(rows[0]) or len(line.words.split()) > _LONGEST_HEADING:
            yield line
        elif page == 0 and look in self.of_cover:
            yield replace(line, inlines=(Text(line.words),), kind="title" if look == self.looks[0] else "paragraph", indent=0)
        elif not self._may_head(line):
            yield line
        elif caption_number(line.words):
            yield replace(line, kind="caption", indent=0)
        else:
            yield replace(line, inlines=(Text(line.words),), kind="heading", level=self.looks.index(look) + 1, indent=0)

    def _may_head(self, line: Line) -> bool:
        number, label = number_at_start(line.words), label_at_start(line.words)
        if label and not label.ordered:
            return False
        return could_be_heading(line.words[number.end if number else 0 :], ends_in_colon=True) or bool(number and number.marked)

    def _unhyphenated(self, words: Words, row: PageRow) -> Words:
        """The words with those of the next row, without the hyphen that only ended a row, if the whole word stands elsewhere."""
        node, marks = words[-1]
        if type(node) is not Text or not (found := _HYPHEN.search(node.text)):
            return [*words, (Text(" "), _PLAIN), *_words(row)]
        rest = re.match(r"\w+", row.text)
        whole = found[1] + (rest[0] if rest else "")
        if rest and self.words[whole] and not self.words[f"{found[1]}-{rest[0]}"]:
            words = [*words[:-1], (Text(node.text[:-1]), marks)]
        return [*words, *_words(row)]

    def _table_size(self, page: Sequence[PageRow], at: int) -> int:
        """How many rows from here on are those of a table: two or more, with columns that begin at the same places; else 0."""
        end = at
        while end < len(page) and _has_columns(page[end]) and (end == at or _aligned(page[at], page[end])):
            end += 1
        return end - at if end - at > 1 else 0

    def _grid(self, rows: Sequence[PageRow], page: int) -> Grid:
        place = Position(self.name, page + 1)
        starts = [fragment.left for fragment in rows[0].fragments]
        cells = []
        for row in rows:
            held: list[tuple[Line, ...]] = [() for _ in starts]
            for fragment in row.fragments:
                column = max((n for n, start in enumerate(starts) if start <= fragment.left + _POINTS), default=0)
                held[column] = (*held[column], Line(fragment.words, place))
            cells.append(tuple(held))
        return Grid(tuple(cells), place)


def _usual(values: Any) -> float:
    """The commonest of some values, each with its weight."""
    counts: Counter[float] = Counter()
    for value, weight in values:
        counts[value] += weight if value > 0 else 0
    return counts.most_common(1)[0][0] if counts else 0.0


def _edges(page: Sequence[PageRow], right: float) -> Iterator[float]:
    """How far rows reach where each row of a page stands: to the margin, or in columns as far as those around it."""
    in_columns = any(below.first.bottom > row.first.bottom for row, below in _pairs(page))
    for at in range(len(page)):
        yield max(row.right for row in page[max(0, at - _AROUND) : at + _AROUND + 1]) if in_columns else right


def _pairs(page: Sequence[PageRow]) -> Iterator[tuple[PageRow, PageRow]]:
    return pairwise(page)


def _look(row: PageRow) -> tuple[float, bool]:
    return row.first.size, all(fragment.bold for fragment in row.fragments)


def _is_labelled(row: PageRow) -> bool:
    number = number_at_start(row.text)
    if number and len(row.fragments) > 1 and row.first.text.rstrip(".)") == number.text:
        return True
    return label_at_start(row.text) is not None or (number is not None and (number.marked or len(number.path) > 1))


def _words(row: PageRow) -> Iterator[tuple[Any, Marks]]:
    """The words of a row, with a space between its fragments."""
    last: Fragment | None = None
    for fragment in row.fragments:
        if last:
            yield Text(" "), _PLAIN
        for node in fragment.words:
            yield _unheld(node)
        last = fragment


def _unheld(node: Any, marks: Marks = _PLAIN) -> tuple[Any, Marks]:
    """A node of a fragment, whose words have at most one look, as words with marks."""
    name = type(node).__name__
    if name == "Strong":
        return _unheld(node.inlines[0], marks._replace(strong=True))
    if name == "Emphasis":
        return _unheld(node.inlines[0], marks._replace(emphasised=True))
    return node, marks


def _has_columns(row: PageRow) -> bool:
    """Whether a row has several columns, and not only a label before its words."""
    return len(row.fragments) > 1 and not (_is_labelled(row) or number_at_start(row.text) or label_at_start(f"{row.first.text} x"))


def _aligned(row: PageRow, other: PageRow) -> bool:
    starts = [fragment.left for fragment in row.fragments]
    return all(any(abs(fragment.left - start) < _POINTS for start in starts) for fragment in other.fragments)

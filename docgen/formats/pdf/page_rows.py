"""The pages of a PDF as rows: words on one base line, with their size and weight."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Text
from docgen.formats.reading.marked_words import Marks, Words, flowing
from docgen.formats.safe_archive import LARGEST_PACKAGE

_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "-"})
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_BOLD = re.compile(r"bold|black|heavy|semib|demi|-bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_FILTERS = 3
_SAME_LINE = 0.35
"""How far base lines may differ, as a share of the size, to be one line."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that stand together on a base line, from `left` to `right`, `bottom` above the foot of the page."""

    words: tuple[Any, ...]
    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """The fragments on one base line, from left to right."""

    fragments: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def first(self) -> Fragment:
        return self.fragments[0]

    @property
    def right(self) -> float:
        return self.fragments[-1].right


def pages_of(data: bytes, name: str) -> list[list[PageRow]]:
    """The rows of each page, from top to bottom, the columns of a page one after the other. Raises DocgenError if the file cannot be read."""
    _check_streams(data, name)
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        pages = extract_pages(BytesIO(data), laparams=LAParams(boxes_flow=None, all_texts=True))
        return [_rows(list(_fragments(page)), (page.x0 + page.x1) / 2) for page in pages]
    except PDFPasswordIncorrect:
        raise _problem(name, "This PDF has a password.", "Save it without one.") from None
    except DocgenError:
        raise
    except Exception as error:  # pdfminer raises errors of every kind for a damaged file
        raise _problem(name, f"This PDF is damaged: {type(error).__name__}.", "Print it to a new PDF, or save the text as a Word document.") from None


def _problem(name: str, seen: str, advice: str) -> DocgenError:
    return DocgenError([Problem(Position(name), "not-readable", seen, "a PDF with text", advice)])


def _check_streams(data: bytes, name: str) -> None:
    """Raise DocgenError if the streams of the file swell to more than is safe."""
    total = 0
    for found in _STREAM.finditer(data):
        piece: bytes = data[found.end() :]
        for _ in range(_FILTERS):
            try:
                piece = zlib.decompressobj().decompress(piece, LARGEST_PACKAGE + 1 - total)
            except zlib.error:
                break
            total += len(piece)
            if total > LARGEST_PACKAGE:
                seen = f"The PDF expands to more than {LARGEST_PACKAGE // 1_000_000} MB."
                raise DocgenError([Problem(Position(name), "unsafe-archive", seen, "a PDF of words")])


def _fragments(page: Any) -> Iterator[Fragment]:
    from pdfminer.layout import LTChar, LTTextLine

    waiting = [page]
    while waiting:
        element = waiting.pop()
        if isinstance(element, LTTextLine):
            chars = [char for char in element if isinstance(char, LTChar)]
            words = [(Text(_clean(char.get_text())), _marks(char)) for char in element if hasattr(char, "get_text")]
            if chars and chars[0].upright and (inlines := flowing(_runs(words))):
                text = " ".join("".join(node.text for node, _ in words).split())
                letters = [char for char in chars if char.get_text().strip()]
                bold = bool(letters) and sum(bool(_BOLD.search(char.fontname)) for char in letters) * 2 > len(letters)
                size = round(max((char.size for char in letters), default=0.0) * 2) / 2
                yield Fragment(inlines, text, element.x0, element.x1, element.y0, size, bold)
        elif hasattr(element, "__iter__"):
            waiting += list(element)


def _clean(text: str) -> str:
    return _UNKNOWN.sub("\ufffd", text).translate(_LIGATURES).replace("\u00a0", " ")


def _marks(char: Any) -> Marks:
    font = getattr(char, "fontname", "")
    return Marks(strong=bool(_BOLD.search(font)), emphasised=bool(_ITALIC.search(font)))


def _runs(words: Words) -> Words:
    """The words, with characters of one look together; a space has the look of what stands before it."""
    out: Words = []
    for node, marks in words:
        if out and (marks == out[-1][1] or not node.text.strip()):
            out[-1] = Text(out[-1][0].text + node.text), out[-1][1]
        else:
            out.append((node, marks))
    return out


def _rows(fragments: list[Fragment], middle: float) -> list[PageRow]:
    columns = _columns(fragments, middle)
    return [row for column in columns for row in _joined(column)]


def _joined(fragments: Iterable[Fragment]) -> list[PageRow]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda each: (-each.bottom, each.left)):
        if rows and abs(rows[-1][0].bottom - fragment.bottom) <= _SAME_LINE * max(fragment.size, 1):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [PageRow(tuple(sorted(row, key=lambda each: each.left))) for row in rows]


def _columns(fragments: list[Fragment], middle: float) -> list[list[Fragment]]:
    """The fragments of a page in reading order of its columns: one, unless full lines of prose stand on both sides of an empty middle."""
    left = [each for each in fragments if each.right < middle]
    right = [each for each in fragments if each.left > middle]
    across = [each for each in fragments if each.left <= middle <= each.right]
    if len(left) < 8 or len(right) < 8 or len(across) * 4 > len(fragments) or not (_is_prose(left) and _is_prose(right)):
        return [fragments]
    out: list[list[Fragment]] = []
    top = float("inf")
    for fragment in sorted(across, key=lambda each: -each.bottom):
        out += [*_between(left, right, fragment.bottom, top), [fragment]]
        top = fragment.bottom
    out += _between(left, right, float("-inf"), top)
    return [column for column in out if column]


def _between(left: list[Fragment], right: list[Fragment], bottom: float, top: float) -> list[list[Fragment]]:
    """What stands in each column between two heights."""
    return [[each for each in side if bottom < each.bottom <= top] for side in (left, right)]


def _is_prose(column: list[Fragment]) -> bool:
    """Whether most lines of a column are as long as it is wide."""
    width = max(each.right for each in column) - min(each.left for each in column)
    return sum(each.right - each.left > 0.75 * width for each in column) * 2 > len(column)

"""Returned files read section by section, as far as comparing their words requires."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.ooxml import package, paragraph_text

Lines = tuple[tuple[str, str], ...]
"""The mark of the section ("" outside sections) and the words of each line that has any."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file: the revision it names ("" if none), its lines, and whether it still has tracked changes."""

    revision: str
    lines: Lines
    tracked: bool = False


def docx(data: bytes, file: str, prefix: str) -> ReturnedFile:
    """A Word file, whose sections are in bookmarks with that prefix. Raises DocgenError if it is not a Word file or unsafe."""
    parts = package.read(data, file, (paragraph_text.DOCUMENT,))
    lines = tuple(paragraph_text.lines(parts, prefix, file))
    return ReturnedFile(paragraph_text.properties(parts, file).get("revision", ""), lines, paragraph_text.is_tracked(parts))


def html(data: bytes) -> ReturnedFile:
    """A page, whose sections are `section` elements with ids; its `html` element names the revision."""
    page = _Page()
    page.feed(data.decode(errors="replace"))
    page.close()
    page.end_line()
    return ReturnedFile(page.revision, tuple(page.lines))


_BLOCKS = frozenset(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "dt", "dd", "br", "figcaption", "caption", "blockquote"])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.revision = ""
        self.sections: list[str] = [""]
        self.lines: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.silent = False

    def end_line(self) -> None:
        if line := " ".join("".join(self.words).split()):
            self.lines.append((self.sections[-1], line))
        self.words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self.end_line()
        if tag == "html":
            self.revision = values.get("data-revision") or ""
        elif tag in ("style", "script"):
            self.silent = True
        elif tag == "section":
            self.sections.append(values.get("id") or self.sections[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in ("style", "script"):
            self.silent = False
        elif tag == "section" and len(self.sections) > 1:
            self.sections.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def markdown(data: bytes) -> ReturnedFile:
    """A Markdown file, whose sections begin at their anchors. It does not name its revision."""
    mark, lines = "", []
    for line in data.decode(errors="replace").splitlines():
        if anchor := _ANCHOR.fullmatch(line.strip()):
            mark = anchor[1]
        elif line.strip():
            lines.append((mark, " ".join(line.split())))
    return ReturnedFile("", tuple(lines))

"""Returned web pages, section by section."""

from __future__ import annotations

from html.parser import HTMLParser

from docgen.formats.returned_file import ReturnedFile


def recognises(data: bytes) -> bool:
    return data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def read(data: bytes, name: str) -> ReturnedFile:
    """The page, whose sections are `section` elements with ids; its `html` element names the revision."""
    page = _Page()
    page.feed(data.decode(errors="replace"))
    page.close()
    page.end_line()
    return ReturnedFile(page.revision, tuple(page.lines))


def mark(id: str) -> str:
    """The id of a section's element."""
    return id


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

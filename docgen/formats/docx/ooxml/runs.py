"""The contents of a paragraph: runs of text, fields, links, bookmarks, note marks (ECMA-376 Part 1, 17.3.2, 17.13.6, 17.16)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

from docgen.formats.docx.ooxml.markup import attribute, escape

BOLD, ITALIC, LINKED = 1, 2, 4
"""Flags of a run's format."""
FLAGS = 8
"""The number of combinations of flags."""

LONGEST_BOOKMARK = 40
"""Word truncates longer bookmark names."""

_PLAIN_ID = re.compile(r"[a-z0-9-]+\Z")
_OTHER = re.compile(r"[^a-zA-Z0-9]+")
TAB = "<w:r><w:tab/></w:r>"

Formats = Sequence[str]


@lru_cache(maxsize=64)
def formats(link_style: str, language: str = "", right_to_left: bool = False) -> Formats:
    """The run properties for each combination of flags; linked text has the character style `link_style`.

    `language` applies to Latin, East Asian and complex scripts, each by an attribute of its own (17.3.2.20). `right_to_left` is 17.3.2.30.
    """
    tag = attribute(language)
    lang = f'{"<w:rtl/>" * right_to_left}<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>' if language else ""
    looks = ((LINKED, f'<w:rStyle w:val="{link_style}"/>'), (BOLD, "<w:b/><w:bCs/>"), (ITALIC, "<w:i/><w:iCs/>"))
    properties = ["".join(xml for flag, xml in looks if flags & flag) + lang for flags in range(FLAGS)]
    return tuple(f"<w:rPr>{inner}</w:rPr>" if inner else "" for inner in properties)


def run(text: str, format: str = "") -> str:
    """A run of text; white space at its ends, or next to a tab or line break in it, is kept (17.3.3.31)."""
    if not text.isprintable() or "&" in text or "<" in text or ">" in text:
        # These three are the only printable characters to escape, so most text needs no regular expression.
        text = escape(text)
    if text[:1] == " " or text[-1:] == " " or "<" in text:
        return f'<w:r>{format}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:r>{format}<w:t>{text}</w:t></w:r>"


class Runs:
    """Runs written to `out`; adjacent texts of the same format become one run.

    Plain text in the format `flags` may be appended to `pieces` directly.
    """

    __slots__ = ("_formats", "flags", "out", "pieces")

    def __init__(self, formats: Formats, out: list[str]) -> None:
        self.out, self._formats = out, formats
        self.pieces: list[str] = []
        self.flags = 0

    def text(self, text: str, flags: int) -> None:
        """Add plain text."""
        if flags != self.flags:
            self.switch(flags)
        self.pieces.append(text)

    def switch(self, flags: int) -> None:
        """End the run, and give the next one the format `flags`."""
        if self.pieces:
            self.close()
        self.flags = flags

    def close(self) -> None:
        """End the run, if one is open."""
        pieces = self.pieces
        if pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            pieces.clear()
            if text:
                self.out.append(run(text, self._formats[self.flags]))

    def add(self, xml: str) -> None:
        """Add finished XML."""
        if self.pieces:
            self.close()
        self.out.append(xml)

    def field(self, instruction: str, result: str, flags: int) -> None:
        """Add a field with its result (17.16.2)."""
        format = self._formats[flags]
        self.add(
            f'<w:r>{format}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{format}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
            f'<w:r>{format}<w:fldChar w:fldCharType="separate"/></w:r>{run(result, format)}<w:r>{format}<w:fldChar w:fldCharType="end"/></w:r>'
        )


def field_start(instruction: str) -> str:
    """The start of a field whose result spans paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@lru_cache(maxsize=65_536)
def bookmark(prefix: str, id: str) -> str:
    """The bookmark name for an id: at most 40 letters, digits and underscores, unique to the id.

    Word hides bookmarks whose names begin with an underscore. An id that does not fit is truncated, and its digest appended.
    """
    name = prefix + id.replace("-", "_")
    if _PLAIN_ID.match(id) and len(name) <= LONGEST_BOOKMARK:
        return name
    digest = hashlib.sha256(id.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{(prefix + _OTHER.sub('_', id))[: LONGEST_BOOKMARK - 12]}__{digest}"


def outer_start(number: int, name: str, start: str, inner: str) -> str:
    """The start of a bookmark around paragraphs, then the `start` of the first one, then that of the bookmark `inner` in it."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{start}<w:bookmarkStart w:id="{number + 1}" w:name="{inner}"/>'


def empty_outer_start(number: int, name: str, inner: str) -> str:
    """The start of a bookmark around paragraphs none of which is a heading, and an empty bookmark `inner`, to which links lead."""
    return bookmark_start(number, name) + bookmark_start(number + 1, inner) + bookmark_end(number + 1)


def bookmark_start(number: int, name: str) -> str:
    """The start of a bookmark; `number` pairs it with its end."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def bookmark_end(number: int) -> str:
    """The end of the bookmark started with that number."""
    return f'<w:bookmarkEnd w:id="{number}"/>'


def link_start(relation: str) -> str:
    """The start of a link to the target of a relationship."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">'


def jump_start(name: str) -> str:
    """The start of a link to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">'


LINK_END = "</w:hyperlink>"


def note_mark(style: str, number: int) -> str:
    """The mark of the footnote with that id."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def own_mark(style: str) -> str:
    """The mark that begins a footnote, and the space after it."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'

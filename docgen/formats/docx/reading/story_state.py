"""The state of reading a part of a Word file: open fields, tracked changes, bookmarks, and the paragraph that is being read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lxml import etree

from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.marked_text import BOTH, Edit, Look, MarkedBlock, Piece, Presence
from docgen.formats.docx.reading.presence import edit_of
from docgen.formats.docx.reading.word_styles import Styles

_FIELD_CHAR, _FIELD_TYPE, _ID, _NAME = (f"{{{W}}}{name}" for name in ("fldChar", "fldCharType", "id", "name"))


class Places:
    """The paragraphs in which bookmarks and comment ranges begin and end.

    Programs repeat the names of bookmarks and lose ends: a bookmark goes from its first start to its last end, or to its last start if no end follows.
    """

    def __init__(self) -> None:
        self.paragraph, self.inside = 0, False
        self._names: dict[str, str] = {}
        self._marks: dict[str, list[int]] = {}
        self._comments: dict[str, list[int]] = {}
        self._open: dict[str, list[str]] = {}
        self._words: dict[str, str] = {}

    def bookmark(self, node: etree._Element) -> None:
        id = node.get(_ID, "")
        if node.tag.endswith("Start"):
            name = self._names[id] = node.get(_NAME, "")
            self._marks.setdefault(name, [self._next(), self._next()])[1] = self._next()
        elif id in self._names:
            self._marks[self._names[id]][1] = max(self.paragraph, self._marks[self._names[id]][0])

    def comment(self, node: etree._Element) -> None:
        id = node.get(_ID, "")
        if node.tag.endswith("Start"):
            self._comments[id] = [self._next(), self._next()]
            self._open[id] = []
        elif node.tag.endswith("Reference"):
            self._comments.setdefault(id, [self._next(), self._next()])
        elif id in self._open:
            self._comments[id][1] = max(self.paragraph, self._comments[id][0])
            self._words[id] = "".join(self._open.pop(id))

    def add(self, words: str) -> None:
        """Words that the text shows, for the comments whose ranges are open."""
        for words_of in self._open.values():
            words_of.append(words)

    def bookmarks(self) -> tuple[tuple[str, int, int], ...]:
        return tuple((name, start, end) for name, (start, end) in self._marks.items())

    def comments(self) -> tuple[tuple[str, int, int, str], ...]:
        """The ids of comments with their first and last paragraphs and the words commented on."""
        return tuple((id, start, end, self._words.get(id, "")) for id, (start, end) in self._comments.items())

    def _next(self) -> int:
        """The paragraph that is being read, or else the next one."""
        return self.paragraph if self.inside else self.paragraph + 1


class StoryState:
    """One part being read."""

    def __init__(
        self,
        root: etree._Element,
        styles: Styles,
        language: str,
        addresses: Mapping[str, str],
        read: Callable[[Iterable[Any], StoryState], list[MarkedBlock]],
    ) -> None:
        self.styles, self.addresses, self._read = styles, addresses, read
        self.language = language.partition("-")[0].lower()
        self.places = Places()
        self.pieces: list[Piece] = []
        self.boxes: list[MarkedBlock] = []
        self.watermarks: list[str] = []
        self.edits: list[tuple[int, Edit, str]] = []
        self.look = self.was = Look()
        self.presence: Presence = BOTH
        self.link, self.style_hidden = "", False
        self.paragraphs = 0
        self.number = 0
        """That of the paragraph that is being read."""
        self._fields: list[list[str]] = []
        """The code of each open field, and "" or "result"."""
        self._in_code = 0
        self._unclosed = _unclosed(root)

    def read_blocks(self, nodes: Iterable[Any]) -> list[MarkedBlock]:
        """The blocks of a text box, read while the paragraph around it waits."""
        kept = self.number, self.pieces, self.boxes, self.look, self.was, self.link, self.style_hidden, self.places.inside, self._fields, self._in_code
        self.pieces, self.boxes, self._fields, self._in_code = [], [], [], 0
        found = self._read(nodes, self)
        self.number, self.pieces, self.boxes, self.look, self.was, self.link, self.style_hidden, self.places.inside, self._fields, self._in_code = kept
        return found

    def add(self, words: str) -> None:
        """Words of the text, unless they are the code of a field."""
        if words and not self._in_code:
            self.pieces.append(Piece("text", words, self.presence, self.look, self.was, self.link, self.field))
            self.places.add(words)

    def put(self, piece: Piece) -> None:
        if not self._in_code:
            self.pieces.append(piece._replace(presence=self.presence, look=self.look, was=self.was, link=self.link))

    def note_edit(self, mark: etree._Element, kind: str, words: str) -> None:
        self.edits.append((self.number, edit_of(mark, kind), words))

    def foreign(self, tag: str) -> str:
        """The tag of a language, or "" if it is the language of the text."""
        return tag if tag and tag.partition("-")[0].lower() not in (self.language, "none", "zxx", "x") else ""

    @property
    def field(self) -> str:
        """The code of the innermost field whose result is being read."""
        return self._fields[-1][0] if self._fields else ""

    @property
    def in_contents(self) -> bool:
        """Whether a contents list is being read."""
        return any(code.split(None, 1)[:1] == ["TOC"] for code, _ in self._fields)

    def field_char(self, node: etree._Element, kind: str) -> None:
        if kind == "begin" and node not in self._unclosed:
            self._fields.append(["", ""])
            self._in_code += 1
        elif kind == "separate" and self._fields and not self._fields[-1][1]:
            self._fields[-1][1] = "result"
            self._in_code -= 1
        elif kind == "end" and self._fields:
            self._in_code -= not self._fields.pop()[1]

    def field_code(self, text: str) -> None:
        if self._fields and not self._fields[-1][1]:
            self._fields[-1][0] += text

    def open_field(self, code: str) -> None:
        """A field whose code is an attribute."""
        self._fields.append([code, "result"])

    def close_field(self) -> None:
        self._fields.pop()


def _unclosed(root: etree._Element) -> frozenset[etree._Element]:
    """The beginnings of fields that never end: what follows them is text."""
    open: list[etree._Element] = []
    for node in root.iter(_FIELD_CHAR):
        kind = node.get(_FIELD_TYPE)
        if kind == "begin":
            open.append(node)
        elif kind == "end" and open:
            open.pop()
    return frozenset(open)

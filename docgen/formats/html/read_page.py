"""The elements of a web page become lines, tables and pictures; what stands around the text is kept apart."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lxml import etree

from docgen.document.problems import Position
from docgen.document.tree import Break, Note, Text
from docgen.formats.html.element_kinds import BLOCK_TAGS, is_back, is_unseen, kind_around, marks_in, style_of
from docgen.formats.html.read_table import Cells, whole
from docgen.formats.list_labels import label
from docgen.formats.reading.file_text import Furniture, Line, Picture
from docgen.formats.reading.marked_words import Marks, Words, flowing
from docgen.formats.reading.nested_lines import blocks_of
from docgen.formats.reading.typed_numbers import without_start

_HEADING = re.compile("h[1-6]")
_LEVELS = {"1": 0, "": 0, "decimal": 0, "a": 1, "lower-alpha": 1, "lower-latin": 1, "i": 2, "lower-roman": 2, "A": 3, "upper-alpha": 3, "upper-latin": 3}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NUMBER = frozenset(["number", "header-section-number"])


_GLUED = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?=[A-Z“‘])")


class _Image(NamedTuple):
    """A picture among words; alone in its paragraph it is a part of its own."""

    alt: str


class _List:
    """A list that is open: the number of its next item, and how its labels look."""

    def __init__(self, element: Any, group: str) -> None:
        classes = (element.get("class") or "").split()
        style = _LIST_STYLE.search(element.get("style") or "")
        kind = style[1] if style else element.get("type") or ""
        self.ordered = element.tag == "ol" and kind != "none"
        self.level = next((level for level, name in enumerate(("", "letters", "romans", "capitals")) if name and name in classes), 0)
        self.own = bool(self.level)
        self.level = self.level or _LEVELS.get(kind, 0)
        self.number, self.group = whole(element.get("start"), 1), group

    def label(self, value: str | None) -> str:
        """The label of the next item; "" for a bullet."""
        number = whole(value, self.number)
        self.number = number + 1
        if not self.ordered:
            return ""
        shown = label(self.level, number - 1) if number > 0 else f"{number}."
        return shown if self.own else shown.strip("().") + "."


class Page:
    """Reads the elements of a page, or of one footnote, in order."""

    def __init__(self, name: str, notes: dict[str, Any], language: str = "en", glued: bool = False) -> None:
        self.name, self.notes, self.language, self.glued = name, notes, language, glued
        self.parts: list[Any] = []
        self.furniture: list[Furniture] = []
        self.words: Words = []
        self.marks = [Marks()]
        self.sections = [""]
        self.lists: list[_List] = []
        self.tables: list[Cells] = []
        self.targets: list[list[Any]] = [self.parts]
        self.fresh: str | None = None
        """The label of an item whose first line is still to come."""
        self.number = ""
        """The number in an element of its own, before the words."""
        self.numbers_at: list[int] = []
        self.quotes = self.groups = self.line = self.preformatted = 0
        self.counted: dict[str, int] = {}

    def read(self, root: Any) -> None:
        """Read an element and all in it."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "start":
                self.line = element.sourceline or self.line
                if self._skips(element):
                    skipped = element
                    walker.skip_subtree()
                else:
                    self._start(element)
                    self._say(element.text)
            else:
                if element is not skipped:
                    self._end(element)
                if element is not root:
                    self._say(element.tail)
        self._flush()

    def _say(self, text: str | None) -> None:
        lines = text.split("\n") if text and self.preformatted else [text or ""]
        for at, line in enumerate(lines):
            self.words += [(Break(), self.marks[-1])] if at else []
            self.words += [(Text(line), self.marks[-1])] if line else []

    def _skips(self, element: Any) -> bool:
        """Whether the words of an element are not read here: no reader sees them, or they stand around the text, or are a note."""
        if is_unseen(element) or element.get("id") in self.notes or is_back(element):
            return True
        if element.tag == "a" and (target := (element.get("href") or "").removeprefix("#")) in self.notes:
            self._note(target)
            return True
        if kind := kind_around(element):
            self._flush()
            words = " ".join(" ".join(element.itertext()).split())
            self.furniture += [Furniture(words, kind, self._place())] if words else []
        return bool(kind)

    def _note(self, target: str) -> None:
        page = Page(self.name, {id: other for id, other in self.notes.items() if id != target}, self.language)
        page.read(self.notes[target])
        number = self.counted.setdefault(target, len(self.counted) + 1)
        self.words.append((Note(blocks_of(part for part in page.parts if type(part) is Line), number), self.marks[-1]))

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self._flush()
        self.marks.append(marks_in(element, self.marks[-1], self.language))
        match tag:
            case "section":
                self.sections.append(element.get("id") or self.sections[-1])
            case "ul" | "ol" | "menu":
                self._empty_item()
                self.groups += 1
                self.lists.append(_List(element, str(self.groups)))
            case "li" if self.lists:
                self._empty_item()
                self.fresh = self.lists[-1].label(element.get("value"))
            case "blockquote":
                self.quotes += 1
            case "pre":
                self.preformatted += 1
            case "br":
                self.words.append((Break(), self.marks[-1]))
            case "img":
                self.words.append((_Image(" ".join((element.get("alt") or "").split())), self.marks[-1]))
            case "table":
                self.tables.append(Cells(element))
            case "tr" if self.tables:
                self.tables[-1].begin_row(True)
            case "td" | "th" if self.tables:
                self.targets.append([])
            case "span" if _NUMBER & set((element.get("class") or "").split()):
                self.numbers_at.append(len(self.words))

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self._flush(element)
        if tag == "span" and _NUMBER & set((element.get("class") or "").split()):
            self._take_number(self.numbers_at.pop())
        match tag:
            case "section":
                self.sections.pop()
            case "li" if self.lists:
                self._empty_item()
            case "ul" | "ol" | "menu":
                self.lists.pop()
            case "blockquote":
                self.quotes -= 1
            case "pre":
                self.preformatted -= 1
            case "table":
                table = self.tables.pop()
                self.targets[-1].append(table.grid(Position(self.name, table.line), self.sections[-1], len(self.lists)))
            case "td" | "th" if self.tables:
                self.tables[-1].add(tuple(self.targets.pop()), element)
        self.marks.pop()

    def _take_number(self, at: int) -> None:
        """Take the words of a number element out, if nothing stands before them."""
        if not flowing(pair for pair in self.words[:at] if type(pair[0]) is Text):
            self.number = " ".join("".join(node.text for node, _ in self.words[at:] if type(node) is Text).split())
            del self.words[at:]

    def _place(self) -> Position:
        return Position(self.name, self.line or 1)

    def _empty_item(self) -> None:
        if self.fresh is not None:
            self._add((), "item", 0)

    def _flush(self, element: Any = None) -> None:
        """End the line that is being read; `element` is the one that held it, if it just ended."""
        words, self.words = self.words, []
        pictures = [node.alt for node, _ in words if type(node) is _Image]
        inlines = flowing((Text(node.alt) if type(node) is _Image else node, marks) for node, marks in words)
        if pictures and not flowing(pair for pair in words if type(pair[0]) is not _Image) and self.fresh is None and len(self.targets) == 1:
            self.targets[-1] += [Picture(alt, self._place(), self.sections[-1], len(self.lists)) for alt in pictures if alt]
        elif inlines:
            heading = element is not None and bool(_HEADING.fullmatch(element.tag))
            if heading and self.fresh is not None:
                self.number, self.fresh = "" if self.glued else self.fresh, None
            kind = "item" if self.fresh is not None else "heading" if heading else "quote" if self.quotes else "paragraph"
            if element is not None and element.tag in ("caption", "figcaption"):
                kind = "caption"
            self._add(inlines, kind, int(element.tag[1]) if kind == "heading" else 0, element)

    def _add(self, inlines: tuple[Any, ...], kind: Any, level: int, element: Any = None) -> None:
        style = style_of(element) if element is not None else ""
        if style:
            kind, level = ("title" if style == "Title" else "paragraph"), 0
        else:
            level = level or len(self.lists)
        shown, self.number = self.number, ""
        if self.glued and not shown and inlines and (found := _GLUED.match(Line(inlines, self._place()).words)):
            shown, inlines = found[0], without_start(inlines, found.end())
        label = self.fresh or "" if kind == "item" else shown
        if kind == "item" and shown:
            inlines = (Text(f"{shown} "), *inlines)
        group = self.lists[-1].group if kind == "item" and self.lists else ""
        self.targets[-1].append(Line(inlines, self._place(), kind, level, label, group, self.sections[-1], style=style))
        self.fresh = None

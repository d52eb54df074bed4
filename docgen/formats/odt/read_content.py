"""The body of an OpenDocument text becomes lines, tables and pictures."""

from __future__ import annotations

import re
from typing import Any

from docgen.document.problems import Position
from docgen.document.tree import Break, Note, Text
from docgen.formats.odt.list_counts import Count
from docgen.formats.odt.open_styles import OpenStyles, attribute, name_of
from docgen.formats.reading.file_text import Grid, Line, Picture
from docgen.formats.reading.marked_words import Marks, Words, flowing
from docgen.formats.reading.nested_lines import blocks_of

_SILENT = frozenset(["tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "user-field-decls", "variable-decls", "ruby-text"])
_SILENT_MORE = frozenset(["hidden-text", "note-citation", "dde-connection-decls", "scripts", "event-listeners", "table-of-content-source", "title", "desc"])
_CONTENTS = re.compile(r"(?:contents|toc) ?\d|contents heading|toc heading", re.IGNORECASE)
_STYLES = {
    name.lower(): name
    for name in ("Title", "Subtitle", "CoverParty", "CoverStatus", "CoverDate", "CoverLabel", "SignatureLine", "SignatureDate", "SignatureParty")
}
_LINKED = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_MOST_REPEATED = 200
_GAP = "\x01"
"""A space that is one of several on purpose, until the white space of the XML is one space."""


class Content:
    """Reads the elements of a body, or of a note, a cell or a frame."""

    def __init__(self, name: str, styles: OpenStyles) -> None:
        self.name, self.styles = name, styles
        self.parts: list[Any] = []
        self.notes = self.paragraphs = 0
        self.outline = Count()
        self.counts: dict[str, Count] = {}
        self.last: dict[str, Count] = {}
        """The count of each list by its id, and of the last list of each style."""
        self.groups = 0

    def read(self, element: Any, level: int = 0, contents: bool = False) -> None:
        """Read what an element holds."""
        for child in element:
            self._block(child, level, contents)

    def _block(self, element: Any, level: int, contents: bool) -> None:
        match name_of(element):
            case "p" | "h" as kind:
                self._paragraph(element, kind, level, contents)
            case "list":
                self._list(element, level, "", None)
            case "table":
                self._table(element, level)
            case "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" | "user-index" | "bibliography":
                self.read(element, level, True)
            case "section" if attribute(element, "display") in ("none", "condition"):
                pass
            case "section" | "index-body" | "index-title" | "text-box" | "numbered-paragraph":
                self.read(element, level, contents)
            case "frame" | "g" | "custom-shape" | "rect":
                self._frame(element, level)

    def _place(self) -> Position:
        return Position(self.name, max(self.paragraphs, 1))

    # ---- paragraphs ----

    def _paragraph(self, element: Any, kind: str, level: int, contents: bool, label: str | None = None, group: str = "") -> None:
        self.paragraphs += 1
        style = attribute(element, "style-name")
        names = self.styles.names(style)
        frames: list[Any] = []
        words: Words = []
        self._words(element, Marks(), words, frames)
        shown = [(Text(node.text.replace(_GAP, " ")), marks) if type(node) is Text else (node, marks) for node, marks in words]
        inlines = flowing(shown)
        typed = "".join(node.text for node, _ in words if type(node) is Text)
        lead = len(typed) - len(typed.lstrip(_GAP))
        line_kind, depth, shown_label = self._kind(element, kind, level, contents, label, names)
        if inlines or line_kind == "item":
            usual = next((_STYLES[key] for name in names if (key := name.replace(" ", "").lower()) in _STYLES), "")
            indent = lead + self.styles.indent(style) if line_kind == "paragraph" and not level else 0
            line = Line(inlines, self._place(), line_kind, depth, shown_label, group if line_kind == "item" else "", "", indent, usual)
            self.parts.append(line)
        for frame in frames:
            self._frame(frame, level)

    def _kind(self, element: Any, kind: str, level: int, contents: bool, label: str | None, names: list[str]) -> tuple[Any, int, str]:
        """What a paragraph is: its kind, its level and its label."""
        own = attribute(element, "outline-level")
        outline = int(own) if own.isdecimal() else int(self.styles.attribute(attribute(element, "style-name"), "default-outline-level") or 0)
        if contents or any(_CONTENTS.fullmatch(name) for name in names):
            return "contents", 0, ""
        if kind == "h" or (outline and "Title" not in names):
            hidden = attribute(element, "is-list-header") == "true"
            shown = label if label is not None else "" if hidden else self.outline.label(self.styles.outline, outline or 1) if self.styles.outline else ""
            return "heading", outline or 1, shown
        if label is not None:
            return "item", level, label
        if names[0] == "Title":
            return "title", 0, ""
        if any(name in ("Quotations", "Quote", "Quotation") for name in names):
            return "quote", level, ""
        return ("caption" if "Caption" in names else "paragraph"), level, ""

    def _words(self, element: Any, marks: Marks, words: Words, frames: list[Any]) -> None:
        self._say(element.text, marks, words)
        for child in element:
            name = name_of(child)
            if name == "span":
                self._words(child, self._marked(child, marks), words, frames)
            elif name == "a":
                url = attribute(child, "href")
                self._words(child, marks._replace(url=url if _LINKED.match(url) else ""), words, frames)
            elif name == "s":
                count = attribute(child, "c")
                words.append((Text(_GAP * min(int(count) if count.isdecimal() else 1, 80)), marks))
            elif name == "tab":
                words.append((Text(_GAP), marks))
            elif name == "line-break":
                words.append((Break(), marks))
            elif name == "note":
                words.append((self._note(child), marks))
            elif name in ("frame", "g", "custom-shape", "rect"):
                frames.append(child)
            elif name and name not in _SILENT and name not in _SILENT_MORE:
                self._words(child, marks, words, frames)
            self._say(child.tail, marks, words)

    def _say(self, text: str | None, marks: Marks, words: Words) -> None:
        if text:
            words.append((Text(text), marks))

    def _marked(self, element: Any, marks: Marks) -> Marks:
        style = attribute(element, "style-name")
        if self.styles.property(style, "display") == "none":
            return marks
        bold, italic = self.styles.property(style, "font-weight"), self.styles.property(style, "font-style")
        language = self.styles.language_of(style)
        other = bool(language) and language.split("-")[0] != (self.styles.language or "en").split("-")[0]
        strong = marks.strong or bold == "bold" or (bold.isdecimal() and int(bold) >= 600)
        return Marks(marks.url, language if other else marks.language, strong, marks.emphasised or italic in ("italic", "oblique"))

    def _note(self, element: Any) -> Note:
        inner = self._inside()
        body = next((child for child in element if name_of(child) == "note-body"), None)
        if body is not None:
            inner.read(body)
        self.notes += 1
        return Note(blocks_of(part for part in inner.parts if type(part) is Line), self.notes)

    def _inside(self) -> Content:
        """A reader of a note or cell, whose lists count by themselves."""
        inner = Content(self.name, self.styles)
        inner.paragraphs = self.paragraphs
        return inner

    # ---- lists, tables, frames ----

    def _list(self, element: Any, level: int, style: str, count: Count | None) -> None:
        style = attribute(element, "style-name") or style
        levels = self.styles.lists.get(style, {})
        if count is None:
            count = self._count(element, style)
        depth = level + 1
        self.groups += 1
        group = str(self.groups)
        for item in element:
            kind = name_of(item)
            if kind not in ("list-item", "list-header"):
                continue
            fresh = kind == "list-item"
            for child in item:
                name = name_of(child)
                if name in ("p", "h"):
                    label = count.label(levels, depth, attribute(item, "start-value")) if fresh else None
                    self._paragraph(child, name, depth, False, label, group)
                    fresh = False
                elif name == "list":
                    self._list(child, depth, style, count)
                else:
                    self._block(child, depth, False)

    def _count(self, element: Any, style: str) -> Count:
        """The count that a list begins or continues."""
        goes_on = self.counts.get(attribute(element, "continue-list"))
        if goes_on is None and attribute(element, "continue-numbering") == "true":
            goes_on = self.last.get(style)
        count = goes_on or Count()
        self.counts[attribute(element, "id")] = self.last[style] = count
        return count

    def _table(self, element: Any, level: int) -> None:
        place = Position(self.name, self.paragraphs + 1)
        rows: list[tuple[tuple[Any, ...], ...]] = []
        headers = 0
        for row in element.iter("{*}table-row"):
            if next(row.iterancestors("{*}table")) is not element:
                continue
            rows.append(tuple(self._cells(row)))
            above = row.getparent()
            headers += above is not None and name_of(above) == "table-header-rows"
        if any(any(row) for row in rows):
            self.parts.append(Grid(tuple(rows), place, headers, "", level))

    def _cells(self, row: Any) -> list[tuple[Any, ...]]:
        cells: list[tuple[Any, ...]] = []
        for cell in row:
            name = name_of(cell)
            repeated = attribute(cell, "number-columns-repeated")
            times = min(int(repeated) if repeated.isdecimal() else 1, _MOST_REPEATED)
            if name == "table-cell":
                inner = self._inside()
                inner.read(cell)
                self.paragraphs = inner.paragraphs
                cells += [tuple(part for part in inner.parts if type(part) is not Picture)] * times
            elif name == "covered-table-cell":
                cells += [()] * times
        return cells

    def _frame(self, element: Any, level: int) -> None:
        """A text box is read where it is anchored; a picture is told by its words."""
        alt = next((child.text for child in element if name_of(child) in ("desc", "title") and child.text), "") or ""
        boxes = [child for child in element if name_of(child) == "text-box"]
        if boxes:
            self.read(boxes[0], level)
        elif name_of(element) != "frame":
            self.read(element, level)
        elif alt.strip():
            self.parts.append(Picture(" ".join(alt.split()), self._place(), "", level))

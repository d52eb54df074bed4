"""The paragraphs and tables of a Word file as text, each character with its place in the XML (ECMA-376 Part 1, 17.3.3 and 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.marked_copy.word_lines import Block, Grid, GridCell, GridRow, Leaf, Line, Signs

_PAGE_FIELDS = frozenset(["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION", "DATE", "TIME", "PRINTDATE", "SAVEDATE", "FILENAME"])
_CONTENTS_FIELDS = frozenset(["TOC", "TOA", "INDEX", "BIBLIOGRAPHY"])
_SILENT = frozenset([n.P_PR, n.R_PR, *map(n.w, ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "instrText", "delInstrText"))])
_PLAIN = {n.w("tab"): "\t", n.w("ptab"): "\t", n.w("cr"): "\n", n.w("noBreakHyphen"): "\u2011"}
_PICTURES = frozenset([*map(n.w, ("drawing", "pict", "object")), f"{{{n.MC}}}AlternateContent"])
_MATH = frozenset(f"{{{n.MATH}}}{name}" for name in ("oMath", "oMathPara"))
_AROUND_BLOCKS = frozenset([n.SDT, n.SDT_CONTENT, n.CUSTOM_XML, n.w("ins"), n.w("del"), n.w("moveFrom"), n.w("moveTo")])
_REFERENCE_NAMES = tuple(n.r(name) for name in ("embed", "id", "link", "pict"))


class _Field:
    __slots__ = ("code", "in_code", "kind", "run", "start")

    def __init__(self, start: int, run: Element) -> None:
        self.start, self.run, self.code, self.in_code, self.kind = start, run, "", True, "code"

    def settle(self) -> None:
        """Say what kind of field it is, once its code has been read."""
        name = next(iter(self.code.split()), "").upper()
        self.in_code = False
        self.kind = "contents" if name in _CONTENTS_FIELDS else "page" if name in _PAGE_FIELDS else "link" if name == "HYPERLINK" else "whole"

    @property
    def target(self) -> str:
        words = self.code.split('"')
        return words[1] if self.kind == "link" and len(words) > 1 and "\\l" not in words[0] else ""


class StoryReader:
    """Reads one text of a file: the body, a header, a note. Fields may begin in one paragraph and end in another."""

    def __init__(self, file: EditableFile, part: str, signs: Signs) -> None:
        self.file, self.part, self.signs = file, part, signs
        self.fields: list[_Field] = []
        self.targets = {row.id: row.target for row in file.relations(part) if row.external}
        self.line: Line = Line(etree.Element(n.P))
        self.parts: list[str] = []
        self.at = 0

    def blocks(self, container: Element) -> list[Block]:
        """The paragraphs and tables of a container in order, without those of a contents list."""
        out: list[Block] = []
        for child in container:
            tag = child.tag
            if tag == n.P:
                line = self.read(child)
                if not (line.contents and not line.text.strip()):
                    out.append(line)
            elif tag == n.TABLE:
                out.append(Grid(child, [self._row(row) for row in _inside(child, n.ROW)]))
            elif tag in _AROUND_BLOCKS:
                out += self.blocks(child)
        return out

    def _row(self, row: Element) -> GridRow:
        return GridRow(row, [GridCell(cell, self.blocks(cell)) for cell in _inside(row, n.CELL)])

    def read(self, p: Element) -> Line:
        """One paragraph."""
        outer = self.line, self.parts, self.at
        self.line, self.parts, self.at = Line(p), [], 0
        line = self.line
        line.contents = any(field.kind == "contents" for field in self.fields)
        for field in self.fields:
            field.start = -1
        self._below(p)
        line.text = "".join(self.parts)
        self.line, self.parts, self.at = outer
        return line

    def _below(self, node: Element) -> None:
        for child in node:
            tag = child.tag
            if tag == n.RUN:
                for part in child:
                    self._part(part, child)
            elif tag == n.HYPERLINK:
                start = self.at
                self._below(child)
                if self.at > start:
                    self.line.links.append((start, self.at, self.targets.get(child.get(n.r("id"), ""), ""), child))
            elif tag == n.SIMPLE_FIELD:
                self._simple_field(child)
            elif tag in _MATH:
                self._add(self.signs(("formula", "".join(map(str, child.itertext())))), [child], None)
            elif tag not in _SILENT:
                self._below(child)

    def _simple_field(self, node: Element) -> None:
        field = _Field(self.at, node)
        field.code = node.get(n.w("instr"), "")
        field.settle()
        self.fields.append(field)
        self._below(node)
        self.fields.pop()
        self._end_of(field, [node])

    def _part(self, child: Element, run: Element) -> None:
        """One child of a run."""
        tag = child.tag
        if tag == n.T:
            if child.text:
                self._add(self.signs.text(child.text), [child], run)
        elif tag in _PLAIN:
            self._add(_PLAIN[tag], [child], run)
        elif tag == n.FIELD_CHAR:
            self._field_char(child, run)
        elif tag == n.CODE:
            if self.fields and self.fields[-1].in_code:
                self.fields[-1].code += child.text or ""
        elif (read := _READERS.get(tag)) is not None:
            read(self, child, run)

    def _add(self, text: str, nodes: list[Element], run: Element | None) -> None:
        for field in self.fields:
            if field.in_code or field.kind in ("contents", "page"):
                return
        self.parts.append(text)
        self.line.leaves.append(Leaf(self.at, self.at + len(text), nodes, run))
        self.at += len(text)

    def _field_char(self, child: Element, run: Element) -> None:
        kind = child.get(n.w("fldCharType"), "")
        if kind == "begin":
            self.fields.append(_Field(self.at, run))
        elif kind == "separate" and self.fields:
            self.fields[-1].settle()
            self.line.contents |= self.fields[-1].kind == "contents"
        elif kind == "end" and self.fields:
            field = self.fields.pop()
            if field.in_code:
                field.settle()
            self._end_of(field, _siblings(field.run, run) if field.start >= 0 else [])

    def _end_of(self, field: _Field, nodes: list[Element]) -> None:
        """Record a field that ended; `nodes` are all that it consists of, if they are neighbours in one paragraph."""
        if field.kind == "page" and nodes:
            self._add(self.signs(("page field", next(iter(field.code.split()), "").upper())), nodes, None)
        elif field.kind == "whole" and nodes and not any(each.kind in ("page", "contents", "code") for each in self.fields):
            self.line.fields.append((field.start, self.at, nodes))
        elif field.kind == "link" and 0 <= field.start < self.at:
            self.line.link_fields += [(field.start, self.at, nodes)] if nodes else []
            self.line.links += [(field.start, self.at, field.target, None)] if field.target else []

    def _break(self, child: Element, run: Element) -> None:
        kind = child.get(n.w("type"), "textWrapping")
        self._add("\n" if kind == "textWrapping" else self.signs(("break", kind)), [child], run)

    def _symbol(self, child: Element, run: Element) -> None:
        self._add(self.signs(("symbol", child.get(n.w("font")), child.get(n.w("char")))), [child], run)

    def _ruby(self, child: Element, run: Element) -> None:
        self._add(self.signs(("ruby", "".join(map(str, child.itertext())))), [child], run)

    def _note(self, child: Element, run: Element) -> None:
        kind = n.NOTE_REFERENCES[child.tag]
        at = self.at
        self._add(self.signs((kind,)), [child], run)
        if self.at > at:
            self.line.notes.append((at, kind, child.get(n.ID, "")))

    def _picture(self, child: Element, run: Element) -> None:
        boxes = list(_outer_boxes(child))
        targets = tuple(self.file.digest(self.part, value) for node in child.iter() for name in _REFERENCE_NAMES if (value := node.get(name)))
        alone = () if boxes else tuple(node.get("descr", "") for node in child.iter() if isinstance(node.tag, str) and node.tag.endswith("}docPr"))
        at = self.at
        self._add(self.signs(("picture", len(boxes), targets, alone)), [child], run)
        if self.at > at:
            self.line.boxes += boxes


_READERS: dict[Any, Callable[[StoryReader, Element, Element], None]] = {
    n.w("br"): StoryReader._break,
    n.w("sym"): StoryReader._symbol,
    n.w("ruby"): StoryReader._ruby,
    **dict.fromkeys(n.NOTE_REFERENCES, StoryReader._note),
    **dict.fromkeys(_PICTURES, StoryReader._picture),
}


def _outer_boxes(node: Element) -> Iterator[Element]:
    """The text boxes in a picture, without those that are in one of them."""
    for child in node:
        if child.tag == n.BOX:
            yield child
        else:
            yield from _outer_boxes(child)


def _siblings(first: Element, last: Element) -> list[Element]:
    """The elements from the first to the last, if both are children of one element."""
    out = [first]
    while out[-1] is not last:
        after = out[-1].getnext()
        if after is None:
            return []
        out.append(after)
    return out


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """The children with a tag, also in content controls."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_BLOCKS:
            yield from _inside(child, tag)

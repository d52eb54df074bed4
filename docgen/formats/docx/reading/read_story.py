"""A part of a Word file, from the document to a footnote, as paragraphs and tables (ECMA-376 Part 1, 17.2, 17.3.1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.marked_text import Form, MarkedBlock, MarkedCell, MarkedParagraph, MarkedRow, MarkedTable, Story
from docgen.formats.docx.reading.presence import along, edit_of, inside, of_properties
from docgen.formats.docx.reading.read_runs import link_of, read_runs
from docgen.formats.docx.reading.story_state import StoryState
from docgen.formats.docx.reading.word_styles import VAL, Styles, is_on

_P, _TABLE, _ROW, _CELL = (f"{{{W}}}{name}" for name in ("p", "tbl", "tr", "tc"))
_PROPERTIES, _RUN, _CHANGE, _STYLE = (f"{{{W}}}{name}" for name in ("pPr", "rPr", "pPrChange", "pStyle"))
_NUMBERING, _NUM_ID, _LEVEL, _OUTLINE, _ALIGN = (f"{{{W}}}{name}" for name in ("numPr", "numId", "ilvl", "outlineLvl", "jc"))
_ROW_PROPERTIES, _CELL_PROPERTIES, _HEADER, _SPAN, _MERGE = (f"{{{W}}}{name}" for name in ("trPr", "tcPr", "tblHeader", "gridSpan", "vMerge"))
_MARKS = frozenset(f"{{{W}}}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_PLACES = frozenset(f"{{{W}}}{name}" for name in ("bookmarkStart", "bookmarkEnd"))
_RANGES = frozenset(f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd"))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SILENT = frozenset(f"{{{W}}}{name}" for name in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx"))
_MOST_COLUMNS = 63
"""The most columns that Word gives a table."""


def read_story(root: etree._Element, styles: Styles, language: str, addresses: Mapping[str, str]) -> tuple[Story, tuple[str, ...]]:
    """The text of a part, and the words of its watermarks. `addresses` are those that its links lead to."""
    state = StoryState(root, styles, language, addresses, _blocks)
    blocks = tuple(_blocks(root, state))
    return Story(blocks, state.places.bookmarks(), state.places.comments(), tuple(state.edits), state.paragraphs), tuple(state.watermarks)


def _blocks(nodes: Iterable[Any], state: StoryState) -> list[MarkedBlock]:
    out: list[MarkedBlock] = []
    for node in nodes:
        if node.tag == _P:
            out.append(_paragraph(node, state))
        elif node.tag == _TABLE:
            out.append(_table(node, state))
        elif node.tag in _PLACES:
            state.places.bookmark(node)
        elif node.tag in _RANGES:
            state.places.comment(node)
        elif node.tag in _MARKS:
            before, state.presence = state.presence, inside(state.presence, node)
            out += _blocks(node, state)
            state.presence = before
        elif node.tag == _ALTERNATE:
            out += _blocks(node[0] if len(node) else (), state)
        elif node.tag not in _SILENT:
            out += _blocks(node, state)
    return out


def _paragraph(node: etree._Element, state: StoryState) -> MarkedParagraph:
    state.paragraphs += 1
    number = state.number = state.places.paragraph = state.paragraphs
    state.places.inside, state.pieces, state.boxes = True, [], []
    properties = node.find(_PROPERTIES)
    form = was = Form()
    end = state.presence
    if properties is not None:
        form = was = _form(properties)
        if (change := properties.find(_CHANGE)) is not None:
            old = change.find(_PROPERTIES)
            was = Form() if old is None else _form(old)
            state.note_edit(change, "pPrChange", "")
        mark = properties.find(_RUN)
        end = along([state.presence, of_properties(mark)])
        for each in mark if mark is not None else ():
            if each.tag in _MARKS:
                state.edits.append((number, edit_of(each), "¶"))
    style = form.style or state.styles.default("paragraph")
    state.style_hidden = state.styles.is_hidden(style)
    contents = state.in_contents
    read_runs(node, state)
    state.places.inside = False
    pieces = tuple(piece if piece.link or not piece.field else piece._replace(link=link_of(piece.field)) for piece in state.pieces)
    return MarkedParagraph(number, pieces, form, was, end, contents or state.in_contents, tuple(state.boxes))


def _form(properties: etree._Element) -> Form:
    found = {child.tag: child for child in properties}
    num = level = None
    if (numbering := found.get(_NUMBERING)) is not None:
        num, level = (_given(numbering.find(name)) for name in (_NUM_ID, _LEVEL))
    return Form(_given(found.get(_STYLE)) or "", num, level, _given(found.get(_OUTLINE)), _given(found.get(_ALIGN)) or "")


def _given(node: etree._Element | None) -> str | None:
    return None if node is None else node.get(VAL, "")


def _table(node: etree._Element, state: StoryState) -> MarkedTable:
    number = state.paragraphs + 1
    return MarkedTable(number, tuple(_rows(node, state)))


def _rows(node: Iterable[Any], state: StoryState) -> list[MarkedRow]:
    """The rows of a table, also in content controls."""
    out: list[MarkedRow] = []
    for child in node:
        if child.tag == _ROW:
            properties = child.find(_ROW_PROPERTIES)
            before, state.presence = state.presence, along([state.presence, of_properties(properties)])
            _note_row(properties, state)
            out.append(MarkedRow(tuple(_cells(child, state)), state.presence, properties is not None and is_on(properties.find(_HEADER))))
            state.presence = before
        elif child.tag in _PLACES:
            state.places.bookmark(child)
        elif child.tag not in _SILENT:
            out += _rows(child, state)
    return out


def _note_row(properties: etree._Element | None, state: StoryState) -> None:
    for each in properties if properties is not None else ():
        if each.tag in _MARKS:
            state.edits.append((state.paragraphs + 1, edit_of(each), "row"))


def _cells(node: Iterable[Any], state: StoryState) -> list[MarkedCell]:
    out: list[MarkedCell] = []
    for child in node:
        if child.tag == _CELL:
            properties = child.find(_CELL_PROPERTIES)
            before, state.presence = state.presence, along([state.presence, of_properties(properties)])
            span = merge = None
            if properties is not None:
                span, merge = properties.find(_SPAN), properties.find(_MERGE)
            columns = "" if span is None else span.get(VAL, "")
            wide = min(int(columns), _MOST_COLUMNS) if columns.isascii() and columns.isdecimal() and len(columns) < 4 else 1
            continues = merge is not None and merge.get(VAL, "continue") == "continue"
            out.append(MarkedCell(tuple(_blocks(child, state)), state.presence, max(wide, 1), continues))
            state.presence = before
        elif child.tag in _PLACES:
            state.places.bookmark(child)
        elif child.tag not in _SILENT:
            out += _cells(child, state)
    return out

"""The runs of a paragraph as pieces (ECMA-376 Part 1, 17.3.2, 17.3.3, 17.13.5, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.marked_text import Look, Piece
from docgen.formats.docx.reading.presence import inside
from docgen.formats.docx.reading.story_state import StoryState
from docgen.formats.docx.reading.word_package import REFERENCE_ID
from docgen.formats.docx.reading.word_styles import VAL, is_on

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_V = "urn:schemas-microsoft-com:vml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SYMBOLS = {
    "symbol": {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xD2: "®", 0xD3: "©", 0xD4: "™"},
    "wingdings": {0x6F: "☐", 0xA8: "☐", 0xA7: "▪", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
}
"""Characters of two fonts without letters that a text may need; others are shown as a bullet."""
_JOINER = "\u200d"
"""LibreOffice writes it, tracked and alone, for an inserted row."""
_PROPERTIES, _TEXT = f"{{{W}}}rPr", f"{{{W}}}t"
_CHANGE, _STYLE, _VANISH, _BOLD, _ITALIC, _LANG, _RTL = (f"{{{W}}}{name}" for name in ("rPrChange", "rStyle", "vanish", "b", "i", "lang", "rtl"))
_ADDRESS = re.compile(r'^\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"', re.IGNORECASE)
_LOCAL = re.compile(r"^\s*HYPERLINK\s+.*\\l\b", re.IGNORECASE)

Reader = Callable[[etree._Element, StoryState], None]


def read_runs(node: etree._Element, state: StoryState) -> None:
    """Add the pieces below a node to the paragraph that is being read."""
    for child in node:
        reader = READERS.get(child.tag)
        if reader is not None:
            reader(child, state)
        elif child.tag not in _SILENT:
            read_runs(child, state)


def _run(node: etree._Element, state: StoryState) -> None:
    properties = node.find(_PROPERTIES)
    before = state.look, state.was
    hidden = False
    if properties is not None:
        state.look, hidden = _look(properties, state)
        change = properties.find(_CHANGE)
        old = None if change is None else change.find(_PROPERTIES)
        state.was = state.look if change is None else Look() if old is None else _look(old, state)[0]
        if change is not None:
            state.note_edit(change, "rPrChange", "".join(text.text or "" for text in node.iter(_TEXT)))
    else:
        state.look = state.was = Look()
    if not hidden and not state.style_hidden:
        read_runs(node, state)
    else:
        _read_marks_only(node, state)
    state.look, state.was = before


def _read_marks_only(node: etree._Element, state: StoryState) -> None:
    """Follow the fields of a hidden run: their ends may be in runs that show."""
    for child in node.iter(_FIELD_CHAR, _CODE, _DELETED_CODE):
        READERS[child.tag](child, state)


def _look(properties: etree._Element, state: StoryState) -> tuple[Look, bool]:
    style = properties.find(_STYLE)
    id = style.get(VAL, "") if style is not None else ""
    bold, italic = state.styles.emphasis(id) if id else (False, False)
    own_bold, own_italic, lang, vanish = (properties.find(name) for name in (_BOLD, _ITALIC, _LANG, _VANISH))
    tag = ""
    if lang is not None:
        tag = lang.get(f"{{{W}}}bidi" if is_on(properties.find(_RTL)) else VAL, "")
    hidden = is_on(vanish) if vanish is not None else bool(id) and state.styles.is_hidden(id)
    return Look(bold if own_bold is None else is_on(own_bold), italic if own_italic is None else is_on(own_italic), state.foreign(tag)), hidden


def _text(node: etree._Element, state: StoryState) -> None:
    state.add(node.text or "")


def _symbol(node: etree._Element, state: StoryState) -> None:
    """The character of a symbol; in the private area are those of fonts (17.3.3.30)."""
    code, font = node.get(f"{{{W}}}char", ""), node.get(f"{{{W}}}font", "").lower()
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    state.add(chr(number) if 0x20 < number < 0xD800 else _SYMBOLS.get(font, {}).get(number - 0xF000, "•"))


def _break(node: etree._Element, state: StoryState) -> None:
    if node.get(f"{{{W}}}type", "textWrapping") == "textWrapping":
        state.put(Piece("break", ""))
    else:
        state.add(" ")


def _hyphen(node: etree._Element, state: StoryState) -> None:
    state.add("-")


def _note(node: etree._Element, state: StoryState) -> None:
    kind = etree.QName(node).localname.removesuffix("Reference")
    state.put(Piece("note", f"{kind} {node.get(f'{{{W}}}id', '')}"))


def _field_char(node: etree._Element, state: StoryState) -> None:
    state.field_char(node, node.get(f"{{{W}}}fldCharType", ""))


def _code(node: etree._Element, state: StoryState) -> None:
    state.field_code(node.text or "")


def _simple_field(node: etree._Element, state: StoryState) -> None:
    state.open_field(node.get(f"{{{W}}}instr", ""))
    read_runs(node, state)
    state.close_field()


def _tracked(node: etree._Element, state: StoryState) -> None:
    before, state.presence = state.presence, inside(state.presence, node)
    count = len(state.pieces)
    read_runs(node, state)
    words = "".join(piece.text for piece in state.pieces[count:] if piece.kind == "text")
    if state.presence is not before and words.strip(_JOINER):
        state.note_edit(node, etree.QName(node).localname, words)
    state.presence = before


def _hyperlink(node: etree._Element, state: StoryState) -> None:
    before = state.link
    anchor = node.get(f"{{{W}}}anchor", "")
    state.link = state.addresses.get(node.get(REFERENCE_ID, ""), "") or (f"#{anchor}" if anchor else "") or before
    read_runs(node, state)
    state.link = before


def _alternate(node: etree._Element, state: StoryState) -> None:
    """Either what this program understands or what others show, never both (Part 3, 9.3)."""
    chosen = next((child for child in node if child.tag == f"{{{_MC}}}Choice"), None)
    for child in [chosen] if chosen is not None else node:
        read_runs(child, state)


def _text_box(node: etree._Element, state: StoryState) -> None:
    state.boxes.extend(state.read_blocks(node))


def _picture(node: etree._Element, state: StoryState) -> None:
    if words := (node.get("descr") or "").strip():
        state.put(Piece("picture", words))


def _art(node: etree._Element, state: StoryState) -> None:
    """Words drawn as a picture: a watermark."""
    if words := (node.get("string") or "").strip():
        state.watermarks.append(words)


def _bookmark(node: etree._Element, state: StoryState) -> None:
    state.places.bookmark(node)


def _comment(node: etree._Element, state: StoryState) -> None:
    state.places.comment(node)


def link_of(code: str) -> str:
    """The address of a field HYPERLINK, with "#" before a bookmark; "" for other fields."""
    found = _ADDRESS.match(code)
    return "" if not found else f"#{found[1]}" if _LOCAL.match(code) else found[1]


def _w(*names: str) -> list[str]:
    return [f"{{{W}}}{name}" for name in names]


_FIELD_CHAR, _CODE, _DELETED_CODE = _w("fldChar", "instrText", "delInstrText")
_SILENT = frozenset(
    [*_w("pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "rt", "softHyphen", "footnoteRef", "endnoteRef", "annotationRef")]
)
READERS: dict[str, Reader] = {
    **dict.fromkeys(_w("r"), _run),
    **dict.fromkeys([*_w("t", "delText"), f"{{{_M}}}t"], _text),
    **dict.fromkeys(_w("tab"), lambda node, state: state.add("\t")),
    **dict.fromkeys(_w("ptab"), lambda node, state: state.add(" ")),
    **dict.fromkeys(_w("br"), _break),
    **dict.fromkeys(_w("cr"), lambda node, state: state.put(Piece("break", ""))),
    **dict.fromkeys(_w("noBreakHyphen"), _hyphen),
    **dict.fromkeys(_w("sym"), _symbol),
    **dict.fromkeys(_w("footnoteReference", "endnoteReference"), _note),
    **dict.fromkeys(_w("fldChar"), _field_char),
    **dict.fromkeys(_w("instrText", "delInstrText"), _code),
    **dict.fromkeys(_w("fldSimple"), _simple_field),
    **dict.fromkeys(_w("ins", "del", "moveFrom", "moveTo"), _tracked),
    **dict.fromkeys(_w("hyperlink"), _hyperlink),
    **dict.fromkeys(_w("bookmarkStart", "bookmarkEnd"), _bookmark),
    **dict.fromkeys(_w("commentRangeStart", "commentRangeEnd", "commentReference"), _comment),
    **dict.fromkeys(_w("txbxContent"), _text_box),
    f"{{{_MC}}}AlternateContent": _alternate,
    f"{{{_DRAWING}}}docPr": _picture,
    f"{{{_V}}}textpath": _art,
}
"""What each element in a paragraph adds; those that are not here are looked into."""

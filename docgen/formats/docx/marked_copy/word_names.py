"""The names of the elements and attributes of WordprocessingML that a redline of two files meets."""

from __future__ import annotations

from lxml import etree

from docgen.formats.docx.ooxml.markup import R, W

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """The name of an attribute that leads to another part."""
    return f"{{{R}}}{name}"


P, RUN, T, TABLE, ROW, CELL = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
P_PR, R_PR, TABLE_PR, ROW_PR, CELL_PR, SECTION_PR = (w(name) for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr"))
VAL, ID, AUTHOR, DATE, NAME = (w(name) for name in ("val", "id", "author", "date", "name"))
P_STYLE, R_STYLE, NUM_PR, NUM_ID, LEVEL = (w(name) for name in ("pStyle", "rStyle", "numPr", "numId", "ilvl"))
INS, DEL, MOVE_FROM, MOVE_TO = (w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
P_CHANGE, R_CHANGE = w("pPrChange"), w("rPrChange")
HYPERLINK, SIMPLE_FIELD, FIELD_CHAR, CODE = (w(name) for name in ("hyperlink", "fldSimple", "fldChar", "instrText"))
SDT, SDT_CONTENT, CUSTOM_XML, BOX = (w(name) for name in ("sdt", "sdtContent", "customXml", "txbxContent"))
NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}

_SIDES = {"start": "left", "end": "right"}
_WITH_SIDES = frozenset(map(w, ("jc", "lvlJc", "tab")))
_HOLD_SIDES = frozenset(map(w, ("tblBorders", "tcBorders", "tblCellMar", "tcMar")))
_IND = w("ind")


def usual_sides(node: etree._Element) -> None:
    """Give all below an element the names of sides that Word writes, left and right, for start and end, which are those of Strict and of LibreOffice."""
    for each in node.iter(*_WITH_SIDES, *_HOLD_SIDES, _IND):
        if each.tag in _HOLD_SIDES:
            for child in each:
                child.tag = w(_SIDES.get(etree.QName(child).localname, etree.QName(child).localname))
        elif each.tag == _IND:
            for name in [name for name in each.attrib if etree.QName(name).localname.startswith(("start", "end"))]:
                local = etree.QName(name).localname
                each.attrib[w(local.replace("start", "left").replace("end", "right"))] = each.attrib.pop(name)
        elif side := _SIDES.get(each.get(VAL, "")):
            each.set(VAL, side)

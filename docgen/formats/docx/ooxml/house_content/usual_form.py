"""The markup of programs other than Word in the form that Word writes and every reader knows (ECMA-376 Part 1, and Part 4 for `left` and `right`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from docgen.formats.docx.ooxml.markup import W

_W = f"{{{W}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_VALUE = f"{_W}val"
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
_EDGES = ("tblCellMar", "tcMar", "tblBorders", "tcBorders")
_ALIGNED = ("jc", "lvlJc", "tab")
_BARE = ("cantSplit", "tblHeader")
_ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku
        wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
        suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign
        noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color
        spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose
        personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
}
_PLACES = {f"{_W}{name}": {f"{_W}{child}": at for at, child in enumerate(order.split())} for name, order in _ORDERS.items()}
_TAG = re.compile(r"\{%p\b|\{\{\s*(?:contents|body)\s*\}\}")
_REPEATED = re.compile(r"\{%tr\b")
_BREAK = "Section Break"


def put_right(root: etree._Element) -> bool:
    """Put the elements of a part in order, and name sides as Word does. Returns whether anything was otherwise."""
    return any([_sides(root), _switches(root), _in_order(root), _character_sets(root), _header_rows(root), _empty_formats(root)])


def _sides(root: etree._Element) -> bool:
    found = False
    for node in root.iter(f"{_W}ind"):
        for name in [name for name in _SIDES if node.get(f"{_W}{name}") is not None]:
            node.set(f"{_W}{_SIDES[name]}", node.attrib.pop(f"{_W}{name}"))
            found = True
    for node in root.iter(*(f"{_W}{name}" for name in _ALIGNED)):
        if (side := _SIDES.get(node.get(_VALUE, ""))) is not None:
            node.set(_VALUE, side)
            found = True
    for edges in root.iter(*(f"{_W}{name}" for name in _EDGES)):
        for edge in edges.iterchildren(f"{_W}start", f"{_W}end"):
            edge.tag = f"{_W}{_SIDES[etree.QName(edge).localname]}"
            found = True
    return found


def _switches(root: etree._Element) -> bool:
    """Write switches of table rows without a value: validators of the Transitional form accept no other."""
    found = [node for node in root.iter(*(f"{_W}{name}" for name in _BARE)) if _VALUE in node.attrib]
    for node in found:
        if node.attrib.pop(_VALUE) in ("0", "false", "off"):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
    return bool(found)


def _in_order(root: etree._Element) -> bool:
    found = False
    for node in root.iter(*_PLACES):
        places = _PLACES[str(node.tag)]
        # What other namespaces add stays at the end, in its order.
        ordered = sorted(node, key=lambda child: places.get(str(child.tag), len(places)))
        if ordered != list(node):
            node[:] = ordered
            found = True
    return found


def _character_sets(root: etree._Element) -> bool:
    """Remove the names of character sets, an attribute of Strict files that other programs write too: the number beside each says the same."""
    found = [node for node in root.iter(f"{_W}charset") if f"{_W}characterSet" in node.attrib]
    for node in found:
        del node.attrib[f"{_W}characterSet"]
    return bool(found)


def _empty_formats(root: etree._Element) -> bool:
    """Remove formats of runs that say nothing."""
    found = [node for node in root.iter(f"{_W}rPr") if not len(node)]
    for node in found:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return bool(found)


def _header_rows(root: etree._Element) -> bool:
    """Mark the first row of facts in a table of repeated rows as its header row, if none is: LibreOffice drops the mark below a line such as {%tr for %}."""
    found = False
    for table in root.iter(f"{_W}tbl"):
        rows = list(table.iterchildren(f"{_W}tr"))
        repeated = [bool(_REPEATED.search("".join(text.text or "" for text in row.iter(f"{_W}t")))) for row in rows]
        if any(repeated) and not all(repeated) and next(table.iter(f"{_W}tblHeader"), None) is None:
            first = rows[repeated.index(False)]
            properties = first.find(f"{_W}trPr")
            if properties is None:
                properties = etree.Element(f"{_W}trPr")
                first.insert(int(first.find(f"{_W}tblPrEx") is not None), properties)
            etree.SubElement(properties, f"{_W}tblHeader")
            found = True
    return found


def shape_types(roots: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """The types of shape that parts define, by id: LibreOffice defines each in one part alone, though others use it."""
    return {made.get("id", ""): made for root in roots for made in root.iter(f"{_VML}shapetype")}


def with_shape_types(root: etree._Element, known: Mapping[str, etree._Element]) -> bool:
    """Define in a part the types of shape that it uses: without them a watermark does not show. Returns whether any was missing."""
    found = False
    for shape in list(root.iter(f"{_VML}shape")):
        id = shape.get("type", "").lstrip("#")
        if id in known and (shape.get("type") == id or id not in shape_types([root])):
            shape.set("type", f"#{id}")
            if id not in shape_types([root]):
                shape.addprevious(deepcopy(known[id]))
            found = True
    return found


def section_breaks_apart(root: etree._Element, styles: etree._Element) -> bool:
    """Give each section break that shares a paragraph with a line such as {%p endif %} or {{ contents }} a paragraph of its own, after it.

    LibreOffice joins them on saving; that paragraph is replaced, and the break would go with it. Returns whether there was one.
    """
    found = False
    for properties in list(root.iter(f"{_W}sectPr")):
        paragraph = next(properties.iterancestors(f"{_W}p"), None)
        if paragraph is not None and _TAG.search("".join(text.text or "" for text in paragraph.iter(f"{_W}t"))):
            paragraph.addnext(_break(properties, _style_named(styles, _BREAK)))
            found = True
    return found


def _break(properties: etree._Element, style: str | None) -> etree._Element:
    """An empty paragraph that ends a section, as low as Word allows."""
    paragraph = etree.Element(f"{_W}p")
    inner = etree.SubElement(paragraph, f"{_W}pPr")
    if style is not None:
        etree.SubElement(inner, f"{_W}pStyle", {_VALUE: style})
    else:
        lowest = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
        etree.SubElement(inner, f"{_W}spacing", {f"{_W}{name}": value for name, value in lowest.items()})
    inner.append(properties)
    return paragraph


def _style_named(styles: etree._Element, name: str) -> str | None:
    found = (style for style in styles.iter(f"{_W}style") if (named := style.find(f"{_W}name")) is not None and named.get(_VALUE) == name)
    return next((style.get(f"{_W}styleId") for style in found), None)

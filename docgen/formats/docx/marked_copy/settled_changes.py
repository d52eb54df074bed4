"""A text with all its tracked changes accepted, or all rejected (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import Element

_KINDS = tuple(map(n.w, ("ins", "del", "moveFrom", "moveTo")))
_FORMATS = tuple(n.w(f"{name}Change") for name in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "tblPrEx", "numbering"))
_RANGE_KINDS = ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
_RANGES = tuple(n.w(f"{kind}Range{end}") for kind in _RANGE_KINDS for end in ("Start", "End"))

_CELLS = (n.w("cellIns"), n.w("cellDel"), n.w("cellMerge"))
TRACKED = (*_KINDS, *_FORMATS, *_CELLS)
_BACK = {n.w("delText"): n.T, n.w("delInstrText"): n.CODE}
_PROPERTIES = frozenset([n.R_PR, n.ROW_PR])
_BETWEEN = frozenset(map(n.w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart", "permEnd")))


def tracked_changes(root: Element) -> int:
    """How many tracked changes there are in a part."""
    return sum(1 for _ in root.iter(*TRACKED))


def settle(root: Element, accept: bool) -> None:
    """Accept or reject every tracked change in a part."""
    gone = (n.DEL, n.MOVE_FROM) if accept else (n.INS, n.MOVE_TO)
    for node in list(root.iter(*_RANGES)):
        _remove(node)
    for change in list(root.iter(*_FORMATS)):
        _format(change, accept)
    _cells(root, accept)
    _rows(root, gone)
    ended: list[Element] = []
    for mark in list(root.iter(*_KINDS)):
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag in _PROPERTIES:
            if mark.tag in gone and parent.tag == n.R_PR and (p := _paragraph(parent)) is not None:
                ended.append(p)
            _remove(mark)
        elif mark.tag in gone:
            _remove(mark)
        else:
            _unwrap(mark)
    for node in list(root.iter(*_BACK)):
        node.tag = _BACK[str(node.tag)]
    for p in ended:
        _join(p)


def _format(change: Element, accept: bool) -> None:
    properties = change.getparent()
    if properties is None:
        return
    properties.remove(change)
    if not accept and len(change):
        kept = [child for child in properties if child.tag in (n.R_PR, n.SECTION_PR, *_KINDS)]
        properties[:] = [*change[0], *kept] if change.tag != n.R_CHANGE else [*kept[: len(kept)], *change[0]]


def _cells(root: Element, accept: bool) -> None:
    for mark in list(root.iter(*_CELLS)):
        properties = mark.getparent()
        cell = properties.getparent() if properties is not None else None
        _remove(mark)
        if cell is not None and mark.tag == (n.w("cellDel") if accept else n.w("cellIns")):
            _remove(cell)


def _rows(root: Element, gone: tuple[str, str]) -> None:
    for properties in list(root.iter(n.ROW_PR)):
        row = properties.getparent()
        if row is not None and any(child.tag in gone for child in properties):
            table = row.getparent()
            _remove(row)
            if table is not None and table.tag == n.TABLE and next(table.iter(n.ROW), None) is None:
                _remove(table)


def _paragraph(properties: Element) -> Element | None:
    """The paragraph whose mark has some run properties."""
    above = properties.getparent()
    return above.getparent() if above is not None and above.tag == n.P_PR else None


def _join(p: Element) -> None:
    """Join a paragraph without an end to the next one, whose properties stay (17.13.5.15)."""
    after = p.getnext()
    while after is not None and after.tag in _BETWEEN:
        after = after.getnext()
    content = [child for child in p if child.tag != n.P_PR]
    if after is None or after.tag != n.P:
        if not content and _is_spare(p):
            _remove(p)
        return
    at = 0 if after.find(n.P_PR) is None else 1
    for offset, child in enumerate(content):
        after.insert(at + offset, child)
    _remove(p)


def _is_spare(p: Element) -> bool:
    """Whether the text around a paragraph still has another one at its end."""
    before = p.getprevious()
    return p.getnext() is not None or (before is not None and before.tag == n.P)


def _unwrap(node: Element) -> None:
    for child in list(node):
        node.addprevious(child)
    _remove(node)


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)

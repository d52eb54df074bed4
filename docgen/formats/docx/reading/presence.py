"""What a tracked change says about the words in it (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.marked_text import BOTH, Edit, Presence

AUTHOR, DATE = f"{{{W}}}author", f"{{{W}}}date"
_NEW = ("ins", "moveTo", "cellIns")
_OLD = ("del", "moveFrom", "cellDel")


def edit_of(mark: etree._Element, kind: str = "") -> Edit:
    """The tracked change that an element says."""
    return Edit(kind or etree.QName(mark).localname, mark.get(AUTHOR, ""), mark.get(DATE, ""))


def inside(around: Presence, mark: etree._Element) -> Presence:
    """The presence of what a mark holds, or is a property of, in something with the presence `around`."""
    kind = etree.QName(mark).localname
    if kind not in _NEW and kind not in _OLD:
        return around
    return Presence(around.old and kind not in _NEW, around.new and kind not in _OLD, (*around.edits, edit_of(mark, kind)))


def of_properties(properties: etree._Element | None) -> Presence:
    """The presence of a paragraph's end, a row or a cell, from the marks among its properties."""
    found = BOTH
    for mark in properties if properties is not None else ():
        if isinstance(mark.tag, str):
            found = inside(found, mark)
    return found


def along(around: Iterable[Presence]) -> Presence:
    """The presence of something in all of these at once."""
    old = new = True
    edits: tuple[Edit, ...] = ()
    for each in around:
        old, new, edits = old and each.old, new and each.new, edits + each.edits
    return Presence(old, new, edits)

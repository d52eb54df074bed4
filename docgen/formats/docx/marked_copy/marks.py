"""The elements and attributes of tracked changes, as lxml has them (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import Element

_ID = re.compile(rb' w:id="(-?\d+)"')
_CHANGED = frozenset([n.R_PR, n.SECTION_PR, n.P_CHANGE])
_AFTER_MARK = frozenset([n.SECTION_PR, n.P_CHANGE])


class Marks:
    """Makes the elements of tracked changes, with one author and date and with ids that no other element has."""

    def __init__(self, author: str, date: str, taken: Iterable[bytes]) -> None:
        self.author, self.date = author, date
        self._taken = {int(id) for xml in taken for id in _ID.findall(xml)}
        self._next = 1
        self.used = 0
        """How many changes were marked."""
        self.counts = {"ins": 0, "del": 0, "move": 0, "format": 0}

    def attributes(self) -> dict[str, str]:
        """Those of the next change."""
        while self._next in self._taken:
            self._next += 1
        self._next += 1
        self.used += 1
        return {n.ID: str(self._next - 1), n.AUTHOR: self.author} | ({n.DATE: self.date} if self.date else {})

    def element(self, kind: str) -> Element:
        """An empty w:ins, w:del, w:moveFrom or w:moveTo."""
        return etree.Element(n.w(kind), self.attributes())

    def around(self, kind: str, nodes: list[Element]) -> Element:
        """Neighbours in the tree, now in an element for their change; the element takes their place."""
        mark = self.element(kind)
        nodes[0].addprevious(mark)
        mark.extend(nodes)
        return mark

    def paragraph_mark(self, p: Element, kind: str) -> None:
        """Mark the end of a paragraph as inserted, deleted or moved."""
        properties = run_properties_of_mark(p)
        if not any(child.tag == n.w(kind) for child in properties):
            properties.insert(0, self.element(kind))

    def row(self, row: Element, kind: str) -> None:
        """Mark a row as inserted or deleted (17.13.5.12 and .17)."""
        properties = row.find(n.ROW_PR)
        if properties is None:
            properties = etree.Element(n.ROW_PR)
            exceptions = row.find(n.w("tblPrEx"))
            row.insert(0 if exceptions is None else row.index(exceptions) + 1, properties)
        at = next((index for index, child in enumerate(properties) if child.tag == n.w("trPrChange")), len(properties))
        properties.insert(at, self.element(kind))

    def cell(self, cell: Element, kind: str) -> None:
        """Mark a cell as inserted or deleted (17.13.5.1 and .4)."""
        properties = cell.find(n.CELL_PR)
        if properties is None:
            properties = etree.Element(n.CELL_PR)
            cell.insert(0, properties)
        at = next((index for index, child in enumerate(properties) if child.tag == n.w("tcPrChange")), len(properties))
        properties.insert(at, self.element("cellIns" if kind == "ins" else "cellDel"))

    def move_range(self, kind: str, first: Element, last: Element, name: str) -> None:
        """Name one end of a move, which runs from the first to the last paragraph (17.13.5.23 to .28)."""
        attributes = self.attributes() | {n.NAME: name}
        first.addprevious(etree.Element(n.w(f"{kind}RangeStart"), attributes))
        end = etree.Element(n.w(f"{kind}RangeEnd"), {n.ID: attributes[n.ID]})
        last.addnext(end)

    def old_paragraph_format(self, p: Element, was: Element | None) -> None:
        """Say which properties a paragraph had; `was` is a w:pPr, or None if it had none (17.13.5.29)."""
        properties = paragraph_properties(p)
        if properties.find(n.P_CHANGE) is None:
            self.counts["format"] += 1
            change = etree.SubElement(properties, n.P_CHANGE, self.attributes())
            etree.SubElement(change, n.P_PR).extend([deepcopy(child) for child in format_only(was)])

    def old_run_format(self, run: Element, was: Element | None) -> None:
        """Say which properties a run had (17.13.5.31)."""
        properties = run.find(n.R_PR)
        if properties is None:
            properties = etree.Element(n.R_PR)
            run.insert(0, properties)
        if properties.find(n.R_CHANGE) is not None:
            return
        self.counts["format"] += 1
        change = etree.SubElement(properties, n.R_CHANGE, self.attributes())
        etree.SubElement(change, n.R_PR).extend([deepcopy(child) for child in (was if was is not None else ())])


def format_only(properties: Element | None) -> list[Element]:
    """The properties of a paragraph that are its format, without those of its mark and of its section."""
    return [] if properties is None else [child for child in properties if child.tag not in _CHANGED]


def paragraph_properties(p: Element) -> Element:
    """The w:pPr of a paragraph, which is made if there is none."""
    found = p.find(n.P_PR)
    if found is None:
        found = etree.Element(n.P_PR)
        p.insert(0, found)
    return found


def run_properties_of_mark(p: Element) -> Element:
    """The w:rPr of a paragraph's mark, which is made if there is none."""
    properties = paragraph_properties(p)
    found = properties.find(n.R_PR)
    if found is None:
        found = etree.Element(n.R_PR)
        at = next((index for index, child in enumerate(properties) if child.tag in _AFTER_MARK), len(properties))
        properties.insert(at, found)
    return found

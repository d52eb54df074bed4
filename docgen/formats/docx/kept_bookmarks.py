"""The bookmarks of a redline in Word: each name once, and one for every reference, old or new."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.document.redline import Altered, Nodes
from docgen.document.tree import Document, FieldBlock, Figure, List, Quote, Section, Table
from docgen.formats.docx import body
from docgen.formats.docx.ooxml.runs import bookmark, bookmark_end, bookmark_start
from docgen.formats.docx.writing_state import State


def with_old_bookmark(node: Altered, xml: str, state: State, new: Document) -> str:
    """The XML of a section, table or figure; if its id changed, with the bookmark of the old id too, to which the deleted references lead."""
    now, was = node.node, node.was
    if type(now) not in (Section, Table, Figure) or type(was) is not type(now) or not was.id or was.id == now.id:
        return xml
    name, start = bookmark(body.REF, was.id), re.search(rf'<w:bookmarkStart w:id="(\d+)" w:name="{bookmark(body.REF, now.id or now.number)}"/>', xml)
    if start is None or name in set(bookmarks(new.sections)):
        return xml
    id, end = state.bookmarks, bookmark_end(int(start[1]))
    state.bookmarks += 1
    return xml.replace(start[0], bookmark_start(id, name) + start[0], 1).replace(end, end + bookmark_end(id), 1)


def bookmarks(nodes: Nodes) -> Iterator[str]:
    """The names of the bookmarks in a clean file of sections, tables and figures."""
    for node in nodes:
        kind = type(node)
        if kind is Section:
            yield bookmark(body.CLAUSE, node.id)
            yield bookmark(body.REF, node.id)
            yield from bookmarks((*node.blocks, *node.sections))
        elif kind in (Table, Figure):
            yield bookmark(body.REF, node.id or node.number)
        elif kind is List:
            for item in node.items:
                yield from bookmarks(item.blocks)
        elif kind in (FieldBlock, Quote):
            yield from bookmarks(node.blocks)

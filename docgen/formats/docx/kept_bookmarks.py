"""The bookmarks of a redline in Word: each name once, and one for every reference, old or new."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docgen.document.redline import Altered, Nodes
from docgen.document.tree import FieldBlock, Figure, List, Quote, Section, Table
from docgen.formats.docx import provenance
from docgen.formats.docx.ooxml.runs import bookmark, bookmark_end, bookmark_start
from docgen.formats.docx.writing_state import State

_START = '<w:bookmarkStart w:id="'


def with_old_bookmark(node: Altered, xml: str, state: State, new_bookmarks: Callable[[], frozenset[str]]) -> str:
    """The XML of a section, table or figure; if its id changed, with the bookmark of the old id too, to which the deleted references lead."""
    now, was = node.node, node.was
    if type(now) not in (Section, Table, Figure) or type(was) is not type(now) or not was.id or was.id == now.id:
        return xml
    name, at = bookmark(provenance.REF, was.id), xml.find(f'" w:name="{bookmark(provenance.REF, now.id or now.number)}"/>')
    if at < 0 or name in new_bookmarks():
        return xml
    start = xml.rindex(_START, 0, at)
    end, id = bookmark_end(int(xml[start + len(_START) : at])), state.bookmarks
    state.bookmarks += 1
    return (xml[:start] + bookmark_start(id, name) + xml[start:]).replace(end, end + bookmark_end(id), 1)


def bookmarks(nodes: Nodes) -> Iterator[str]:
    """The names of the bookmarks in a clean file of sections, tables and figures."""
    for node in nodes:
        kind = type(node)
        if kind is Section:
            yield bookmark(provenance.CLAUSE, node.id)
            yield bookmark(provenance.REF, node.id)
            yield from bookmarks((*node.blocks, *node.sections))
        elif kind in (Table, Figure):
            yield bookmark(provenance.REF, node.id or node.number)
        elif kind is List:
            for item in node.items:
                yield from bookmarks(item.blocks)
        elif kind in (FieldBlock, Quote):
            yield from bookmarks(node.blocks)

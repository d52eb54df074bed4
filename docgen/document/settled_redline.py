"""A redline of which some changes are taken and the others are not: the document that has just those."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.change_of_kind import in_old_kind
from docgen.document.headings import Heading, nested
from docgen.document.redline import Altered, Deleted, Inserted, Moved, Nodes, Redline, marks, resolved, sides
from docgen.document.tree import Document, FrontMatter, Section, plain

Taken = Callable[[int], bool]
"""Whether the change with an id is taken. What no reader sees, such as another id of a section, has the id 0."""


def settled(redline: Redline, taken: Taken) -> Document:
    """The old document with the changes that are `taken`. What changed in words that moved stays with them, whether the move is taken or not."""
    settling = _Settling(redline, taken)
    sections = nested(settling.lines(redline.document.sections, 1))
    now, was = redline.document, redline.was
    return replace(now, sections=sections, front=settling.front(was.front, now.front), scheme=was.scheme, style=was.style, language=was.language)


class _Settling:
    def __init__(self, redline: Redline, taken: Taken) -> None:
        self.cover, self.taken = redline.cover, taken
        found = [mark for mark in marks(redline.document) if type(mark) is Moved]
        self.arrived = {mark.move: mark.nodes for mark in found if mark.end == "to"}
        """What stands at the new place of each move."""
        holding = {mark.move for mark in found if mark.end == "from" and any(type(inner) is Moved for inner in marks(mark.nodes))}
        self.arrived = {move: nodes for move, nodes in self.arrived.items() if move not in holding}

    def side(self, mark: Any) -> Nodes:
        """The nodes of a mark: the new ones if its change is taken."""
        new = self.taken(mark.change)
        if type(mark) is Moved and mark.end == "from" and not new:
            return self.arrived.get(mark.move, mark.nodes)
        return sides(mark)[new]

    def nodes(self, nodes: Nodes) -> Nodes:
        return resolved(nodes, self.side)

    def lines(self, sections: Nodes, depth: int) -> Iterator[Any]:
        """The headings and blocks of sections with marks, in reading order; `depth` is that of the sections in the new document."""
        for node in sections:
            kind = type(node)
            if kind in (Inserted, Deleted, Moved):
                kept = self.side(node)
                level = (node.nodes[0].level if type(node.nodes[0]) is Section else 0) or depth
                yield from self.lines(kept, level) if kept else self._moves_in(node.nodes, depth)
            elif kind is Altered and not self.taken(node.change):
                yield from self._unaltered(node, depth)
            else:
                section = node.node if kind is Altered else node
                yield from self._section(section, section, section.level or depth, depth)

    def _moves_in(self, nodes: Nodes, depth: int) -> Iterator[Any]:
        """The sections that moved into or out of one that is not there."""
        for mark in marks(nodes):
            if type(mark) is Moved and type(mark.nodes[0]) is Section:
                yield from self.lines((mark,), depth)

    def _unaltered(self, node: Altered, depth: int) -> Iterator[Any]:
        now, was = node.node, node.was
        if type(was) is Section:
            yield from self._section(now, was, was.level or depth, depth)
            return
        if was is not None:
            yield from self.nodes((in_old_kind(now, was),))
        yield from self.nodes(now.blocks)
        yield from self.lines(now.sections, depth + 1)

    def _section(self, section: Section, heading: Section, level: int, depth: int) -> Iterator[Any]:
        yield Heading(replace(heading, title=self.nodes(section.title), blocks=(), sections=(), level=0), level)
        yield from self.nodes(section.blocks)
        yield from self.lines(section.sections, (section.level or depth) + 1)

    def front(self, was: FrontMatter, now: FrontMatter) -> FrontMatter:
        """The cover with the changes that are taken; what shows nowhere on it stays as it was."""
        cover = self.cover
        lines = {name: plain(self.nodes(getattr(cover, name))) for name in ("title", "subtitle", "short_title", "status", "date")}
        control = tuple((plain(row.cells[0].inlines), plain(row.cells[1].inlines)) for row in self.nodes(cover.control))
        return replace(was, **lines, parties=tuple(plain(line.inlines) for line in self.nodes(cover.parties)), control=control)

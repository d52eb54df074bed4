"""The tree of a redline, from its headings and blocks in reading order with their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading
from docgen.document.redline import Altered, Deleted, Inserted, Moved
from docgen.document.tree import Section

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class MovedSection:
    """One end of the move of a section, with its depth, among the headings and blocks of a document."""

    mark: Moved
    depth: int


class _Open:
    """A section of the new document, or with neither heading nor mark a whole tree, whose contents are being collected."""

    def __init__(self, section: Any, mark: Any) -> None:
        self.section, self.mark = section, mark
        self.blocks: list[Any] = []
        self.sections: list[Any] = []

    def closed(self) -> Any:
        whole = replace(self.section, blocks=tuple(self.blocks), sections=tuple(self.sections))
        if type(self.mark) is Altered:
            was = self.mark.was
            return Altered(whole, was)
        if type(self.mark) is not Inserted:
            return whole
        if all(type(each) is Inserted for each in self.blocks) and all(_came(each) for each in self.sections):
            blocks = tuple(node for each in self.blocks for node in each.nodes)
            sections = tuple(node for each in self.sections for node in (each.nodes if type(each) is Inserted else (each,)))
            return Inserted((replace(whole, blocks=blocks, sections=sections),))
        return Altered(replace(whole, title=(Inserted(whole.title),) if whole.title else ()), None)


def redline_tree(lines: Iterable[Any], depth: int = 1) -> Nodes:
    """The sections of the new document with their marks. `lines` are in reading order, and `depth` is that of the first new heading.

    A deleted heading whose blocks stayed is among the blocks; other deleted headings have their deleted blocks in a section.
    """
    lines, path = list(lines), [_Open(None, None)]

    def close(to: int) -> None:
        while len(path) > to - depth + 2:
            done = path.pop()
            path[-1].sections.append(done.closed())

    at = 0
    while at < len(lines):
        line = lines[at]
        if _is_gone(line):
            end = next((i for i in range(at, len(lines)) if type(lines[i]) is not Deleted and not _is_gone(lines[i])), len(lines))
            following = _new_depth(lines[end]) if end < len(lines) else depth
            high = next((i for i in range(at, end) if _is_gone(lines[i]) and _old_depth(lines[i]) < following), end)
            if high < end and (later := _after_lower_sections(lines, end, _old_depth(lines[high]))):
                # A section of a higher level stands after the new sub-sections, not among them.
                lines[high:later] = [*lines[end:later], *lines[high:end]]
                end = high
            if following:
                _place(_gone(lines[at:end]), following, depth, path, close)
            else:
                path[-1].blocks += lines[at:end]
            at = end
            continue
        if own := _new_depth(line):
            close(own - 1)
            if type(line) is MovedSection:
                path[-1].sections.append(line.mark)
            else:
                path.append(_Open(_heading(line).section, line))
        else:
            path[-1].blocks.append(line)
        at += 1
    close(depth - 1)
    return tuple(path[0].sections)


def _place(gone: list[tuple[Section, int, Any]], following: int, depth: int, path: list[_Open], close: Any) -> None:
    """Put old sections where they stand in reading order, before a new heading of a depth: below their old parent if that is there."""
    for section, own, mark in gone:
        above = min(max(own - 1, following - 1), len(path) - 2 + depth)
        close(above)
        section = replace(section, level=0 if above + 1 == own else own)
        path[-1].sections.append(Deleted((section,)) if mark is None else replace(mark, nodes=(section,)))


def _gone(lines: Sequence[Any]) -> list[tuple[Section, int, Any]]:
    """The old sections of deleted headings and blocks, and of sections that moved away: each with its depth, and the mark if it moved."""
    roots: list[tuple[_Open, int, Any]] = []
    path: list[tuple[_Open, int]] = []
    for line in lines:
        if not _is_gone(line):
            path[-1][0].blocks += line.nodes
            continue
        own = _old_depth(line)
        while path and path[-1][1] >= own:
            _close(path)
        if type(line) is MovedSection:
            if path:
                path[-1][0].sections.append(line.mark)
            else:
                roots.append((_Open(line.mark.nodes[0], line.mark), own, line.mark))
            continue
        opened = _Open(line.nodes[0].section, None)
        if not path:
            roots.append((opened, own, None))
        path.append((opened, own))
    while path:
        _close(path)
    return [(opened.section if mark else opened.closed(), own, mark) for opened, own, mark in roots]


def _close(path: list[tuple[_Open, int]]) -> None:
    done, own = path.pop()
    if path:
        section = done.closed()
        path[-1][0].sections.append(section if own == path[-1][1] + 1 else replace(section, level=own))


def _after_lower_sections(lines: Sequence[Any], at: int, depth: int) -> int:
    """Where sections end that only the new document has there, on levels below a depth; 0 if there are none, or if more stands below their headings."""
    end = next((i for i in range(at, len(lines)) if not _came(lines[i]) or 0 < _new_depth(lines[i]) <= depth), len(lines))
    return end if end > at and (end == len(lines) or 0 < _new_depth(lines[end]) <= depth) else 0


def _old_depth(line: Any) -> int:
    depth: int = line.depth if type(line) is MovedSection else line.nodes[0].depth
    return depth


def _heading(line: Any) -> Any:
    """The new heading of a line; None if it is no heading."""
    node = line.node if type(line) is Altered else line.nodes[0] if type(line) is Inserted else line
    return node if type(node) is Heading else None


def _new_depth(line: Any) -> int:
    """The depth of the new section that begins with a line; 0 if none does."""
    if type(line) is MovedSection:
        return line.depth if line.mark.end == "to" else 0
    heading = _heading(line)
    return heading.depth if heading else 0


def _is_gone(line: Any) -> bool:
    """Whether an old section begins with a line that is not in its place in the new document."""
    if type(line) is MovedSection:
        return line.mark.end == "from"
    return type(line) is Deleted and type(line.nodes[0]) is Heading


def _came(node: Any) -> bool:
    """Whether only the new document has a line or a section in its place."""
    node = node.mark if type(node) is MovedSection else node
    return type(node) is Inserted or (type(node) is Moved and node.end == "to")

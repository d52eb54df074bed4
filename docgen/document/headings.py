"""A document in reading order: the headings of its sections, and the blocks between them. The depth of a heading is 1 at the top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Section


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, without what the section holds: `section` has its id and title, but no blocks and no sections."""

    section: Section
    depth: int


def in_reading_order(sections: Iterable[Section], depth: int = 1) -> Iterator[Any]:
    """The headings and blocks of sections, each heading before what it holds."""
    for section in sections:
        yield heading_of(section, depth)
        yield from section.blocks
        yield from in_reading_order(section.sections, depth + 1)


def heading_of(section: Section, depth: int) -> Heading:
    return Heading(replace(section, blocks=(), sections=()), depth)


def nested(lines: Iterable[Any]) -> tuple[Section, ...]:
    """The sections of headings and blocks in reading order, of which the first is a heading: the reverse of `in_reading_order`."""
    path: list[tuple[int, Section, list[Any], list[Section]]] = []
    out: list[Section] = []

    def close(depth: int) -> None:
        while path and path[-1][0] >= depth:
            _, section, blocks, sections = path.pop()
            (path[-1][3] if path else out).append(replace(section, blocks=tuple(blocks), sections=tuple(sections)))

    for line in lines:
        if type(line) is Heading:
            close(line.depth)
            path.append((line.depth, line.section, [], []))
        else:
            path[-1][2].append(line)
    close(0)
    return tuple(out)

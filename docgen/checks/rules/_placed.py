"""The links, tables and figures of a composed document, with their places."""

from __future__ import annotations

from functools import lru_cache

from docgen.checks.draft import Draft
from docgen.document.problems import Position
from docgen.document.tree import Figure, Link, Paragraph, Section, Table, walk

Placed = tuple[Link | Table | Figure, Position, Section]


@lru_cache(maxsize=4)
def placed(draft: Draft) -> tuple[Placed, ...]:
    """Each link, table and figure in reading order, with the place of the last paragraph or heading before it, and its section."""
    out: list[Placed] = []
    place = Position(draft.name)
    for top in draft.document.sections if draft.document else ():
        section = top
        for node in walk(top):
            kind = type(node)
            if kind is Section or kind is Paragraph:
                place = node.position or place
                section = node if kind is Section else section
            elif kind is Link or kind is Table or kind is Figure:
                out.append((node, place, section))
    return tuple(out)

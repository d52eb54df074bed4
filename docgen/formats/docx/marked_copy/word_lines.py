"""A paragraph or table of a Word file as text, each character with its place in the XML."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

from docgen.document.tree import Cell, Link, Paragraph, Row, Table, Term, Text
from docgen.formats.docx.marked_copy.editable_file import Element

_FIRST_SIGN, _LAST_SIGN = 0xF0000, 0x10FFFF


class Signs:
    """A character of a private plane for each thing in a text that is no character; equal things have the same one, in both files."""

    def __init__(self) -> None:
        self._signs: dict[Hashable, str] = {}

    def __call__(self, thing: Hashable) -> str:
        return self._signs.setdefault(thing, chr(min(_FIRST_SIGN + len(self._signs), _LAST_SIGN)))

    def text(self, text: str) -> str:
        """A text whose own characters of the private planes are signs too."""
        if text.isascii() or ord(max(text)) < _FIRST_SIGN:
            return text
        return "".join(char if ord(char) < _FIRST_SIGN else self(("character", char)) for char in text)


class Leaf:
    """Characters [start, end) of a line: the child of a run, or what stands beside runs, or all runs of a field with a page number."""

    __slots__ = ("end", "nodes", "run", "start")

    def __init__(self, start: int, end: int, nodes: list[Element], run: Element | None) -> None:
        self.start, self.end, self.nodes, self.run = start, end, nodes, run


class Line:
    """A paragraph. `text` holds a sign for each thing in it that is no character.

    `fields` are the places of the results that change as a whole, with all elements of the field; `link_fields` those of links that are fields.
    """

    def __init__(self, p: Element) -> None:
        self.p = p
        self.text = ""
        self.leaves: list[Leaf] = []
        self.links: list[tuple[int, int, str, Element | None]] = []
        self.fields: list[tuple[int, int, list[Element]]] = []
        self.link_fields: list[tuple[int, int, list[Element]]] = []
        self.notes: list[tuple[int, str, str]] = []
        self.boxes: list[Element] = []
        self.contents = False

    @cached_property
    def node(self) -> Paragraph:
        """The paragraph as the comparison reads it."""
        return Paragraph(_inlines(self))

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for paragraphs with the same text whose links lead to the same places."""
        return self.text, tuple(link[:3] for link in self.links if link[2])


class Grid:
    """A table."""

    def __init__(self, element: Element, rows: list[GridRow]) -> None:
        self.element, self.rows = element, rows
        self.node = Table(Row(()), tuple(row.node for row in rows), ())


class GridRow:
    def __init__(self, element: Element, cells: list[GridCell]) -> None:
        self.element, self.cells = element, cells
        self.node = Row(tuple(cell.node for cell in cells))


class GridCell:
    def __init__(self, element: Element, blocks: list[Block]) -> None:
        self.element, self.blocks = element, blocks
        self.node = Cell((Text(" ".join(words_of(blocks))),))


Block = Line | Grid


def words_of(blocks: list[Block]) -> Iterator[str]:
    """The text of each paragraph, those of tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from words_of(cell.blocks)


def _inlines(line: Line) -> tuple[Any, ...]:
    """The line as the comparison reads it: the result of a field is a Term, which is never cut, and words that lead elsewhere are in a Link."""
    links = [(start, end, target) for start, end, target, _ in line.links if target]
    fields = [(start, end) for start, end, _ in line.fields]
    if not links and not fields:
        return (Text(line.text),) if line.text else ()
    spans = [*fields, *((start, end) for start, end, _ in links)]
    edges = sorted({0, len(line.text), *(at for span in spans for at in span)})
    out: list[Any] = []
    for start, end in pairwise(edges):
        text = line.text[start:end]
        whole = any(first <= start and end <= last for first, last in fields)
        made = Term("field", "", "", text=text) if whole else Text(text)
        target = next((target for first, last, target in links if first <= start and end <= last), "")
        out.append(Link(target, (made,)) if target else made)
    return tuple(out)

"""A Word text with all its tracked changes accepted, or all rejected, as lines with their computed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docgen.document.problems import Position
from docgen.document.tree import Block, Paragraph
from docgen.formats.docx.reading.computed_numbers import Counter, Label, Numbering
from docgen.formats.docx.reading.marked_text import Form, MarkedBlock, MarkedParagraph, MarkedTable, Piece, Side
from docgen.formats.docx.reading.settled_inlines import Nodes, Targets, settled_inlines
from docgen.formats.reading.file_text import Grid, Kind, Line, Picture

_LEGAL_NUMBER = re.compile(r"\d+(?:\.\d+)+\.?")
_LEVEL = re.compile(r"(\d)$")
_KINDS: dict[str, Kind] = {"title": "title", "caption": "caption", "quote": "quote", "intense quote": "quote", "toc heading": "contents"}
_DEEPEST_HEADING = 9
Node = Line | Grid | Picture


class Settled:
    """One side of the texts of a file. Numbers count on through the whole text, so its parts are read once, in order."""

    def __init__(
        self, side: Side, file: str, numbering: Numbering, sections: Mapping[int, str], notes: Mapping[str, tuple[MarkedBlock, ...]], targets: Targets
    ) -> None:
        self.side, self.file, self.numbering, self.sections, self.notes, self.targets = side, file, numbering, sections, notes, targets
        self._counter = Counter(numbering)
        self._settled_notes: dict[str, tuple[Block, ...]] = {}
        self._of_headings: set[str] = set()
        """The definitions of lists that number headings."""

    def lines(self, blocks: Iterable[MarkedBlock]) -> Iterator[Node]:
        """The lines, tables and pictures of blocks; a paragraph without an end is joined to the next (17.13.5.15)."""
        waiting: list[MarkedParagraph] = []
        for block in blocks:
            if isinstance(block, MarkedTable):
                yield from self._paragraph(waiting)
                waiting = []
                yield from self._table(block)
                continue
            waiting.append(block)
            if block.end.on(self.side):
                yield from self._paragraph(waiting)
                waiting = []
        yield from self._paragraph(waiting)

    def _paragraph(self, joined: list[MarkedParagraph]) -> Iterator[Node]:
        """The line of paragraphs that are one on this side. The last has the properties."""
        if not joined:
            return
        last = joined[-1]
        pieces = self._joined(joined)
        if pieces or last.end.on(self.side):
            number = next((each.number for each in joined if any(piece.presence.on(self.side) for piece in each.pieces)), last.number)
            position, section = Position(self.file, number), self.sections.get(number, "")
            form = last.form if self.side == "new" else last.was
            # An empty paragraph shows no words, but counts.
            label = self._label(form)
            inlines = settled_inlines(pieces, self.side, self._note, self.targets)
            for piece in pieces:
                if piece.kind == "picture":
                    yield Picture(piece.text, position, section)
            if inlines:
                yield self._line(form, label, any(each.contents for each in joined), inlines, position, section)
        for each in joined:
            yield from self.lines(each.boxes)

    def _joined(self, joined: list[MarkedParagraph]) -> list[Piece]:
        """The pieces of paragraphs that are one on this side, with a space where words would run into each other."""
        out: list[Piece] = []
        for each in joined:
            kept = [piece for piece in each.pieces if piece.presence.on(self.side)]
            if out and kept and not out[-1].text[-1:].isspace() and not kept[0].text[:1].isspace():
                out.append(Piece("text", " "))
            out += kept
        return out

    def _label(self, form: Form) -> Label | None:
        place = self.numbering.place(form.num, form.level, self._style(form))
        return self._counter.label(*place) if place else None

    def _style(self, form: Form) -> str:
        return form.style or self.numbering.styles.default("paragraph")

    def _line(self, form: Form, label: Label | None, contents: bool, inlines: Nodes, position: Position, section: str) -> Line:
        styles = self.numbering.styles
        usual = styles.usual(self._style(form))
        name = usual or styles.name(self._style(form))
        text = label.text if label else ""
        level = _heading_level(form, usual)
        if contents or usual.startswith("toc "):
            kind: Kind = "contents"
        elif level:
            kind = "heading"
            if label:
                self._of_headings.add(label.abstract)
        elif label and not (label.abstract in self._of_headings and _LEGAL_NUMBER.fullmatch(text)):
            kind, level = "item", label.level + 1
        else:
            kind = "item" if usual.startswith(("list bullet", "list number")) else _KINDS.get(usual, "paragraph")
            found = _LEVEL.search(usual)
            level = (int(found[1]) if found else 1) if usual.startswith("list ") else 0
        return Line(inlines, position, kind, level, text, label.group if label else "", section, style=name)

    def _table(self, table: MarkedTable) -> Iterator[Grid]:
        rows, headers, still = [], 0, True
        for row in table.rows:
            if not row.presence.on(self.side):
                continue
            still = still and row.header
            headers += still
            cells: list[tuple[Line | Grid, ...]] = []
            for cell in row.cells:
                if cell.presence.on(self.side):
                    found = tuple(each for each in self._cell(cell.blocks) if not cell.continues or not isinstance(each, Line) or each.inlines)
                    cells += [found, *[()] * (cell.columns - 1)]
            if cells:
                rows.append(tuple(cells))
        if rows:
            yield Grid(tuple(rows), Position(self.file, table.number), headers, self.sections.get(table.number, ""))

    def _cell(self, blocks: Iterable[MarkedBlock]) -> Iterator[Line | Grid]:
        for node in self.lines(blocks):
            # A picture in a cell is a line of its words: a table holds only lines.
            yield Line((), node.position) if isinstance(node, Picture) else node

    def _note(self, key: str) -> tuple[Block, ...]:
        if key not in self._settled_notes:
            self._settled_notes[key] = ()  # a note has no mark of its own in it
            lines = self.lines(self.notes.get(key, ()))
            self._settled_notes[key] = tuple(Paragraph(line.inlines, position=line.position) for line in lines if isinstance(line, Line))
        return self._settled_notes[key]


def _heading_level(form: Form, usual: str) -> int:
    """The level of a heading; 0 for other text. The paragraph's own outline level counts before its style's (17.3.1.20)."""
    if form.outline is not None and form.outline.isdecimal():
        level = int(form.outline) + 1
        return level if level <= _DEEPEST_HEADING else 0
    return int(usual[-1]) if usual.startswith("heading ") else 0

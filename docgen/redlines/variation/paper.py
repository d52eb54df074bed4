"""A document as a reader of its pages sees it: lines in reading order, and the names by which an instrument can speak of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.composition.front_matter import OF_ITS_ISSUE
from docgen.composition.numbering import label_of
from docgen.document.tree import Document, Field, FieldBlock, Figure, List, Paragraph, Quote, Section, Signatures, Table, Text, plain
from docgen.redlines.variation.line_pieces import Nodes, Piece, line_pieces, words_of

COVER, CONTROL, HEADING, WHOLE = "the cover", "the document control", "the heading", ""
HEADINGS = ("heading", "appendix")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_PARTS = ("row", "signatory", "control", "party")
_LONGEST_KEY = 8
"""A row whose first cell has no more words is named by it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, equal to another if a reader sees no difference.

    `kind` is "heading", "appendix", "paragraph", "table" (its caption), "header", "row", "figure", "signatory", "control", or a fact of the cover: "title",
    "party" and so on. `cells` holds its words, by columns where it has some. `shape` names what it stands in, the outermost first: "bullet", "number" or
    "quotation"; `starts` says that it begins an item or a block. `depth` is that of a heading, or the number of columns. `number` is its number, or "";
    `item` counts it in its list.
    """

    kind: str
    cells: tuple[str, ...]
    shape: tuple[str, ...] = ()
    starts: bool = False
    depth: int = 0
    number: str = ""
    item: int = field(default=0, compare=False)
    columns: tuple[str, ...] = field(default=(), compare=False)
    pieces: tuple[tuple[Piece, ...], ...] = field(default=(), compare=False, repr=False)
    """The pieces of each cell."""
    source: Any = field(default=None, compare=False, repr=False)
    """The nodes that the line came from, for printing it as it looks."""
    id: str = field(default="", compare=False)
    """The id of a heading, to match sections; no reader sees it."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What an instrument calls a run of lines: a section (or the cover), and a part of it, or WHOLE for all of it with the sections in it."""

    section: str
    part: str = WHOLE


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines of a document, where each name starts and ends in them, and how its sections and paragraphs are numbered."""

    scheme: str
    lines: tuple[Line, ...]
    spans: Mapping[Name, tuple[int, int]]
    titles: Mapping[str, str]
    """The title of each section that has a number, by its name."""
    shapes: Mapping[Name, tuple[str, ...]]
    """What each named part stands in."""


def shape_of(line: Line) -> tuple[str, ...]:
    """What a line stands in, the table or block that it is a part of included."""
    return (*line.shape, line.kind) if line.kind in _PARTS else line.shape


def ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    return f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def on_paper(document: Document) -> Paper:
    """The document as its pages show it."""
    reading = _Reading(document)
    reading.cover()
    for section in document.sections:
        reading.section(section, 1)
    return Paper(document.scheme, tuple(reading.lines), reading.spans, reading.titles, reading.shapes)


class _Reading:
    """The lines read so far, and their names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: list[Line] = []
        self.spans: dict[Name, tuple[int, int]] = {}
        self.titles: dict[str, str] = {}
        self.shapes: dict[Name, tuple[str, ...]] = {}
        self.at = COVER
        self.names = Counter(_own_name(section) for section in _all_sections(document.sections))
        self.met: Counter[str] = Counter()

    def name(self, part: str, start: int, shape: tuple[str, ...] = (), section: str = "") -> None:
        name, count = Name(section or self.at, part), 1
        while name in self.spans:
            count += 1
            name = Name(section or self.at, f"{part} (the {ordinal(count)} so named)")
        self.spans[name], self.shapes[name] = (start, len(self.lines)), shape

    def add(self, kind: str, cells: tuple[Nodes, ...], part: str, **more: Any) -> None:
        pieces = tuple(map(line_pieces, cells))
        self.lines.append(Line(kind, tuple(map(words_of, pieces)), pieces=pieces, **{"source": cells, **more}))
        if part:
            self.name(part, len(self.lines) - 1, shape_of(self.lines[-1]))

    def cover(self) -> None:
        front = self.document.front
        facts = (("title", front.title), ("subtitle", front.subtitle), ("date", front.date), ("running header", front.short_title))
        for kind, words in facts:
            self.add(kind, (_text(words),), f"the {kind}")
        for number, party in enumerate(front.parties, 1):
            self.add("party", (_value(party),), f"the name of the {ordinal(number)} party")
        self.name("the names of the parties", len(self.lines) - len(front.parties))
        self.at = CONTROL
        rows = [row for row in front.control if row[0] not in OF_ITS_ISSUE]
        keys = Counter(key for key, _ in rows)
        self.add("control", (), "its heading")
        for number, (key, value) in enumerate(rows, 1):
            part = f"the row “{key}”" if keys[key] == 1 else f"the {ordinal(number)} row"
            self.add("control", (_text(key), _text(value)), part, columns=("the first column", "the second column"))

    def section(self, section: Section, depth: int) -> None:
        start = len(self.lines)
        own = _own_name(section)
        self.met[own] += 1
        name = own if self.names[own] <= 1 else f"the {ordinal(self.met[own])} {own.removeprefix('the ')}"
        self.at = name
        if section.number:
            self.titles[name] = " ".join(plain(section.title).split())
        kind = "appendix" if section.appendix else "heading"
        self.add(kind, (section.title,), HEADING, depth=depth, number=section.number, id=section.id)
        self.blocks(section.blocks, (), "")
        if len(self.lines) > start + 1:
            self.name("the text", start + 1)
        for child in section.sections:
            self.section(child, depth + 1)
        self.name(WHOLE, start, section=name)

    def blocks(self, blocks: Nodes, shape: tuple[str, ...], within: str, first: bool = False) -> None:
        """Read blocks in something of that shape and name; with `first`, the first paragraph is the line of an item, read already."""
        flat = tuple(_without_fields(blocks))
        counts = Counter(type(block) for block in flat)
        met: Counter[type] = Counter()
        for index, block in enumerate(flat):
            kind = type(block)
            met[kind] += 1
            if first and not index and kind is Paragraph:
                continue
            noun = f"the {ordinal(met[kind])} {_NOUNS[kind]}" if counts[kind] > 1 or (first and kind is Paragraph) else f"the {_NOUNS[kind]}"
            _READ[kind](self, block, shape, f"{noun}{within}")

    def paragraph(self, block: Paragraph, shape: tuple[str, ...], name: str) -> None:
        self.add("paragraph", (block.inlines,), f"paragraph {block.number}" if block.number else name, shape=shape, number=block.number)

    def list(self, block: List, shape: tuple[str, ...], name: str) -> None:
        start, inner = len(self.lines), (*shape, "number" if block.ordered else "bullet")
        for count, item in enumerate(block.items, 1):
            at, part = len(self.lines), f"the {ordinal(count)} item of {name}" if len(block.items) > 1 else f"the item of {name}"
            blocks = tuple(_without_fields(item.blocks))
            lead = blocks[0].inlines if blocks and type(blocks[0]) is Paragraph else ()
            self.add("paragraph", (lead,), "", shape=inner, starts=True, item=count)
            if len(blocks) > bool(blocks and type(blocks[0]) is Paragraph):
                self.name(f"the opening words of {part}", at, inner)
            self.blocks(blocks, inner, f" of {part}", True)
            self.name(part, at, inner)
        self.name(name, start, shape)

    def quote(self, block: Quote, shape: tuple[str, ...], name: str) -> None:
        start = len(self.lines)
        self.blocks(block.blocks, (*shape, "quotation"), f" of {name}")
        self.name(name, start, shape)

    def table(self, block: Table, shape: tuple[str, ...], name: str) -> None:
        start, name = len(self.lines), block.number or name
        self.add("table", (block.caption,), f"the caption of {name}", shape=shape, depth=len(block.header.cells), number=block.number)
        heads = [" ".join(plain(cell.inlines).split()) for cell in block.header.cells]
        columns = tuple(f"the column “{head}”" if head and heads.count(head) == 1 else f"the {ordinal(at)} column" for at, head in enumerate(heads, 1))
        keys = Counter(_key(row) for row in block.rows)
        for number, row in enumerate((block.header, *block.rows)):
            key = _key(row)
            part = f"the row “{key}”" if key and keys[key] == 1 else f"the {ordinal(number)} row"
            cells = tuple(cell.inlines for cell in row.cells)
            shown = f"{part} of {name}" if number else f"the header of {name}"
            self.add("row" if number else "header", cells, shown, shape=shape, depth=len(cells), columns=columns, source=(block, row))
        self.name(name, start, shape)

    def figure(self, block: Figure, shape: tuple[str, ...], name: str) -> None:
        names = {node.id: node.name for node in block.chart}
        boxes = []
        for node in block.chart:
            above = [f"→ {names.get(id, id)}" for id in node.reports_to]
            boxes.append(_text(" ".join((node.name, *(["(external)"] if node.external else []), *above))))
        self.add("figure", (block.caption, *boxes), block.number or name, shape=shape, number=block.number, source=block)

    def signatures(self, block: Signatures, shape: tuple[str, ...], name: str) -> None:
        start, parties = len(self.lines), Counter(signatory.party for signatory in block.signatories)
        for number, each in enumerate(block.signatories, 1):
            entry = f"the entry for {each.party}" if each.party and parties[each.party] == 1 else f"the {ordinal(number)} entry"
            cells = tuple(map(_value, (each.name, each.post, each.party)))
            self.add("signatory", cells, f"{entry} in {name}", shape=shape, starts=number == 1, columns=("the name", "the post", "the party"))
        self.name(name, start, shape)


_NOUNS: dict[type, str] = {Paragraph: "paragraph", List: "list", Quote: "quotation", Table: "table", Figure: "figure", Signatures: "signature block"}
_READ: dict[type, Any] = {
    Paragraph: _Reading.paragraph,
    List: _Reading.list,
    Quote: _Reading.quote,
    Table: _Reading.table,
    Figure: _Reading.figure,
    Signatures: _Reading.signatures,
}


def _text(words: str) -> Nodes:
    return (Text(words),) if words else ()


def _value(words: str) -> Nodes:
    """Words that change as a whole."""
    return (Field("", (Text(words),)),) if words else ()


def _key(row: Any) -> str:
    words = plain(row.cells[0].inlines).split() if row.cells else []
    return " ".join(words) if len(words) <= _LONGEST_KEY else ""


def _without_fields(blocks: Nodes) -> Iterator[Any]:
    for block in blocks:
        if type(block) is FieldBlock:
            yield from _without_fields(block.blocks)
        else:
            yield block


def _all_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all_sections(section.sections)


def _own_name(section: Section) -> str:
    if not section.number:
        return f"the section “{' '.join(plain(section.title).split())}”"
    label = label_of(section, section.number)
    return label.lead + label.text

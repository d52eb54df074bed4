"""The text of a Word file: one small function for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docgen import drawing
from docgen.files import HouseStyle
from docgen.ooxml import blocks as ml
from docgen.ooxml import drawing as pictures
from docgen.ooxml import relations, runs
from docgen.ooxml.markup import BREAK, escape
from docgen.ooxml.runs import Runs
from docgen.tree import (
    Block,
    Break,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Signatory,
    Signatures,
    Strong,
    Table,
    Term,
    Text,
    plain,
    shown,
)
from docgen.writers._docx_house import BULLETS, CONTINUED, HEADINGS, NUMBERS, SIGNING, House

CLAUSE, REF = "_clause_", "_Ref_"
"""Prefixes of hidden bookmarks: around a whole section, and around what a cross-reference shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: what a paragraph there looks like, and how far in a list there begins."""

    style: str
    """The style of a paragraph, and its own numbering: -1 for none."""
    num: int = -1
    level: int = 0
    mark: str = ""
    """What a paragraph begins with."""
    indent: int = 0
    """The level of indentation of a list there."""
    label: int = 0
    """The label level of an ordered list there."""
    outline: int = 0
    """The list that numbered paragraphs there belong to."""
    rest: Place | None = None
    """Where the blocks after the first stand; None if they stand as the first does."""
    small: bool = False
    """Whether lists there keep the style of the paragraphs, as in footnotes."""


class Writing:
    """One document in the making: what was written so far, and what other parts must hold because of it."""

    __slots__ = ("after_table", "bookmarks", "formats", "house", "links", "lists", "media", "note_links", "notes", "out", "pictures", "style")

    def __init__(self, house: House, style: HouseStyle, first_bookmark: int) -> None:
        self.house = house
        self.style = style
        self.formats = runs.formats(house.link)
        self.out: list[str] = []
        self.bookmarks = first_bookmark
        self.lists: list[tuple[int, int]] = []
        """The (shift, level) of each ordered list."""
        self.links: dict[str, int] = {}
        """The addresses that the part being written links to, and their numbers."""
        self.note_links: dict[str, int] = {}
        self.media: dict[bytes, int] = {}
        self.pictures = 0
        self.notes: list[str] = []
        self.after_table = False

    def bookmarked(self, name: str, xml: str) -> str:
        """The runs inside a bookmark of that name."""
        self.bookmarks += 1
        return runs.bookmarked(self.bookmarks - 1, name, xml)


def _text(node: Text, run: Runs, flags: int, writing: Writing) -> None:
    run.escaped(escape(node.text), flags)


def _strong(node: Strong, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, flags | runs.BOLD, writing)


def _emphasis(node: Emphasis, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, flags | runs.ITALIC, writing)


def _break(node: Break, run: Runs, flags: int, writing: Writing) -> None:
    run.escaped(BREAK, flags)


def _link(node: Link, run: Runs, flags: int, writing: Writing) -> None:
    target = relations.address(node.url)
    if not target:
        inlines(node.inlines, run, flags, writing)
        return
    run.add(runs.link_start(f"link{writing.links.setdefault(target, len(writing.links) + 1)}"))
    inlines(node.inlines, run, flags | runs.LINKED, writing)
    run.add(runs.LINK_END)


def _reference(node: Reference, run: Runs, flags: int, writing: Writing) -> None:
    name = runs.bookmark(REF, node.target)
    if node.inlines:
        run.add(runs.jump_start(name))
        inlines(node.inlines, run, flags | runs.LINKED, writing)
        run.add(runs.LINK_END)
        return
    label, quoted = node.label, node.by == "title" and node.label[:1] == "“" and node.label[-1:] == "”"
    run.text(f"{node.lead}“" if quoted else node.lead, flags)
    run.field(f"REF {name} \\r \\h" if node.by == "number" else f"REF {name} \\h", label[1:-1] if quoted else label, flags)
    if quoted:
        run.text("”", flags)


def _term(node: Term, run: Runs, flags: int, writing: Writing) -> None:
    run.escaped(escape(shown(node)), flags)


def _field(node: Field, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, flags, writing)


def _note(node: Note, run: Runs, flags: int, writing: Writing) -> None:
    house, outer, links = writing.house, writing.out, writing.links
    rest = Place(house.paragraph["footnote text"], small=True)
    writing.out, writing.links = [], writing.note_links
    blocks(node.blocks, replace(rest, mark=runs.own_mark(house.note_mark), rest=rest), writing)
    writing.notes.append("".join(writing.out))
    writing.out, writing.links = outer, links
    run.add(runs.note_mark(house.note_mark, house.first_note + len(writing.notes) - 1))


INLINES: dict[type, Callable[[Any, Runs, int, Writing], None]] = {
    Text: _text,
    Strong: _strong,
    Emphasis: _emphasis,
    Break: _break,
    Link: _link,
    Reference: _reference,
    Term: _term,
    Field: _field,
    Note: _note,
}


def inlines(nodes: tuple[Inline, ...], run: Runs, flags: int, writing: Writing) -> None:
    """Add the nodes to `run` with the format `flags`."""
    for node in nodes:
        INLINES[type(node)](node, run, flags, writing)


def content(nodes: tuple[Inline, ...], writing: Writing) -> str:
    """The content of a paragraph."""
    run = Runs(writing.formats)
    for node in nodes:
        INLINES[type(node)](node, run, 0, writing)
    return run.xml()


def blocks(nodes: tuple[Block, ...], place: Place, writing: Writing) -> None:
    """Write the blocks that stand at `place`."""
    for index, node in enumerate(nodes):
        if place.rest is not None and type(node) not in _TAKES_MARK:
            writing.out.append(f"{ml.start(place.style, True, place.num, place.level)}{place.mark}{ml.PARAGRAPH_END}")
            place = place.rest
        BLOCKS[type(node)](node, place, _leads(nodes, index + 1), writing)
        place = place.rest or place


_TAKES_MARK = (Paragraph, FieldBlock)


def _leads(nodes: tuple[Block, ...], index: int) -> bool:
    """Whether the block before `index` leads into a list or table and must stay with it."""
    if index >= len(nodes):
        return False
    node = nodes[index]
    return _leads(node.blocks, 0) if isinstance(node, FieldBlock) else isinstance(node, List | Table)


def _paragraph(node: Paragraph, place: Place, keep: bool, writing: Writing) -> None:
    house, nodes = writing.house, node.inlines
    text = runs.run(escape(nodes[0].text)) if len(nodes) == 1 and type(nodes[0]) is Text else content(nodes, writing)
    if node.number and place.outline and not place.rest:
        start = ml.start(house.paragraph["numbered paragraph"], keep, place.outline, min(node.number.count("."), 8), writing.after_table)
    else:
        start = ml.start(place.style, keep, place.num, place.level, writing.after_table)
    writing.after_table = False
    writing.out.append(f"{start}{place.mark}{text}{ml.PARAGRAPH_END}")


def _list(node: List, place: Place, keep: bool, writing: Writing) -> None:
    names = writing.house.paragraph
    level = min(max(place.indent, place.label if node.ordered else 0), 8)
    role = min(level, 4)
    num = writing.house.bullets if place.small or level > 4 else -1
    if node.ordered:
        num = writing.house.numbering.next_num + len(writing.lists)
        writing.lists.append((max(level - place.label, 0), level))
    style = place.style if place.small else names[(NUMBERS if node.ordered else BULLETS)[role]]
    further = place.style if place.small else names[CONTINUED[role]]
    rest = Place(further, indent=level + 1, label=place.label + node.ordered, small=place.small)
    item = replace(rest, style=style, num=num, level=level, rest=rest)
    for child in node.items:
        blocks(child.blocks or (Paragraph(()),), item, writing)


def _table(node: Table, place: Place, keep: bool, writing: Writing) -> None:
    house = writing.house
    if node.caption or node.number:
        writing.out.append(_caption(node, True, writing))
    elif writing.after_table:
        # Word makes one table of two that touch (17.4.37).
        writing.out.append(f"{ml.start(place.style)}{ml.PARAGRAPH_END}")
    header, rows = _cells(node.header, "table heading", node, writing), [_cells(row, "table text", node, writing) for row in node.rows]
    texts = [[plain(cell.inlines) for cell in row.cells] for row in (node.header, *node.rows)]
    columns = [(max(map(len, column)), max((len(word) for text in column for word in text.split()), default=0)) for column in zip(*texts, strict=True)]
    writing.out.append(ml.table(house.table, ml.widths(house.width, columns), header, rows, _described(node, texts[0])))
    writing.after_table = True


def _described(node: Table, header: list[str]) -> str:
    columns = ", ".join(header)
    return f"{plain(node.caption)}: {columns}" if node.caption else columns


def _cells(row: Row, role: str, table: Table, writing: Writing) -> list[str]:
    style = writing.house.paragraph[role]
    return [
        f"{ml.start(style, align=align)}{content(cell.inlines, writing)}{ml.PARAGRAPH_END}"
        for cell, align in zip(row.cells, table.alignments, strict=True)
    ]


def _figure(node: Figure, place: Place, keep: bool, writing: Writing) -> None:
    image = drawing.png(node.chart, writing.style)
    width, height = drawing.size(node.chart, writing.style)
    number = writing.media.setdefault(image, len(writing.media) + 1)
    writing.pictures += 1
    shown = pictures.picture(f"image{number}", writing.pictures, node.alt, width, height, writing.house.width)
    writing.out.append(f"{ml.start(writing.house.paragraph['figure'])}{shown}{ml.PARAGRAPH_END}")
    writing.out.append(_caption(node, False, writing))
    writing.after_table = False


def _caption(node: Table | Figure, keep: bool, writing: Writing) -> str:
    label, _, number = node.number.rpartition(" ")
    counted = Runs(writing.formats)
    if number:
        counted.text(f"{label} ", 0)
        counted.field(f"SEQ {label} \\* ARABIC", number, 0)
    run = Runs(writing.formats)
    run.add(writing.bookmarked(runs.bookmark(REF, node.id), counted.xml()) if node.id else counted.xml())
    if number and node.caption:
        run.text(": ", 0)
    inlines(node.caption, run, 0, writing)
    return f"{ml.start(writing.house.paragraph['caption'], keep)}{run.xml()}{ml.PARAGRAPH_END}"


def _quote(node: Quote, place: Place, keep: bool, writing: Writing) -> None:
    style = place.style if place.small else writing.house.paragraph["quote"]
    blocks(node.blocks, replace(place, style=style, num=-1, mark="", indent=place.indent + 1, rest=None), writing)


def _signatures(node: Signatures, place: Place, keep: bool, writing: Writing) -> None:
    for signatory in node.signatories:
        writing.out.append(_signatory(signatory, writing.house))
    writing.after_table = False


def _signatory(signatory: Signatory, house: House) -> str:
    """The block of one signatory, kept together by its styles; where nothing is known a tab draws a line to fill in."""
    party, line, last = (house.paragraph[name] for name in SIGNING)
    rows = ((line, "Signature", ""), (line, "Name", signatory.name), (line, "Post", signatory.post), (last, "Date", ""))
    heading = f"{ml.start(party)}{runs.run(escape(f'Signed for and on behalf of {signatory.party}'))}{ml.PARAGRAPH_END}"
    return heading + "".join(
        [f"{ml.start(style)}{runs.run(label)}{runs.TAB}{runs.run(escape(value)) if value else runs.TAB}{ml.PARAGRAPH_END}" for style, label, value in rows]
    )


def _field_block(node: FieldBlock, place: Place, keep: bool, writing: Writing) -> None:
    blocks(node.blocks, place, writing)


BLOCKS: dict[type, Callable[[Any, Place, bool, Writing], None]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Figure: _figure,
    Quote: _quote,
    Signatures: _signatures,
    FieldBlock: _field_block,
}


def section(node: Section, depth: int, place: Place, writing: Writing) -> None:
    """Write a section and those below it, the whole inside a hidden bookmark that bears its id."""
    house, mark = writing.house, writing.bookmarks
    writing.bookmarks += 1
    writing.out.append(runs.bookmark_start(mark, runs.bookmark(CLAUSE, node.id)))
    style = house.paragraph[HEADINGS[min(depth, 5)]]
    if place.outline == house.appendices:
        start = ml.start(style, num=house.appendices, level=min(depth, 8), new_page=depth == 0)
    else:
        start = ml.start(style, num=house.headings, level=min(depth, 8)) if depth > 5 else ml.start(style)
    title = writing.bookmarked(runs.bookmark(REF, node.id), content(node.title, writing))
    writing.out.append(f"{start}{title}{ml.PARAGRAPH_END}")
    writing.after_table = False
    blocks(node.blocks, place, writing)
    for child in node.sections:
        section(child, depth + 1, place, writing)
    writing.out.append(runs.bookmark_end(mark))

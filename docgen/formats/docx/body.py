"""The text of a Word file: one small function for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from docgen.document.tree import (
    Block,
    Break,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Foreign,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Signatures,
    Strong,
    Table,
    Term,
    Text,
    plain,
    term_words,
)
from docgen.formats import structure_chart
from docgen.formats.docx.house_file import BULLETS, CONTINUED, NUMBERS
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import picture_xml as pictures
from docgen.formats.docx.ooxml import relationships, runs
from docgen.formats.docx.ooxml.runs import Runs
from docgen.formats.docx.signature_blocks import SIGNATORIES, signatures
from docgen.formats.docx.writing_state import Kinds, Place, Writing, heading

CLAUSE, REF = "_clause_", "_Ref_"
"""Prefixes of hidden bookmarks: around a whole section, and around what a cross-reference shows."""


def _text(node: Text, run: Runs, flags: int, writing: Writing) -> None:
    if flags != run.flags:
        run.turn(flags)
    run.pieces.append(node.text)


def _strong(node: Strong, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, flags | runs.BOLD, writing)


def _emphasis(node: Emphasis, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, flags | runs.ITALIC, writing)


def _foreign(node: Foreign, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, writing.spoken(node.language) | flags % runs.FLAGS, writing)


def _break(node: Break, run: Runs, flags: int, writing: Writing) -> None:
    run.text("\n", flags)


def _link(node: Link, run: Runs, flags: int, writing: Writing) -> None:
    target = relationships.address(node.url)
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
    run.text(term_words(node), flags)


def _field(node: Field, run: Runs, flags: int, writing: Writing) -> None:
    inlines(node.inlines, run, flags, writing)


def _note(node: Note, run: Runs, flags: int, writing: Writing) -> None:
    house, links, after_table = writing.house, writing.links, writing.after_table
    style, label = house.paragraph["footnote text"], writing.first_label
    rest = Place(style, ml.starts(style), label=label, small=True)
    first = Place(style, rest.starts, runs.own_mark(house.note_mark), label=label, rest=rest, small=True)
    writing.links, writing.after_table = writing.note_links, False
    writing.notes.append(writing.aside(lambda: blocks(node.blocks, first, writing)))
    writing.links, writing.after_table = links, after_table
    run.add(runs.note_mark(house.note_mark, house.first_note + len(writing.notes) - 1))


INLINES: dict[type, Callable[[Any, Runs, int, Writing], None]] = {
    Text: _text,
    Strong: _strong,
    Emphasis: _emphasis,
    Foreign: _foreign,
    Break: _break,
    Link: _link,
    Reference: _reference,
    Term: _term,
    Field: _field,
    Note: _note,
}


def inlines(nodes: tuple[Inline, ...], run: Runs, flags: int, writing: Writing) -> None:
    """Add the nodes to `run` with the format `flags`."""
    pieces = run.pieces
    for node in nodes:
        if type(node) is Field and len(node.inlines) == 1:
            node = node.inlines[0]
        if type(node) is Text and flags == run.flags:
            # Nearly all nodes are such, alone or in a field, and need no function of their own.
            pieces.append(node.text)
        elif type(node) is Field:
            inlines(node.inlines, run, flags, writing)
        else:
            writing.kinds.inlines[type(node)](node, run, flags, writing)


def paragraph(start: str, nodes: tuple[Inline, ...], writing: Writing, end: str = ml.PARAGRAPH_END) -> None:
    """Write a paragraph."""
    run = writing.run
    if len(nodes) == 1 and type(nodes[0]) is Text and nodes[0].text:
        run.out.append(f"{start}{runs.run(nodes[0].text)}{end}")
        return
    run.out.append(start)
    run.flags = 0
    inlines(nodes, run, 0, writing)
    if run.pieces:
        run.close()
    run.out.append(end)


def blocks(nodes: tuple[Block, ...], place: Place, writing: Writing) -> None:
    """Write the blocks that stand at `place`."""
    last, kinds = len(nodes) - 1, writing.kinds
    for index, node in enumerate(nodes):
        kind, rest = type(node), place.rest
        if rest is not None and kind not in kinds.takes_mark:
            writing.out.append(f"{place.starts[True, False]}{place.mark}{ml.PARAGRAPH_END}")
            place = rest
        kinds.blocks[kind](node, place, index < last and _led_to(nodes[index + 1]), writing)
        if rest is not None and kind not in kinds.passes_mark:
            place = rest


def _led_to(node: Block) -> bool:
    """Whether the paragraph before `node` leads into it, and must stay with it."""
    if type(node) is FieldBlock:
        return bool(node.blocks) and _led_to(node.blocks[0])
    return type(node) is List or type(node) is Table


def _paragraph(node: Paragraph, place: Place, keep: bool, writing: Writing) -> None:
    starts = place.starts
    if node.number and place.outline and not place.rest:
        starts = ml.starts(writing.house.paragraph["numbered paragraph"], place.outline, min(node.number.count("."), 8))
    start = starts[keep, writing.after_table] + place.mark
    writing.after_table = False
    paragraph(start, node.inlines, writing)


def _list(node: List, place: Place, keep: bool, writing: Writing) -> None:
    names = writing.house.paragraph
    level = min(max(place.indent, place.label if node.ordered else 0), 8)
    role = min(level, 4)
    num = writing.counting(place, level) if node.ordered else writing.bulleted(place, level)
    style = place.style if place.small else names[(NUMBERS if node.ordered else BULLETS)[role]]
    further = place.style if place.small else names[CONTINUED[role]]
    label = place.label + node.ordered
    rest = Place(further, ml.starts(further), "", place.base, level + 1, label, small=place.small)
    item = Place(style, ml.starts(style, num, level), "", place.base, level + 1, label, 0, rest, place.small)
    for child in node.items:
        writing.kinds.items[type(child)](child, item, writing)


def _item(node: Item, place: Place, writing: Writing) -> None:
    blocks(node.blocks or (Paragraph(()),), place, writing)


def _table(node: Table, place: Place, keep: bool, writing: Writing) -> None:
    house = writing.house
    before_table(node, place, writing)
    header, rows = _cells(node.header, "table heading", node, writing), [_cells(row, "table text", node, writing) for row in node.rows]
    texts = [[plain(cell.inlines) for cell in row.cells] for row in (node.header, *node.rows)]
    columns = [(max(map(len, column)), max((len(word) for text in column for word in text.split()), default=0)) for column in zip(*texts, strict=True)]
    writing.out.append(ml.table(house.table, ml.widths(house.width, columns), header, rows, table_description(node, texts[0])))
    writing.after_table = True


def before_table(node: Table, place: Place, writing: Writing) -> None:
    """Write what stands between a table and what is before it."""
    if node.caption or node.number:
        caption(node, True, writing)
    elif writing.after_table:
        # Word makes one table of two that touch (17.4.37).
        writing.out.append(f"{ml.start(place.style)}{ml.PARAGRAPH_END}")


def table_description(node: Table, header: list[str]) -> str:
    """What a table holds, for readers who do not see it."""
    return f"{plain(node.caption)}: {', '.join(header)}" if node.caption else ""


def _cells(row: Row, role: str, table: Table, writing: Writing) -> list[str]:
    style = writing.house.paragraph[role]
    starts = [ml.start(style, False, -1, 0, False, 0, align) for align in table.alignments]
    return [writing.aside(partial(paragraph, start, cell.inlines, writing)) for cell, start in zip(row.cells, starts, strict=True)]


def _figure(node: Figure, place: Place, keep: bool, writing: Writing) -> None:
    image = structure_chart.png(node.chart, writing.style)
    width, height = structure_chart.size(node.chart, writing.style)
    number = writing.media.setdefault(image, len(writing.media) + 1)
    writing.pictures += 1
    shown = pictures.picture(f"image{number}", writing.pictures, node.alt, width, height, writing.house.width)
    writing.out.append(f"{ml.start(writing.house.paragraph['figure'])}{shown}{ml.PARAGRAPH_END}")
    caption(node, False, writing)
    writing.after_table = False


def caption(node: Table | Figure, keep: bool, writing: Writing) -> None:
    """Write a caption, with its live number."""
    label, _, number = node.number.rpartition(" ")
    run = writing.run
    run.flags = 0
    run.add(ml.start(writing.house.paragraph["caption"], keep))
    if number:
        mark = writing.bookmarks
        writing.bookmarks += 1
        run.add(runs.bookmark_start(mark, runs.bookmark(REF, node.id or node.number)))
        run.text(f"{label} ", 0)
        run.field(f"SEQ {label} \\* ARABIC", number, 0)
        run.add(runs.bookmark_end(mark))
        run.text(": " if node.caption else "", 0)
    inlines(node.caption, run, 0, writing)
    run.add(ml.PARAGRAPH_END)


def _quote(node: Quote, place: Place, keep: bool, writing: Writing) -> None:
    names, lefts = writing.house.paragraph, writing.house.lefts
    style = place.style if place.small else names["quote"]
    left = lefts.get(names[CONTINUED[min(place.indent, 5) - 1]], 0) + lefts.get(style, 0) if place.indent and not place.small else 0
    inner = Place(style, ml.starts(style, left=left), base=place.base + 1, indent=place.indent + 1, label=place.label, small=place.small)
    blocks(node.blocks, inner, writing)


def _field_block(node: FieldBlock, place: Place, keep: bool, writing: Writing) -> None:
    blocks(node.blocks, place, writing)


BLOCKS: dict[type, Callable[[Any, Place, bool, Writing], None]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Figure: _figure,
    Quote: _quote,
    Signatures: signatures,
    FieldBlock: _field_block,
}


def section(node: Section, depth: int, place: Place, writing: Writing) -> None:
    """Write a section and those below it, the whole inside a hidden bookmark that bears its id."""
    mark = writing.bookmarks
    writing.bookmarks += 2
    writing.first_label = place.label
    writing.after_table = False
    start = runs.outer_start(mark, runs.bookmark(CLAUSE, node.id), heading(node, depth, place, writing.house), runs.bookmark(REF, node.id))
    paragraph(start, node.title, writing, runs.bookmark_end(mark + 1) + ml.PARAGRAPH_END)
    blocks(node.blocks, place, writing)
    for child in node.sections:
        writing.kinds.sections[type(child)](child, depth + 1, place, writing)
    writing.out.append(runs.bookmark_end(mark))


KINDS = Kinds(INLINES, BLOCKS, {Item: _item}, {Section: section}, SIGNATORIES, frozenset([Paragraph, FieldBlock]))

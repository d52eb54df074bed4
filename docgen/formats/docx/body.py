"""The body of a Word file: one small function for each kind of node."""

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
from docgen.document.writing_direction import runs_right_to_left
from docgen.formats import structure_chart
from docgen.formats.docx.house_style_file import BULLETS, CONTINUED, NUMBERS
from docgen.formats.docx.ooxml import block_xml as ml
from docgen.formats.docx.ooxml import picture_xml as pictures
from docgen.formats.docx.ooxml import relationships, runs
from docgen.formats.docx.ooxml.runs import Runs
from docgen.formats.docx.provenance import CLAUSE, REF
from docgen.formats.docx.signature_blocks import SIGNATORIES, signatures
from docgen.formats.docx.writing_state import Place, State, Writers, heading, needs_lead_in


def _text(node: Text, run: Runs, flags: int, state: State) -> None:
    if flags != run.flags:
        run.switch(flags)
    run.pieces.append(node.text)


def _strong(node: Strong, run: Runs, flags: int, state: State) -> None:
    inlines(node.inlines, run, flags | runs.BOLD, state)


def _emphasis(node: Emphasis, run: Runs, flags: int, state: State) -> None:
    inlines(node.inlines, run, flags | runs.ITALIC, state)


def _foreign(node: Foreign, run: Runs, flags: int, state: State) -> None:
    inlines(node.inlines, run, state.language_flags(node.language) | flags % runs.FLAGS, state)


def _break(node: Break, run: Runs, flags: int, state: State) -> None:
    run.text("\n", flags)


def _link(node: Link, run: Runs, flags: int, state: State) -> None:
    target = relationships.address(node.url)
    if not target:
        inlines(node.inlines, run, flags, state)
        return
    run.add(runs.link_start(f"link{state.links.setdefault(target, len(state.links) + 1)}"))
    inlines(node.inlines, run, flags | runs.LINKED, state)
    run.add(runs.LINK_END)


def _reference(node: Reference, run: Runs, flags: int, state: State) -> None:
    name = runs.bookmark(REF, node.target)
    if node.inlines:
        run.add(runs.jump_start(name))
        inlines(node.inlines, run, flags | runs.LINKED, state)
        run.add(runs.LINK_END)
        return
    label, quoted = node.label, node.by == "title" and node.label[:1] == "“" and node.label[-1:] == "”"
    run.text(f"{node.lead}“" if quoted else node.lead, flags)
    run.field(f"REF {name} \\r \\h" if node.by == "number" else f"REF {name} \\h", label[1:-1] if quoted else label, flags)
    if quoted:
        run.text("”", flags)


def _term(node: Term, run: Runs, flags: int, state: State) -> None:
    run.text(term_words(node), flags)


def _field(node: Field, run: Runs, flags: int, state: State) -> None:
    inlines(node.inlines, run, flags, state)


def _note(node: Note, run: Runs, flags: int, state: State) -> None:
    house, links, after_table = state.house, state.links, state.after_table
    style, label = house.paragraph["footnote text"], state.first_label
    rest = Place(style, ml.starts(style), label=label, small=True)
    first = Place(style, rest.starts, runs.own_mark(house.note_mark), label=label, rest=rest, small=True)
    state.links, state.after_table = state.note_links, False
    state.notes.append(state.captured(lambda: blocks(node.blocks, first, state)))
    state.links, state.after_table = links, after_table
    run.add(runs.note_mark(house.note_mark, house.first_note + len(state.notes) - 1))


INLINES: dict[type, Callable[[Any, Runs, int, State], None]] = {
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


def inlines(nodes: tuple[Inline, ...], run: Runs, flags: int, state: State) -> None:
    """Append the nodes to `run` in the format `flags`."""
    pieces = run.pieces
    for node in nodes:
        if type(node) is Field and len(node.inlines) == 1:
            node = node.inlines[0]
        if type(node) is Text and flags == run.flags:
            # Nearly all nodes are plain text, alone or in a field: skip the function call.
            pieces.append(node.text)
        elif type(node) is Field:
            inlines(node.inlines, run, flags, state)
        else:
            state.writers.inlines[type(node)](node, run, flags, state)


def paragraph(start: str, nodes: tuple[Inline, ...], state: State, end: str = ml.PARAGRAPH_END) -> None:
    """Write a paragraph."""
    run, start = state.run, ml.right_to_left(start) if runs_right_to_left(nodes) else start
    if len(nodes) == 1 and type(nodes[0]) is Text and nodes[0].text:
        run.out.append(f"{start}{runs.run(nodes[0].text)}{end}")
        return
    run.out.append(start)
    run.flags = 0
    inlines(nodes, run, 0, state)
    if run.pieces:
        run.close()
    run.out.append(end)


def blocks(nodes: tuple[Block, ...], place: Place, state: State) -> None:
    """Write blocks at `place`."""
    last, kinds, passed = len(nodes) - 1, state.writers, False
    for index, node in enumerate(nodes):
        kind, rest = type(node), place.rest
        if rest is not None and kind not in kinds.takes_mark:
            empty = f"{place.starts[True, False]}{place.mark}{ml.PARAGRAPH_END}"
            state.out.append(kinds.new_paragraph(empty, state) if passed else empty)
            place = rest
        kinds.blocks[kind](node, place, index < last and needs_lead_in(nodes[index + 1]), state)
        if rest is not None:
            passed = kinds.passes_mark(node, state)
            place = place if passed else rest


def _paragraph(node: Paragraph, place: Place, keep: bool, state: State) -> None:
    starts = place.starts
    if node.number and place.outline and not place.rest:
        starts = ml.starts(state.house.paragraph["numbered paragraph"], place.outline, min(node.number.count("."), 8))
    start = starts[keep, state.after_table] + place.mark
    state.after_table = False
    paragraph(start, node.inlines, state)


def _list(node: List, place: Place, keep: bool, state: State) -> None:
    names = state.house.paragraph
    role = min(level := min(max(place.indent, place.label if node.ordered else 0), 8), 4)
    num = state.new_list(place, level) if node.ordered else state.bullet_list(place, level)
    style = place.style if place.small else names[(NUMBERS if node.ordered else BULLETS)[role]]
    continued = place.style if place.small else names[CONTINUED[role]]
    label = place.label + node.ordered
    rest = Place(continued, ml.starts(continued), "", place.base, level + 1, label, small=place.small)
    item = Place(style, ml.starts(style, num, level), "", place.base, level + 1, label, 0, rest, place.small)
    for child in node.items:
        state.writers.items[type(child)](child, item, state)


def _item(node: Item, place: Place, state: State) -> None:
    blocks(node.blocks or (Paragraph(()),), place, state)


def _table(node: Table, place: Place, keep: bool, state: State) -> None:
    house = state.house
    before_table(node, place, state)
    header, rows = _cells(node.header, "table heading", node, state), [_cells(row, "table text", node, state) for row in node.rows]
    texts = [[plain(cell.inlines) for cell in row.cells] for row in (node.header, *node.rows)]
    state.out.append(ml.table(house.table, ml.widths(house.width, ml.column_sizes(texts)), header, rows, table_description(node.caption, texts[0])))
    state.after_table = True


def before_table(node: Table, place: Place, state: State) -> None:
    """Write the caption of a table, or else what separates it from a table before it."""
    if node.caption or node.number:
        caption(node, True, state)
    elif state.after_table:
        # Word merges adjacent tables (17.4.37).
        state.out.append(f"{ml.start(place.style)}{ml.PARAGRAPH_END}")


def table_description(caption: tuple[Inline, ...], header: list[str]) -> str:
    """The alternative text of a table, for readers who cannot see it."""
    return f"{plain(caption)}: {', '.join(header)}" if caption else ""


def _cells(row: Row, role: str, table: Table, state: State) -> list[str]:
    style = state.house.paragraph[role]
    starts = [ml.start(style, False, -1, 0, False, 0, align) for align in table.alignments]
    return [state.captured(partial(paragraph, start, cell.inlines, state)) for cell, start in zip(row.cells, starts, strict=True)]


def _figure(node: Figure, place: Place, keep: bool, state: State) -> None:
    if node.chart:
        image = structure_chart.png(node.chart, state.style)
        number = state.media.setdefault(image, len(state.media) + 1)
        state.pictures += 1
        shown = pictures.picture(f"image{number}", state.pictures, node.alt, *structure_chart.size(node.chart, state.style), state.house.width)
    else:
        shown = runs.run(node.alt)
    state.out.append(f"{ml.start(state.house.paragraph['figure'])}{shown}{ml.PARAGRAPH_END}")
    if node.caption or node.number:
        caption(node, False, state)
    state.after_table = False


def caption(node: Table | Figure, keep: bool, state: State) -> None:
    """Write a caption with its number, which is a live field."""
    label, _, number = node.number.rpartition(" ")
    run = state.run
    run.flags = 0
    run.add(ml.start(state.house.paragraph["caption"], keep))
    if number:
        bookmark = state.bookmarks
        state.bookmarks += 1
        run.add(runs.bookmark_start(bookmark, runs.bookmark(REF, node.id or node.number)))
        run.text(f"{label} ", 0)
        run.field(f"SEQ {label} \\* ARABIC", number, 0)
        run.add(runs.bookmark_end(bookmark))
        run.text(": " if node.caption else "", 0)
    inlines(node.caption, run, 0, state)
    run.add(ml.PARAGRAPH_END)


def _quote(node: Quote, place: Place, keep: bool, state: State) -> None:
    names, lefts = state.house.paragraph, state.house.lefts
    style = place.style if place.small else names["quote"]
    left = lefts.get(names[CONTINUED[min(place.indent, 5) - 1]], 0) + lefts.get(style, 0) if place.indent and not place.small else 0
    inner = Place(style, ml.starts(style, left=left), base=place.base + 1, indent=place.indent + 1, label=place.label, small=place.small)
    blocks(node.blocks, inner, state)


def _field_block(node: FieldBlock, place: Place, keep: bool, state: State) -> None:
    blocks(node.blocks, place, state)


BLOCKS: dict[type, Callable[[Any, Place, bool, State], None]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Figure: _figure,
    Quote: _quote,
    Signatures: signatures,
    FieldBlock: _field_block,
}


def section(node: Section, depth: int, place: Place, state: State) -> None:
    """Write a section and its sub-sections, all inside a hidden bookmark named after its id."""
    depth = node.level - 1 if node.level else depth
    bookmark = state.bookmarks
    state.bookmarks += 2
    state.first_label, state.after_table = place.label, False
    names = runs.bookmark(CLAUSE, node.id), runs.bookmark(REF, node.id)
    if node.title:
        start = runs.outer_start(bookmark, names[0], heading(node, depth, place, state.house), names[1])
        paragraph(start, node.title, state, runs.bookmark_end(bookmark + 1) + ml.PARAGRAPH_END)
    else:
        state.out.append(runs.empty_outer_start(bookmark, *names))
    blocks(node.blocks, place, state)
    for child in node.sections:
        state.writers.sections[type(child)](child, depth + 1, place, state)
    state.out.append(runs.bookmark_end(bookmark))


WRITERS = Writers(INLINES, BLOCKS, {Item: _item}, {Section: section}, SIGNATORIES, frozenset([Paragraph, FieldBlock]))

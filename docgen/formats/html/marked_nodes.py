"""The nodes that a redline's page writes differently from a clean page: those with marks inside, or with old numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.headings import Heading
from docgen.document.redline import Altered, Cut, Inserted, accepted_nodes, marks, sides
from docgen.document.tree import FieldBlock, Figure, List, Note, Paragraph, Quote, Reference, Row, Section, Signatory, Signatures, Table, plain
from docgen.formats.html import writer as html
from docgen.formats.html.escaped_text import escaped
from docgen.formats.html.page_context import ORDERED, Place, blocks_of, direction, direction_of_list, image, inlines_of
from docgen.formats.html.redline_page import PageState, is_marked, parts, plain_title, tag_of


def _reference(state: PageState, reference: Reference, place: Place, was: Any = None) -> str:
    """The words, linked if their target is in the new document."""
    if reference.inlines:
        words = inlines_of(reference.inlines, replace(place, linked=True))
    else:
        words = _number("", reference.lead + reference.label, state.old_number(Reference))
    return words if place.linked or not state.new or reference.target not in state.targets else f'<a href="#{escaped(reference.target)}">{words}</a>'


def _number(kind: str, number: str, old: str | None, end: str = "") -> str:
    """A number in a span of the class `kind`, with the old number as an attribute if it differs."""
    name = f' class="{kind}"' if kind else ""
    if old is None or old == number:
        return f"<span{name}>{escaped(number + end)}</span>" if kind else escaped(number)
    return f'<span{name} data-was="{escaped(old + end if old else "")}">{escaped(number + end if number else "")}</span>'


def _paragraph(state: PageState, paragraph: Paragraph, place: Place, was: Any = None) -> str:
    old = was.section.number if type(was) is Heading else state.old_number(Paragraph)
    words, way = inlines_of(paragraph.inlines, place), direction(paragraph.inlines)
    if not paragraph.number and not old:
        return f"<p{way}>{words}</p>\n"
    return f'<p class="numbered"{way}>{_number("number", paragraph.number, old)} {words}</p>\n'


def _note(state: PageState, note: Note, place: Place, was: Any = None) -> str:
    number, old = note.number, state.old_number(Note)
    at = len(state.notes)
    state.notes.append("")
    name = str(number) if state.new else f"was_{at}"
    side = ' data-side="old"' if state.side == "old" else "" if state.side == "both" else f' data-side="{state.side}"'
    old_value = f' data-was-value="{old}"' if old not in (None, number) else ""
    back = f'<a class="back" href="#mark_{name}" role="doc-backlink" aria-label="Back from footnote {number} to the text"></a>' if not place.linked else ""
    words = blocks_of(note.blocks, replace(place, level=place.first, linked=False))
    state.notes[at] = f'<li id="note_{name}" value="{number}"{old_value}{side}>{_one_sided(state, words)}{back}</li>\n'
    shown = _number("", str(number), None if old is None else str(old))
    inner = shown if place.linked else f'<a href="#note_{name}" id="mark_{name}" role="doc-noteref">{shown}</a>'
    return f"<sup>{inner}</sup>"


def _one_sided(state: PageState, words: str) -> str:
    """A footnote, marked if it is on one side only: on the page it is far from the mark around it."""
    tag = {"old": "del", "new": "ins"}.get(state.side)
    return f'<{tag} class="block">{words}</{tag}>' if tag else words


def _list(state: PageState, node: List, place: Place, was: List | None = None) -> str:
    inner = replace(place, level=place.level + 1) if node.ordered else place
    values = list(_values(state, node)) if is_marked(node.items) or id(node.items[0]) in state.spots else []
    rows = []
    labelled: Any = None
    for index, (item, mark) in enumerate(parts(node.items)):
        value = values[index] if values else ""
        with state.within(mark):
            words = blocks_of((item.node if type(item) is Altered else item).blocks, inner)
            if mark:
                tag = tag_of(mark)
                # Items that moved together have one label.
                label = f'<span class="says label">{state.label(mark, inner)}</span>' if mark is not labelled else ""
                labelled = mark
                rows.append(f'<li{value}{state.attributes(mark)}>{label}<{tag} class="block">{words}</{tag}></li>\n')
            elif type(item) is Altered:
                label = f'<span class="says label">{state.label(item, inner)}</span>'
                rows.append(f'<li{value} data-was-block{state.attributes(item)}>{label}<div class="altered">{words}</div></li>\n')
            else:
                rows.append(f"<li{value}>{words}</li>\n")
    start, end = (ORDERED[place.level % 4], "</ol>") if node.ordered else ("<ul>", "</ul>")
    start = f"{start[:-1]}{direction_of_list(accepted_nodes(node.items))}>"
    if was and was.ordered != node.ordered:
        start = f'{start[:-1]} data-was-list="{"ol" if was.ordered else "ul"}">'
    return f"{start}\n{''.join(rows)}{end}\n"


def _values(state: PageState, node: List) -> Iterator[str]:
    """The number of each item of a marked list as attributes: its new one, with the old one if that differs; if deleted, its old number."""
    old = new = 0
    for child in node.items:
        spots = state.spots.get(id(child))
        if spots:
            old, new = (spot.number - 1 if spot else 0 for spot in spots)
        for item, mark in parts((child,)):
            in_old, in_new = (tag_of(mark) == "del", tag_of(mark) == "ins") if mark else (type(item) is not Altered, True)
            old, new = old + in_old, new + in_new
            value = f' value="{new if in_new else old}"' if node.ordered else ""
            was_elsewhere = in_new and old != new if node.ordered else spots and spots.old and spots.old.ordered
            yield value + (f' data-was-value="{old}"' if in_old and was_elsewhere else "")
            cuts = [sides(m) for m in marks(item.blocks[:1]) if Cut("item") in getattr(m, "nodes", ())] if type(item) is not Altered else []
            old, new = old + sum(Cut("item") in was for was, _ in cuts), new + sum(Cut("item") in now for _, now in cuts)


def _table(state: PageState, table: Table, place: Place, was: Table | None = None) -> str:
    caption = caption_of(state, table, place)
    aligned = table.alignments, (was or table).alignments
    head = row_of(state, table.header, place, aligned, "col")
    rows = "".join(rows_of(state, table.rows, place, aligned))
    top = f"<caption>{caption}</caption>\n" if caption else ""
    whole = f"<table{_anchor(state, table.id)}>\n{top}<thead>\n{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    if max(map(len, aligned)) < html.COLUMNS and not html.is_wide(accepted_nodes((table,))[0]):
        return whole
    headings = [plain(cell.inlines) for cell, _ in parts(accepted_nodes(table.header.cells))]
    name = table.number or "Table: " + ", ".join(headings)
    return f'<div class="scrolls" role="group" aria-label="{escaped(name)}" tabindex="0">\n{whole}</div>\n'


def rows_of(state: PageState, rows: tuple[Any, ...], place: Place, aligned: tuple[Any, Any] = ((), ()), heading: str = "") -> Iterator[str]:
    for row, mark in parts(rows):
        with state.within(mark):
            yield row_of(state, row, place, aligned, heading, mark)


def row_of(state: PageState, row: Row, place: Place, aligned: tuple[Any, Any], heading: str, mark: Any = None) -> str:
    """A row; `heading` is the scope of its headings: all cells for "col", the first for "row"."""
    new, old = iter(aligned[0]), iter(aligned[1])
    cells = []
    label = f'<span class="says label">{state.label(mark, place)}</span>' if mark else ""
    for index, (cell, own) in enumerate(parts(row.cells)):
        nearest = own or mark
        in_old, in_new = (tag_of(nearest) == "del", tag_of(nearest) == "ins") if nearest else (True, True)
        align = [next(side, "left") for side, present in ((old, in_old), (new, in_new)) if present][-1]
        with state.within(own):
            words = inlines_of(cell.inlines, place)
            if own:
                label = f'<span class="says label">{state.label(own, place)}</span>'
        start = direction(cell.inlines) + (f' class="{align}"' if align != "left" else "")
        start += state.attributes(own) if own else ""
        inner = label + (f"<{tag_of(nearest)}>{words}</{tag_of(nearest)}>" if nearest and words else words)
        is_heading = words and (heading == "col" or (heading == "row" and not index))
        cells.append(f'<th scope="{heading}"{start}>{inner}</th>' if is_heading else f"<td{start}>{inner}</td>")
        label = ""
    return f"<tr{state.attributes(mark) if mark else ''}>{''.join(cells)}</tr>\n"


def caption_of(state: PageState, node: Table | Figure, place: Place) -> str:
    old = state.old_number(type(node))
    words = inlines_of(node.caption, place)
    return f"{_number('number', node.number, old, ':')} {words}" if node.number or old else words


def _anchor(state: PageState, id: str) -> str:
    return f' id="{escaped(id)}"' if id and state.new else ""


def _figure(state: PageState, figure: Figure, place: Place, was: Figure | None = None) -> str:
    def picture(version: Figure, side: str, suffix: str) -> str:
        name = escaped((figure.number or "Figure") + suffix)
        return f'<div class="scrolls"{side} role="group" aria-label="{name}" tabindex="0">{image(version.chart, version.alt, place)}</div>\n'

    if was is not None and (was.chart, was.alt) != (figure.chart, figure.alt):
        pictures = '<p class="says label">As it was:</p>\n' + picture(was, ' data-side="old"', ", as it was")
        pictures += '<p class="says label">As it is now:</p>\n' + picture(figure, ' data-side="new"', ", as it is now")
    else:
        pictures = picture(figure, "", "")
    caption = caption_of(state, figure, place)
    return f"<figure{_anchor(state, figure.id)}>\n{pictures}<figcaption>{caption}</figcaption>\n</figure>\n"


def _quote(state: PageState, quote: Quote, place: Place, was: Any = None) -> str:
    return f"<blockquote>\n{blocks_of(quote.blocks, place)}</blockquote>\n"


def _field_block(state: PageState, node: FieldBlock, place: Place, was: Any = None) -> str:
    return blocks_of(node.blocks, place)


def _signatures(state: PageState, node: Signatures, place: Place, was: Any = None) -> str:
    return f'<div class="signatures">\n{blocks_of(node.signatories, place)}</div>\n'


def _signatory(state: PageState, signatory: Signatory, place: Place, was: Signatory | None = None) -> str:
    before = was or signatory
    facts = (("Signature", "", ""), ("Name", before.name, signatory.name), ("Post", before.post, signatory.post), ("Date", "", ""))
    rows = "".join([f'<tr><th scope="row">{label}</th><td>{_replaced(old, new)}</td></tr>\n' for label, old, new in facts])
    party = _replaced(before.party, signatory.party)
    return f'<table class="signature">\n<caption>Signed for and on behalf of {party}</caption>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _replaced(old: str, new: str) -> str:
    if old == new:
        return escaped(new)
    deleted = f'<del data-side="old"><span class="says unseen">deleted: </span>{escaped(old)}</del> ' if old else ""
    return deleted + (f'<ins data-side="new"><span class="says unseen">inserted: </span>{escaped(new)}</ins>' if new else "")


def _section(state: PageState, section: Section, place: Place, was: Section | Paragraph | None = None) -> str:
    depth = state.depth
    if depth == state.top:
        place = html.place_in(state.redline.document if state.new else state.redline.was, section, place)
    known = was if type(was) is Section else section
    old = state.numbers.get(known.id, "") if state.new else section.number
    if type(was) is Paragraph:
        old = state.old_number(Paragraph) or ""
    number = _number("number", section.number, old if state.side == "both" else None) + " " if section.number or old else ""
    before = f' <span class="says before">(was {escaped(old)})</span>' if old and old != section.number else ""
    tag = f"h{min(depth, 6)}"
    is_new = state.side == "both" and [*map(type, section.title)] == [Inserted]
    side = ' data-side="new"' if is_new else ""
    title = f"<{tag}{direction(section.title)}{side}>{number}{inlines_of(section.title, place)}{before}</{tag}>\n" if section.title or number else ""
    name = escaped(f"{section.number} {plain_title(section)}".strip())
    link = f'<a class="anchor" href="#{escaped(section.id)}" aria-label="Link to {name}"></a>\n' if state.new and title else ""
    appendix = ' class="appendix"' if section.appendix and depth == state.top else ""
    blocks = blocks_of(section.blocks, place)
    state.depth += 1
    below = blocks_of(section.sections, place)
    state.depth -= 1
    return f"<section{_anchor(state, section.id)}{appendix}>\n{title}{link}{blocks}{below}</section>\n"


def _cut(state: PageState, cut: Cut, place: Place, was: Any = None) -> str:
    """A paragraph mark, then the line break and number in the document that has the cut."""
    number = f'<span class="number">{escaped(cut.number)}</span> ' if cut.number else ""
    # The old document has a paragraph here that was joined to the one before it.
    state.old_number(Paragraph)
    return f'<span class="says cut"><span aria-hidden="true">¶</span><span class="unseen">new {cut.of}</span></span><br>{number}'


def _heading(state: PageState, heading: Heading, place: Place, was: Any = None) -> str:
    """A heading whose section is no more."""
    section = heading.section
    number = f'<span class="number">{escaped(section.number)}</span> ' if section.number else ""
    tag = f"h{min(heading.depth + state.top - 1, 6)}"
    return f"<{tag}{direction(section.title)}>{number}{inlines_of(section.title, place)}</{tag}>\n" if section.title or number else ""


NODES: dict[type, Callable[..., str]] = {
    Heading: _heading,
    Cut: _cut,
    Reference: _reference,
    Note: _note,
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Figure: _figure,
    Quote: _quote,
    FieldBlock: _field_block,
    Signatures: _signatures,
    Signatory: _signatory,
    Section: _section,
}

"""The nodes of a redline in a web page that differ from those of a clean one: they hold marks, or showed other numbers before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.redline import Cut, accepted_nodes, marks, sides
from docgen.document.tree import FieldBlock, Figure, List, Note, Paragraph, Quote, Reference, Row, Section, Signatory, Signatures, Table, plain
from docgen.formats.html import writer as html
from docgen.formats.html.escaped_text import escaped
from docgen.formats.html.page_context import ORDERED, Place, blocks_of, image, inlines_of
from docgen.formats.html.page_state import Marking, is_marked, parts, plain_title, tag_of


def _reference(marking: Marking, reference: Reference, place: Place, was: Any = None) -> str:
    """The words, linked where the new document has what they refer to."""
    words = (
        inlines_of(reference.inlines, replace(place, linked=True))
        if reference.inlines
        else _with_number("", reference.lead + reference.label, marking.then(Reference))
    )
    return words if place.linked or not marking.new or reference.target not in marking.targets else f'<a href="#{escaped(reference.target)}">{words}</a>'


def _with_number(kind: str, number: str, then: str | None, end: str = "") -> str:
    """A number that the reader sees, with the one that stood there before."""
    name = f' class="{kind}"' if kind else ""
    if then is None or then == number:
        return f"<span{name}>{escaped(number + end)}</span>" if kind else escaped(number)
    return f'<span{name} data-was="{escaped(then + end if then else "")}">{escaped(number + end if number else "")}</span>'


def _paragraph(marking: Marking, paragraph: Paragraph, place: Place, was: Any = None) -> str:
    then = marking.then(Paragraph)
    words = inlines_of(paragraph.inlines, place)
    if not paragraph.number and not then:
        return f"<p>{words}</p>\n"
    return f'<p class="numbered">{_with_number("number", paragraph.number, then)} {words}</p>\n'


def _note(marking: Marking, note: Note, place: Place, was: Any = None) -> str:
    number, then = note.number, marking.then(Note)
    at = len(marking.notes)
    marking.notes.append("")
    name = str(number) if marking.new else f"was_{at}"
    side = ' data-side="old"' if marking.side == "old" else "" if marking.side == "both" else f' data-side="{marking.side}"'
    before = f' data-was-value="{then}"' if then not in (None, number) else ""
    back = f'<a class="back" href="#mark_{name}" role="doc-backlink" aria-label="Back from footnote {number} to the text"></a>' if not place.linked else ""
    words = blocks_of(note.blocks, replace(place, level=place.first, linked=False))
    marking.notes[at] = f'<li id="note_{name}" value="{number}"{before}{side}>{_struck(marking, words)}{back}</li>\n'
    shown = _with_number("", str(number), None if then is None else str(then))
    inner = shown if place.linked else f'<a href="#note_{name}" id="mark_{name}" role="doc-noteref">{shown}</a>'
    return f"<sup>{inner}</sup>"


def _struck(marking: Marking, words: str) -> str:
    """A footnote that stands on one side alone says so: it is far from the mark that it stands in."""
    tag = {"old": "del", "new": "ins"}.get(marking.side)
    return f'<{tag} class="block">{words}</{tag}>' if tag else words


def _list(marking: Marking, node: List, place: Place, was: List | None = None) -> str:
    inner = replace(place, level=place.level + 1) if node.ordered else place
    values = list(_values(node.items)) if is_marked(node.items) else []
    rows = []
    for index, (item, mark) in enumerate(parts(node.items)):
        value = values[index] if values and node.ordered else ""
        with marking.within(mark):
            words = blocks_of(item.blocks, inner)
            if mark:
                tag = tag_of(mark)
                label = f'<span class="says label">{marking.label(mark, inner)}</span>'
                rows.append(f'<li{value}{marking.attributes(mark)}>{label}<{tag} class="block">{words}</{tag}></li>\n')
            else:
                rows.append(f"<li{value}>{words}</li>\n")
    start, end = (ORDERED[place.level % 4], "</ol>") if node.ordered else ("<ul>", "</ul>")
    if was and was.ordered != node.ordered:
        start = f'{start[:-1]} data-was-list="{"ol" if was.ordered else "ul"}">'
    return f"{start}\n{''.join(rows)}{end}\n"


def _values(items: tuple[Any, ...]) -> Iterator[str]:
    """The number of each item of a marked list in the new list, with the one that it had if that is another; of one that is gone, that."""
    old = new = 0
    for item, mark in parts(items):
        gone, come = (tag_of(mark) == "del", tag_of(mark) == "ins") if mark else (True, True)
        old, new = old + gone, new + come
        yield f' value="{new if come else old}"' + (f' data-was-value="{old}"' if gone and come and old != new else "")
        cuts = [sides(m) for m in marks(item.blocks[:1]) if Cut("item") in getattr(m, "nodes", ())]
        old, new = old + sum(Cut("item") in then for then, _ in cuts), new + sum(Cut("item") in now for _, now in cuts)


def _table(marking: Marking, table: Table, place: Place, was: Table | None = None) -> str:
    caption = caption_of(marking, table, place)
    aligned = table.alignments, (was or table).alignments
    head = row_of(marking, table.header, place, aligned, "col")
    rows = "".join(rows_of(marking, table.rows, place, aligned))
    top = f"<caption>{caption}</caption>\n" if caption else ""
    whole = f"<table{_anchor(marking, table.id)}>\n{top}<thead>\n{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    if max(map(len, aligned)) < html.WIDE:
        return whole
    headings = [plain(cell.inlines) for cell, _ in parts(accepted_nodes(table.header.cells))]
    name = table.number or "Table: " + ", ".join(headings)
    return f'<div class="scrolls" role="group" aria-label="{escaped(name)}" tabindex="0">\n{whole}</div>\n'


def rows_of(marking: Marking, rows: tuple[Any, ...], place: Place, aligned: tuple[Any, Any] = ((), ()), heading: str = "") -> Iterator[str]:
    for row, mark in parts(rows):
        with marking.within(mark):
            yield row_of(marking, row, place, aligned, heading, mark)


def row_of(marking: Marking, row: Row, place: Place, aligned: tuple[Any, Any], heading: str, mark: Any = None) -> str:
    """A row; `heading` is the scope of its headings: all cells for "col", the first for "row"."""
    new, old = iter(aligned[0]), iter(aligned[1])
    cells = []
    label = f'<span class="says label">{marking.label(mark, place)}</span>' if mark else ""
    for index, (cell, own) in enumerate(parts(row.cells)):
        here = own or mark
        gone, come = (tag_of(here) == "del", tag_of(here) == "ins") if here else (True, True)
        align = [next(side, "left") for side, there in ((old, gone), (new, come)) if there][-1]
        with marking.within(own):
            words = inlines_of(cell.inlines, place)
            if own:
                label = f'<span class="says label">{marking.label(own, place)}</span>'
        start = f' class="{align}"' if align != "left" else ""
        start += marking.attributes(own) if own else ""
        inner = label + (f"<{tag_of(here)}>{words}</{tag_of(here)}>" if here and words else words)
        is_heading = words and (heading == "col" or (heading == "row" and not index))
        cells.append(f'<th scope="{heading}"{start}>{inner}</th>' if is_heading else f"<td{start}>{inner}</td>")
        label = ""
    return f"<tr{marking.attributes(mark) if mark else ''}>{''.join(cells)}</tr>\n"


def caption_of(marking: Marking, node: Table | Figure, place: Place) -> str:
    then = marking.then(type(node))
    words = inlines_of(node.caption, place)
    return f"{_with_number('number', node.number, then, ':')} {words}" if node.number or then else words


def _anchor(marking: Marking, id: str) -> str:
    return f' id="{escaped(id)}"' if id and marking.new else ""


def _figure(marking: Marking, figure: Figure, place: Place, was: Figure | None = None) -> str:
    def picture(of: Figure, side: str, said: str) -> str:
        name = escaped((figure.number or "Figure") + said)
        return f'<div class="scrolls"{side} role="group" aria-label="{name}" tabindex="0">{image(of.chart, of.alt, place)}</div>\n'

    if was is not None and (was.chart, was.alt) != (figure.chart, figure.alt):
        pictures = picture(was, ' data-side="old"', ", as it was")
        pictures += '<p class="says label">As it is now:</p>\n' + picture(figure, ' data-side="new"', ", as it is now")
        pictures = f'<p class="says label">As it was:</p>\n{pictures}'
    else:
        pictures = picture(figure, "", "")
    caption = caption_of(marking, figure, place)
    return f"<figure{_anchor(marking, figure.id)}>\n{pictures}<figcaption>{caption}</figcaption>\n</figure>\n"


def _quote(marking: Marking, quote: Quote, place: Place, was: Any = None) -> str:
    return f"<blockquote>\n{blocks_of(quote.blocks, place)}</blockquote>\n"


def _field_block(marking: Marking, node: FieldBlock, place: Place, was: Any = None) -> str:
    return blocks_of(node.blocks, place)


def _signatures(marking: Marking, node: Signatures, place: Place, was: Any = None) -> str:
    return f'<div class="signatures">\n{blocks_of(node.signatories, place)}</div>\n'


def _signatory(marking: Marking, signatory: Signatory, place: Place, was: Signatory | None = None) -> str:
    then = was or signatory
    facts = (("Signature", "", ""), ("Name", then.name, signatory.name), ("Post", then.post, signatory.post), ("Date", "", ""))
    rows = "".join([f'<tr><th scope="row">{label}</th><td>{_replaced(old, new)}</td></tr>\n' for label, old, new in facts])
    party = _replaced(then.party, signatory.party)
    return f'<table class="signature">\n<caption>Signed for and on behalf of {party}</caption>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _replaced(old: str, new: str) -> str:
    if old == new:
        return escaped(new)
    gone = f'<del data-side="old"><span class="says unseen">deleted: </span>{escaped(old)}</del> ' if old else ""
    return gone + (f'<ins data-side="new"><span class="says unseen">inserted: </span>{escaped(new)}</ins>' if new else "")


def _section(marking: Marking, section: Section, place: Place, was: Section | None = None) -> str:
    depth = marking.depth
    if depth == marking.top:
        place = html.place_in(marking.redline.document if marking.new else marking.redline.was, section, place)
    then = marking.numbers.get((was or section).id, "") if marking.new else section.number
    number = _with_number("number", section.number, then if marking.side == "both" else None) + " " if section.number or then else ""
    before = f' <span class="says before">(was {escaped(then)})</span>' if then and then != section.number else ""
    tag = f"h{min(depth, 6)}"
    title = f"<{tag}>{number}{inlines_of(section.title, place)}{before}</{tag}>\n"
    name = escaped(f"{section.number} {plain_title(section)}".strip())
    link = f'<a class="anchor" href="#{escaped(section.id)}" aria-label="Link to {name}"></a>\n' if marking.new else ""
    appendix = ' class="appendix"' if section.appendix and depth == marking.top else ""
    blocks = blocks_of(section.blocks, place)
    marking.depth += 1
    below = blocks_of(section.sections, place)
    marking.depth -= 1
    return f"<section{_anchor(marking, section.id)}{appendix}>\n{title}{link}{blocks}{below}</section>\n"


def _cut(marking: Marking, cut: Cut, place: Place, was: Any = None) -> str:
    """A paragraph mark, and the line break and number that stand there in the document that has the cut."""
    number = f'<span class="number">{escaped(cut.number)}</span> ' if cut.number else ""
    return f'<span class="says cut"><span aria-hidden="true">¶</span><span class="unseen">new {cut.of}</span></span><br>{number}'


NODES: dict[type, Callable[..., str]] = {
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

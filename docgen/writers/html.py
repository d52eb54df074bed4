"""The web page: one file with its style sheet and pictures in it, meant to conform to WCAG 2.2 AA, that prints as an A4 document."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from docgen import drawing
from docgen.files import HouseStyle
from docgen.filling import filled
from docgen.frozen import dataclass
from docgen.tree import (
    Break,
    Document,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
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
from docgen.writers._html_text import address, css_string, escaped
from docgen.writers._labels import first_level

SUFFIX = ".html"

WIDE = 4
"""A table with so many columns does not fit a telephone: it scrolls in a region of its own (WCAG 2.2, 1.4.10 exempts data tables)."""

SCALE = 1.2 / 0.75
"""CSS pixels to a point of a chart: a pixel is three quarters of a point (CSS Values 4, 6.2), and pages are read at arm's length."""

_ORDERED = ("<ol>", '<ol type="a" class="letters">', '<ol type="i" class="romans">', '<ol type="A" class="capitals">')


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a node is written: `level` is that of the next ordered list's labels, `linked` is true inside a link.

    Footnotes met on the way are put into `notes`, under their numbers, and pictures into `pictures`, under what stands in their place
    until the page is whole: copied about with it, they would cost more than all its words.
    """

    style: HouseStyle
    notes: dict[int, str]
    pictures: dict[bytes, bytes]
    first: int = 0
    level: int = 0
    linked: bool = False


def write(document: Document, style: HouseStyle) -> bytes:
    """The page in UTF-8; nothing in it is fetched from elsewhere, and it holds no script."""
    place = Place(style, {}, {})
    front = document.front
    facts = {
        "language": document.language,
        "front": front,
        # a house style's own CSS, and the one text of a document that CSS shows
        "css": Markup(style.text("page.css")),
        "running": Markup(css_string(front.short_title)),
        "running_status": Markup(css_string(front.status)),
        "contents": Markup(_contents(document.sections, replace(place, notes={}, linked=True))),
        "numbered": document.scheme == "paragraphs",
        "body": Markup("".join([_section(s, 2, _inside(document, s, place)) for s in document.sections])),
        "notes": Markup(_notes(place.notes)),
    }
    page = filled(style, "page.html.jinja", facts).encode()
    for mark, picture in place.pictures.items():
        page = page.replace(mark, picture)
    return page


def _inside(document: Document, section: Section, place: Place) -> Place:
    level = first_level(document, section)
    return replace(place, first=level, level=level)


def _inlines(inlines: tuple[Inline, ...], place: Place) -> str:
    out = ""
    for inline in inlines:
        out += INLINES[type(inline)](inline, place)
    return out


def _text(text: Text, place: Place) -> str:
    return escaped(text.text)


def _strong(strong: Strong, place: Place) -> str:
    return f"<strong>{_inlines(strong.inlines, place)}</strong>"


def _emphasis(emphasis: Emphasis, place: Place) -> str:
    return f"<em>{_inlines(emphasis.inlines, place)}</em>"


def _break(node: Break, place: Place) -> str:
    return "<br>"


def _link(link: Link, place: Place) -> str:
    """The words, linked; only the words inside another link, or where the address is not one of the web, of mail or of telephones."""
    url = address(link.url)
    if place.linked or not url:
        return _inlines(link.inlines, place)
    words = _inlines(link.inlines, replace(place, linked=True))
    # paper shows the address after the words, but not if the words are the address
    bare = ' class="bare"' if re.sub(r"^(https?://|mailto:)|/$", "", link.url) in plain(link.inlines) else ""
    return f'<a href="{url}"{bare}>{words}</a>'


def _reference(reference: Reference, place: Place) -> str:
    words = _inlines(reference.inlines, replace(place, linked=True)) if reference.inlines else escaped(reference.lead + reference.label)
    return words if place.linked else f'<a href="#{escaped(reference.target)}">{words}</a>'


def _term(term: Term, place: Place) -> str:
    return escaped(shown(term))


def _field(node: Field, place: Place) -> str:
    return _inlines(node.inlines, place)


def _note(note: Note, place: Place) -> str:
    number = note.number
    place.notes[number] = _blocks(note.blocks, replace(place, level=place.first, linked=False))
    if place.linked:
        return f'<sup id="mark_{number}">{number}</sup>'
    return f'<sup><a href="#note_{number}" id="mark_{number}" role="doc-noteref">{number}</a></sup>'


def _blocks(blocks: tuple[Any, ...], place: Place) -> str:
    out = ""
    for block in blocks:
        out += BLOCKS[type(block)](block, place)
    return out


def _paragraph(paragraph: Paragraph, place: Place) -> str:
    words = _inlines(paragraph.inlines, place)
    if paragraph.number:
        return f'<p class="numbered"><span class="number">{paragraph.number}</span> {words}</p>\n'
    return f"<p>{words}</p>\n"


def _list(node: List, place: Place) -> str:
    if not node.ordered:
        return f"<ul>\n{''.join([_item(item, place) for item in node.items])}</ul>\n"
    inner = replace(place, level=place.level + 1)
    return f"{_ORDERED[place.level % 4]}\n{''.join([_item(item, inner) for item in node.items])}</ol>\n"


def _item(item: Item, place: Place) -> str:
    return f"<li>{_blocks(item.blocks, place)}</li>\n"


def _table(table: Table, place: Place) -> str:
    caption = _caption(table.number, table.caption, place)
    starts = [f' class="{a}">' if a != "left" else ">" for a in table.alignments]
    # an empty heading would be announced as a heading: it is a plain cell
    head = "".join([
        f'<th scope="col"{start}{words}</th>' if words else f"<td{start}</td>"
        for cell, start in zip(table.header.cells, starts, strict=True)
        for words in [_inlines(cell.inlines, place)]
    ])  # fmt: skip
    rows = "".join([
        "<tr>" + "".join([f"<td{start}{_inlines(c.inlines, place)}</td>" for c, start in zip(row.cells, starts, strict=True)]) + "</tr>\n"
        for row in table.rows
    ])  # fmt: skip
    anchor = f' id="{escaped(table.id)}"' if table.id else ""
    top = f"<caption>{caption}</caption>\n" if caption else ""
    whole = f"<table{anchor}>\n{top}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    if len(table.alignments) < WIDE:
        return whole
    name = table.number or "Table: " + ", ".join(plain(cell.inlines) for cell in table.header.cells)
    return f'<div class="scrolls" role="group" aria-label="{escaped(name)}" tabindex="0">\n{whole}</div>\n'


def _caption(number: str, caption: tuple[Inline, ...], place: Place) -> str:
    """'Table 1: Contributions', or what there is of it."""
    label = f'<span class="number">{escaped(number)}:</span> ' if number else ""
    return label + _inlines(caption, place)


def _figure(figure: Figure, place: Place) -> str:
    width, height = drawing.size(figure.chart, place.style)
    # no text of the document can say this: its quotation marks are escaped
    mark = f'src="picture {len(place.pictures)}"'
    place.pictures[mark.encode()] = _picture(figure.chart, place.style)
    anchor = f' id="{escaped(figure.id)}"' if figure.id else ""
    return (
        f"<figure{anchor}>\n"
        f'<div class="scrolls" role="group" aria-label="{escaped(figure.number or "Figure")}" tabindex="0">'
        f'<img {mark} alt="{escaped(figure.alt)}" width="{width * SCALE:.0f}" height="{height * SCALE:.0f}"></div>\n'
        f"<figcaption>{_caption(figure.number, figure.caption, place)}</figcaption>\n</figure>\n"
    )


@lru_cache(maxsize=64)
def _picture(chart: drawing.Chart, style: HouseStyle) -> bytes:
    return b'src="data:image/svg+xml;base64,%b"' % b64encode(drawing.svg(chart, style))


def _quote(quote: Quote, place: Place) -> str:
    return f"<blockquote>\n{_blocks(quote.blocks, place)}</blockquote>\n"


def _signatures(node: Signatures, place: Place) -> str:
    return f'<div class="signatures">\n{"".join([_signatory(s) for s in node.signatories])}</div>\n'


def _signatory(signatory: Signatory) -> str:
    rows = (("Signature", ""), ("Name", signatory.name), ("Post", signatory.post), ("Date", ""))
    lines = "".join([f'<tr><th scope="row">{label}</th><td>{escaped(value)}</td></tr>\n' for label, value in rows])
    party = escaped(signatory.party)
    return f'<table class="signature">\n<caption>Signed for and on behalf of {party}</caption>\n<tbody>\n{lines}</tbody>\n</table>\n'


def _field_block(node: FieldBlock, place: Place) -> str:
    return _blocks(node.blocks, place)


def _heading(section: Section, place: Place) -> str:
    title = _inlines(section.title, place)
    return f'<span class="number">{escaped(section.number)}</span> {title}' if section.number else title


def _section(section: Section, depth: int, place: Place) -> str:
    anchor = escaped(section.id)
    name = escaped(f"{section.number} {plain(section.title)}" if section.number else plain(section.title))
    tag = f"h{min(depth, 6)}"
    appendix = ' class="appendix"' if section.appendix and depth == 2 else ""
    subs = "".join([_section(sub, depth + 1, place) for sub in section.sections])
    return (
        f'<section id="{anchor}"{appendix}>\n'
        f'<{tag}>{_heading(section, place)}</{tag}>\n<a class="anchor" href="#{anchor}" aria-label="Link to {name}"></a>\n'
        f"{_blocks(section.blocks, place)}{subs}</section>\n"
    )


def _contents(sections: tuple[Section, ...], place: Place, deeper: bool = True) -> str:
    """Sections and their sub-sections as nested lists of links."""
    if not sections:
        return ""
    entries = [f'<li><a href="#{escaped(s.id)}">{_heading(s, place)}</a>{_contents(s.sections, place, False) if deeper else ""}</li>\n' for s in sections]
    return f"<ol>\n{''.join(entries)}</ol>\n"


def _notes(notes: dict[int, str]) -> str:
    return "".join([
        f'<li id="note_{number}" value="{number}">{blocks}'
        f'<a class="back" href="#mark_{number}" role="doc-backlink" aria-label="Back from footnote {number} to the text"></a></li>\n'
        for number, blocks in sorted(notes.items())
    ])  # fmt: skip


INLINES: dict[type, Callable[[Any, Place], str]] = {
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

BLOCKS: dict[type, Callable[[Any, Place], str]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Figure: _figure,
    Quote: _quote,
    Signatures: _signatures,
    FieldBlock: _field_block,
}

"""Documents as web pages: one file with its style sheet and pictures, meant to conform to WCAG 2.2 AA, that prints as an A4 document."""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup

from docgen.document.languages import is_right_to_left
from docgen.document.tree import (
    Break,
    Document,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Foreign,
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
    term_words,
)
from docgen.formats.fill_template import filled_template
from docgen.formats.html.escaped_text import address, css_string, escaped
from docgen.formats.html.page_context import (
    ORDERED,
    Functions,
    Place,
    blocks_of,
    caption_of,
    direction,
    direction_of_list,
    image,
    inlines_of,
    prefixed,
    with_pictures,
)
from docgen.formats.list_labels import first_level
from docgen.sources.files import HouseStyle

SUFFIX = ".html"

COLUMNS, _LETTERS = 4, 26
"""A table with this many columns, or with this many letters in the longest words of its columns, does not fit a telephone with whole words."""


def write(document: Document, style: HouseStyle) -> bytes:
    """The page in UTF-8. It fetches nothing and has no script."""
    place = Place(style, INLINES, BLOCKS, {}, {})
    front = document.front
    facts = {
        "revision": document.id,
        "language": document.language,
        "front": front,
        # the house style's own CSS, then the only texts of a document that CSS shows
        "css": Markup(style.text("page.css")),
        "running": Markup(css_string(front.short_title)),
        "running_status": Markup(css_string(front.status)),
        "contents": Markup(contents(document.sections, replace(place, notes={}, linked=True))),
        "numbered": document.scheme == "paragraphs",
        "body": Markup("".join([_section(s, 2, place_in(document, s, place)) for s in document.sections])),
        "notes": Markup(_notes(place.notes)),
    }
    return with_pictures(filled_template(style, "page.html.jinja", facts), place)


def piece(document: Document, style: HouseStyle, prefix: str) -> str:
    """The sections and footnotes of a document, to embed in a page below a second-level heading; every id begins with `prefix`.

    References to targets outside the piece are not links.
    """
    place = Place(style, INLINES, BLOCKS, {}, {})
    body = "".join([_section(section, 3, place_in(document, section, place)) for section in document.sections])
    if place.notes:
        body += f'<section class="notes" aria-label="Footnotes">\n<ol>\n{_notes(place.notes)}</ol>\n</section>\n'
    ids = set(re.findall(r' id="([^"]*)"', body))
    body = re.sub(r'<a href="#([^"]*)">(.*?)</a>', lambda match: match[0] if match[1] in ids else match[2], body)
    return prefixed(with_pictures(f'<div class="text">\n{body}</div>', place).decode(), prefix)


def place_in(document: Document, section: Section, place: Place) -> Place:
    level = first_level(document, section)
    return replace(place, first=level, level=level)


def _text(text: Text, place: Place) -> str:
    return escaped(text.text)


def _strong(strong: Strong, place: Place) -> str:
    return f"<strong>{inlines_of(strong.inlines, place)}</strong>"


def _emphasis(emphasis: Emphasis, place: Place) -> str:
    return f"<em>{inlines_of(emphasis.inlines, place)}</em>"


def _foreign(node: Foreign, place: Place) -> str:
    direction = ' dir="rtl"' if is_right_to_left(node.language) else ""
    return f'<span lang="{escaped(node.language)}"{direction}>{inlines_of(node.inlines, place)}</span>'


def _break(node: Break, place: Place) -> str:
    return "<br>"


def _link(link: Link, place: Place) -> str:
    """The words, linked unless they are inside another link, or `address` rejects the target."""
    url = address(link.url)
    if place.linked or not url:
        return inlines_of(link.inlines, place)
    words = inlines_of(link.inlines, replace(place, linked=True))
    # in print, the address follows the words unless the words are the address
    bare = ' class="bare"' if re.sub(r"^(https?://|mailto:)|/$", "", link.url) in plain(link.inlines) else ""
    return f'<a href="{url}"{bare}>{words}</a>'


def _reference(reference: Reference, place: Place) -> str:
    words = inlines_of(reference.inlines, replace(place, linked=True)) if reference.inlines else escaped(reference.lead + reference.label)
    return words if place.linked else f'<a href="#{escaped(reference.target)}">{words}</a>'


def _term(term: Term, place: Place) -> str:
    return escaped(term_words(term))


def _field(node: Field, place: Place) -> str:
    return inlines_of(node.inlines, place)


def _note(note: Note, place: Place) -> str:
    number = note.number
    place.notes[number] = blocks_of(note.blocks, replace(place, level=place.first, linked=False))
    if place.linked:
        return f'<sup id="mark_{number}">{number}</sup>'
    return f'<sup><a href="#note_{number}" id="mark_{number}" role="doc-noteref">{number}</a></sup>'


def _paragraph(paragraph: Paragraph, place: Place) -> str:
    words, way = inlines_of(paragraph.inlines, place), direction(paragraph.inlines)
    if paragraph.number:
        return f'<p class="numbered"{way}><span class="number">{paragraph.number}</span> {words}</p>\n'
    return f"<p{way}>{words}</p>\n"


def _list(node: List, place: Place) -> str:
    way = direction_of_list(node.items)
    if not node.ordered:
        return f"<ul{way}>\n{''.join([_item(item, place) for item in node.items])}</ul>\n"
    inner = replace(place, level=place.level + 1)
    return f"{ORDERED[place.level % 4][:-1]}{way}>\n{''.join([_item(item, inner) for item in node.items])}</ol>\n"


def _item(item: Item, place: Place) -> str:
    return f"<li>{blocks_of(item.blocks, place)}</li>\n"


def _table(table: Table, place: Place) -> str:
    caption = caption_of(table.number, table.caption, place)
    starts = [f' class="{a}">' if a != "left" else ">" for a in table.alignments]
    # screen readers would announce an empty heading, so it is a plain cell
    head = "".join([
        f'<th scope="col"{direction(cell.inlines)}{start}{words}</th>' if words else f"<td{start}</td>"
        for cell, start in zip(table.header.cells, starts, strict=True)
        for words in [inlines_of(cell.inlines, place)]
    ])  # fmt: skip
    rows = "".join([
        "<tr>"
        + "".join([f"<td{direction(c.inlines)}{start}{inlines_of(c.inlines, place)}</td>" for c, start in zip(row.cells, starts, strict=True)])
        + "</tr>\n"
        for row in table.rows
    ])  # fmt: skip
    anchor = f' id="{escaped(table.id)}"' if table.id else ""
    top = f"<caption>{caption}</caption>\n" if caption else ""
    whole = f"<table{anchor}>\n{top}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    if not is_wide(table):
        return whole
    name = table.number or "Table: " + ", ".join(plain(cell.inlines) for cell in table.header.cells)
    return f'<div class="scrolls" role="group" aria-label="{escaped(name)}" tabindex="0">\n{whole}</div>\n'


def is_wide(table: Table) -> bool:
    """Whether a table does not fit a telephone with whole words: it scrolls in its own region (WCAG 2.2, 1.4.10 exempts data tables)."""
    if len(table.alignments) >= COLUMNS:
        return True
    words = ([max(map(len, plain(cell.inlines).split()), default=0) for cell in row.cells] for row in (table.header, *table.rows))
    return len(table.alignments) > 1 and sum(map(max, zip(*words, strict=False))) > _LETTERS


def _figure(figure: Figure, place: Place) -> str:
    anchor = f' id="{escaped(figure.id)}"' if figure.id else ""
    return (
        f"<figure{anchor}>\n"
        f'<div class="scrolls" role="group" aria-label="{escaped(figure.number or "Figure")}" tabindex="0">'
        f"{image(figure.chart, figure.alt, place)}</div>\n"
        f"<figcaption>{caption_of(figure.number, figure.caption, place)}</figcaption>\n</figure>\n"
    )


def _quote(quote: Quote, place: Place) -> str:
    return f"<blockquote>\n{blocks_of(quote.blocks, place)}</blockquote>\n"


def _signatures(node: Signatures, place: Place) -> str:
    return f'<div class="signatures">\n{"".join([_signatory(s) for s in node.signatories])}</div>\n'


def _signatory(signatory: Signatory) -> str:
    rows = (("Signature", ""), ("Name", signatory.name), ("Post", signatory.post), ("Date", ""))
    lines = "".join([f'<tr><th scope="row">{label}</th><td>{escaped(value)}</td></tr>\n' for label, value in rows])
    party = escaped(signatory.party)
    return f'<table class="signature">\n<caption>Signed for and on behalf of {party}</caption>\n<tbody>\n{lines}</tbody>\n</table>\n'


def _field_block(node: FieldBlock, place: Place) -> str:
    return blocks_of(node.blocks, place)


def _heading(section: Section, place: Place) -> str:
    title = inlines_of(section.title, place)
    return f'<span class="number">{escaped(section.number)}</span> {title}' if section.number else title


def _section(section: Section, depth: int, place: Place) -> str:
    anchor = escaped(section.id)
    name = escaped(f"{section.number} {plain(section.title)}" if section.number else plain(section.title))
    tag = f"h{min(depth, 6)}"
    appendix = ' class="appendix"' if section.appendix and depth == 2 else ""
    subs = "".join([_section(sub, depth + 1, place) for sub in section.sections])
    heading = f'<{tag}{direction(section.title)}>{_heading(section, place)}</{tag}>\n<a class="anchor" href="#{anchor}" aria-label="Link to {name}"></a>\n'
    return f'<section id="{anchor}"{appendix}>\n{heading if name else ""}{blocks_of(section.blocks, place)}{subs}</section>\n'


def contents(sections: tuple[Section, ...], place: Place, deeper: bool = True) -> str:
    """Nested lists of links to sections and their sub-sections."""
    if not sections:
        return ""
    entries = [
        f'<li><a href="#{escaped(s.id)}">{_heading(s, place)}</a>{contents(s.sections, place, False) if deeper else ""}</li>\n'
        for s in sections
        if s.title or s.number
    ]
    return f"<ol>\n{''.join(entries)}</ol>\n" if entries else ""


def _notes(notes: dict[int, str]) -> str:
    return "".join([
        f'<li id="note_{number}" value="{number}">{blocks}'
        f'<a class="back" href="#mark_{number}" role="doc-backlink" aria-label="Back from footnote {number} to the text"></a></li>\n'
        for number, blocks in sorted(notes.items())
    ])  # fmt: skip


INLINES: Functions = {
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

BLOCKS: Functions = {Paragraph: _paragraph, List: _list, Table: _table, Figure: _figure, Quote: _quote, Signatures: _signatures, FieldBlock: _field_block}

"""GitHub-flavoured Markdown, to be read on GitHub and compared line by line.

Sections have the same numbers as in Word. Anchors are empty `a` elements, which GitHub keeps, so that links survive renumbering.
mdformat, with its plugins gfm and footnote and consecutive numbering, leaves the output as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.languages import is_right_to_left
from docgen.document.tree import (
    Block,
    Break,
    Document,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Foreign,
    FrontMatter,
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
    term_words,
)
from docgen.formats.list_labels import first_level, label
from docgen.formats.markdown import flowing_text as flow
from docgen.formats.markdown.chart_list import nested
from docgen.formats.markdown.escape import destination, line
from docgen.formats.markdown.joined_blocks import quoted, separated, tight
from docgen.formats.markdown.pipe_table import pipe_table
from docgen.sources.files import HouseStyle

SUFFIX = ".md"

_ELEMENTS = '["a", "br", "em", "span", "strong"]'
LINT = f'<!-- markdownlint-configure-file {{"MD024": {{"siblings_only": true}}, "MD033": {{"allowed_elements": {_ELEMENTS}}}}} -->'
"""Allows, for markdownlint, the elements in use: anchors, and what Markdown cannot mark within a word or a table cell."""

_UNLINKED = re.compile(r"(?:javascript|vbscript|file|data):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node is written, and with which tables; `notes` collects footnotes, `level` is that of the next ordered list's labels."""

    notes: list[Note]
    inlines: Inlines
    blocks: Blocks
    first: int = 0
    level: int = 0


Inlines = Mapping[type, Callable[[Any, Place], str]]
Blocks = Mapping[type, Callable[[Any, Place], list[str]]]


def write(document: Document, style: HouseStyle) -> bytes:
    """The document as UTF-8, one sentence a line; every house style gives the same."""
    notes: list[Note] = []
    body = [part for s in document.sections for part in _section(s, 2, _place(document, s, notes))]
    parts = [*_front(document.front), *_contents(document.sections), *body, LINT, *footnotes(notes, INLINES, BLOCKS)]
    return ("\n\n".join(parts) + "\n").encode()


def _place(document: Document, section: Section, notes: list[Note]) -> Place:
    level = first_level(document, section)
    return Place(notes, INLINES, BLOCKS, level, level)


# ---- inlines: words with marks ----


def inline_words(inlines: tuple[Inline, ...], place: Place) -> str:
    out, table = "", place.inlines
    for inline in inlines:
        node = inline.inlines[0] if type(inline) is Field and len(inline.inlines) == 1 else inline
        out += table[type(node)](node, place)
    return out


def _text(text: Text, place: Place) -> str:
    words = text.text
    return words if words.isprintable() else flow.words(words)


def _strong(strong: Strong, place: Place) -> str:
    return flow.marked(flow.STRONG, inline_words(strong.inlines, place), flow.STRONG_END)


def _emphasis(emphasis: Emphasis, place: Place) -> str:
    return flow.marked(flow.EMPHASIS, inline_words(emphasis.inlines, place), flow.EMPHASIS_END)


def _foreign(node: Foreign, place: Place) -> str:
    way = ' dir="rtl"' if is_right_to_left(node.language) else ""
    return flow.element("span", inline_words(node.inlines, place), f' lang="{escape(node.language)}"{way}')


def _break(node: Break, place: Place) -> str:
    return flow.BREAK


def _link(link: Link, place: Place) -> str:
    """The words as a link, or alone if browsers would refuse the address."""
    inside = inline_words(link.inlines, place)
    return inside if _UNLINKED.match(link.url) else flow.link(destination(link.url), inside)


def _reference(reference: Reference, place: Place) -> str:
    inside = inline_words(reference.inlines, place) if reference.inlines else flow.words(reference.lead + reference.label)
    return flow.link(destination("#" + reference.target), inside)


def _term(term: Term, place: Place) -> str:
    return flow.words(term_words(term))


def _field(node: Field, place: Place) -> str:
    return inline_words(node.inlines, place)


def _note(note: Note, place: Place) -> str:
    place.notes.append(note)
    return f"{flow.RAW}[^{note.number}]{flow.RAW_END}"


# ---- blocks: each gives its pieces, to be separated by empty lines ----


def pieces(blocks: tuple[Block, ...], place: Place) -> list[str]:
    out: list[str] = []
    for block in blocks:
        out += place.blocks[type(block)](block, place)
    return out


def _paragraph(paragraph: Paragraph, place: Place) -> list[str]:
    words = inline_words(paragraph.inlines, place)
    return [flow.paragraph(f"{paragraph.number} {words}" if paragraph.number else words)]


def _list(node: List, place: Place) -> list[str]:
    inner = one_level_deeper(place) if node.ordered else place
    native = node.ordered and place.level % 4 == 0
    together, width = tight(node), len(str(len(node.items)))
    items = []
    for index, item in enumerate(node.items):
        name = label(place.level, index) if node.ordered and not native else ""
        parts = _labelled(name, item.blocks, inner) if name else pieces(item.blocks, inner)
        marker = f"{index + 1:0{width}}." if native else "-"
        items.append(flow.hung(marker, "\n".join(parts) if together else separated(parts)))
    return [("\n" if together else "\n\n").join(items)]


def one_level_deeper(place: Place) -> Place:
    """The place inside an ordered list."""
    return Place(place.notes, place.inlines, place.blocks, place.first, place.level + 1)


def _labelled(name: str, blocks: tuple[Block, ...], place: Place) -> list[str]:
    """The blocks of an item whose label, such as "(a)", is written as words because GitHub has no lettered lists."""
    if not blocks or type(blocks[0]) is not Paragraph:
        return [name, *pieces(blocks, place)]
    first = blocks[0]
    return [*place.blocks[Paragraph](Paragraph(first.inlines, f"{name} {first.number}".rstrip()), place), *pieces(blocks[1:], place)]


def _table(table: Table, place: Place) -> list[str]:
    link = [anchor(table.id)] if table.id else []
    caption = [captioned(table.number, table.caption, place)] if table.caption else []
    return [*link, *caption, pipe_table([_row(table.header, place), *[_row(row, place) for row in table.rows]], table.alignments)]


def _row(row: Row, place: Place) -> list[str]:
    return [flow.cell(inline_words(cell.inlines, place)) for cell in row.cells]


def captioned(number: str, caption: tuple[Inline, ...], place: Place) -> str:
    """'Table 1: Contributions', or the number or caption alone."""
    words = inline_words(caption, place)
    return flow.paragraph(f"{number}: {words}" if number else words)


def anchor(id: str) -> str:
    return f'<a id="{escape(id)}"></a>'


def _figure(figure: Figure, place: Place) -> list[str]:
    link = [anchor(figure.id)] if figure.id else []
    shown = nested(figure.chart) if figure.chart else flow.paragraph(flow.words(figure.alt))
    return [*link, *([shown] if shown else []), *([captioned(figure.number, figure.caption, place)] if figure.caption or figure.number else [])]


def _quote(quote: Quote, place: Place) -> list[str]:
    return [quoted(separated(pieces(quote.blocks, place)))]


def _signatures(node: Signatures, place: Place) -> list[str]:
    return [part for signatory in node.signatories for part in _signatory(signatory)]


def _signatory(signatory: Signatory) -> list[str]:
    rows = (("Signature", ""), ("Name", signatory.name), ("Post", signatory.post), ("Date", ""))
    lines = [flow.hung("-", flow.paragraph(f"{name}: {flow.words(value)}")) for name, value in rows]
    return [flow.paragraph(f"Signed for and on behalf of {flow.words(signatory.party)}"), "\n".join(lines)]


def _field_block(node: FieldBlock, place: Place) -> list[str]:
    return pieces(node.blocks, place)


def _front(front: FrontMatter) -> list[str]:
    parties = flow.BREAK.join(["between", *map(flow.words, front.parties)]) if front.parties else ""
    lines = [flow.words(front.subtitle), parties, flow.words(front.status), flow.words(front.date)]
    control = [["", ""], *[[flow.cell(flow.words(name)), flow.cell(flow.words(value))] for name, value in front.control]]
    return [
        f"# {flow.heading(flow.words(front.title))}",
        *[flow.paragraph(text) for text in lines if text],
        *(["## Document control", pipe_table(control, ("left", "left"))] if front.control else []),
    ]


def _title(section: Section) -> str:
    title = inline_words(section.title, Place([], INLINES, BLOCKS))
    return f"{section.number} {title}" if section.number else title


def _contents(sections: tuple[Section, ...]) -> list[str]:
    """The contents list, with links to sections and their sub-sections."""
    lines = [entry for s in sections for entry in (_entry("", s), *[_entry("  ", sub) for sub in s.sections]) if entry]
    return ["## Contents", "\n".join(lines)] if lines else []


def _entry(indent: str, section: Section) -> str:
    title = _title(section)
    return f"{indent}- {line(flow.heading(flow.link(destination('#' + section.id), title)))}" if title else ""


def _section(section: Section, depth: int, place: Place) -> list[str]:
    blocks = separated(pieces(section.blocks, place))
    below = [part for sub in section.sections for part in _section(sub, depth + 1, place)]
    title = _title(section)
    heading = [f"{'#' * min(depth, 6)} {flow.heading(title)}"] if title else []
    return [anchor(section.id), *heading, *([blocks] if blocks else []), *below]


def footnotes(notes: Iterable[Note], inlines: Inlines, blocks: Blocks, prefix: str = "") -> Iterator[str]:
    """The footnotes in the order of their marks, each followed by those within it; `prefix` begins their names."""
    for note in notes:
        within: list[Note] = []
        text = flow.indented(separated(pieces(note.blocks, Place(within, inlines, blocks))), "    ")
        gap = " " if note.blocks and type(note.blocks[0]) is Paragraph else "\n    "
        yield f"[^{prefix}{note.number}]:{gap}{text}"
        yield from footnotes(within, inlines, blocks, prefix)


INLINES: dict[type, Callable[[Any, Place], str]] = {
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

BLOCKS: dict[type, Callable[[Any, Place], list[str]]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Figure: _figure,
    Quote: _quote,
    Signatures: _signatures,
    FieldBlock: _field_block,
}

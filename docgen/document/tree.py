"""The nodes of a Document: a closed set of frozen values. Equality ignores positions and computed numbers, so a renumbered node is equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields
from typing import Any, Literal, get_args

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.quotation_marks import with_ending

Alignment = Literal["left", "center", "right"]
Scheme = Literal["none", "headings", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; no character in it has a meaning in any format."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in a different language from those around them; `language` is a BCP 47 tag."""

    language: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place outside the document."""

    url: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to the section, table or figure with the id `target`.

    It shows `inlines` as a link or, if there are none, `lead` and `label` ("section " and "5", "" and "Figure 1"). `label` is what Word's REF field gives:
    the heading's number, its text in curly quotes where headings have no numbers (`by` is then "title"), or a caption's label and number.
    """

    target: str
    inlines: tuple[Inline, ...] = ()
    lead: str = field(default="", compare=False)
    label: str = field(default="", compare=False)
    by: Literal["number", "title", "caption"] = field(default="number", compare=False)
    position: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A name with a short form, introduced where it is first used. Headings introduce nothing: there `shown` is "name"."""

    key: str
    name: str
    short: str
    shown: Literal["introduction", "short", "name"] = field(default="short", compare=False)
    text: str = field(default="", compare=False)
    """What is shown where grammar needs other words: no second "the", or a capital at the start of a sentence."""
    ending: str = ""  # of the possessive or plural that stands after it in the clause: ’s, s’, s or ’


@dataclass(frozen=True, slots=True)
class Field:
    """The value of an expression; `name` is the expression's source text (`years`, `parties.council.name`)."""

    name: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, where its mark stands. `number` counts from 1 through the document."""

    blocks: tuple[Block, ...]
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` is, say, "2.1" where paragraphs are numbered, else ""."""

    inlines: tuple[Inline, ...]
    number: str = field(default="", compare=False)
    position: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """Two lists of the same kind are never neighbours: they are one list."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    position: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A header row, and rows with as many cells as it has. A table with a caption has a `number`, such as "Table 1". `position` is its caption's, if any."""

    header: Row
    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]
    caption: tuple[Inline, ...] = ()
    id: str = ""
    number: str = field(default="", compare=False)
    position: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ChartNode:
    """A body in a structure chart. `reports_to` holds the ids of other nodes; a node that reports to none is at the top."""

    id: str
    name: str
    reports_to: tuple[str, ...]
    external: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A structure chart. `number` is, say, "Figure 1"; `alt` describes the picture in words."""

    id: str
    caption: tuple[Inline, ...]
    alt: str
    chart: tuple[ChartNode, ...]
    number: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """`name` is empty where only the post is known; `party` is the body that is signed for, as it reads after “on behalf of”."""

    name: str
    post: str
    party: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature block: for each signatory the party, a line to sign on, name, post and a line for the date."""

    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """The value of an expression that is alone in its paragraph; `name` is the expression's source text."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a section's text comes from: a clause version ("kind/name", 2) or local text with its reason.

    `digest` is the SHA-256, in hexadecimal, of the section's own content: its title, blocks and the sub-sections of its clause.
    """

    clause: str = ""
    version: int = 0
    reason: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section or appendix. Its id never changes. `number` is "5", "5.1", "Appendix 1" or ""; `level` its old depth where a redline shows it at another."""

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    appendix: bool = False
    origin: Origin | None = None
    number: str = field(default="", compare=False)
    position: Position | None = field(default=None, compare=False, repr=False)
    level: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts of the cover, the running header and the file properties, ready to be shown.

    `date` ("June 2019", or "") and `status` ("Illustrative draft") are the texts shown; `timestamp` is the time for file properties, ISO 8601 in UTC;
    `watermark` is "" or the word across every page; `control` holds the rows of the document-control table.
    """

    title: str
    subtitle: str
    short_title: str
    parties: tuple[str, ...]
    status: str
    date: str
    timestamp: str
    watermark: str
    control: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A composed revision. `id` is "halton/2019"; `language` is a BCP 47 tag; `style` names the house style."""

    id: str
    language: str
    scheme: Scheme
    style: str
    front: FrontMatter
    sections: tuple[Section, ...]


Inline = Text | Strong | Emphasis | Foreign | Break | Link | Reference | Term | Field | Note
Block = Paragraph | List | Table | Figure | Quote | Signatures | FieldBlock
INLINES: tuple[type, ...] = get_args(Inline)
BLOCKS: tuple[type, ...] = get_args(Block)
PARTS: tuple[type, ...] = (Item, Row, Cell, ChartNode, Signatory, Origin, Section, FrontMatter, Document)


def term_words(term: Term) -> str:
    """The words that a term shows: 'Child Death Overview Panel (CDOP)', 'Halton Borough Council (“the Council”)', or only name or short form."""
    if term.text or term.shown != "introduction" or not term.short:
        return term.text or with_ending(term.name if term.shown == "name" or not term.short else term.short, term.ending)
    short = term.short + ("s" if term.ending.startswith("s") else "")  # the word used from here on: never its possessive
    return f"{with_ending(term.name, term.ending)} " + (f"({short})" if term.short.isupper() else f"(“{short}”)")


_CHILDREN: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if str(f.type).startswith("tuple")) for kind in (*INLINES, *BLOCKS, *PARTS)
} | {Table: ("caption", "header", "rows")}


def walk(node: Any) -> Iterator[Any]:
    """The node and everything below it, in reading order."""
    yield node
    for name in _CHILDREN[type(node)]:
        below = getattr(node, name)
        for child in below if type(below) is tuple else (below,):
            if type(child) in _CHILDREN:
                yield from walk(child)


def plain(inlines: tuple[Any, ...]) -> str:
    """The words that a reader sees in `inlines`, without footnote marks."""
    parts: list[str] = []
    for inline in inlines:
        kind = type(inline)  # a match statement takes twice as long
        if kind is Text:
            parts.append(inline.text)
        elif kind is Term:
            parts.append(term_words(inline))
        elif kind is Break:
            parts.append(" ")
        elif kind is Reference and not inline.inlines:
            parts.append(inline.lead + inline.label)
        elif kind is not Note:
            parts.append(plain(inline.inlines))
    return "".join(parts)

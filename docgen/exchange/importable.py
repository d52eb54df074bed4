"""A Document from any file, made ready for the sources: what docgen has no other place for becomes words, and each such change is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.articles import with_article
from docgen.document.forbidden_characters import invisible
from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading, in_reading_order, nested
from docgen.document.quotation_marks import curled
from docgen.document.tree import (
    Cell,
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
    Row,
    Section,
    Signatures,
    Strong,
    Table,
    Term,
    Text,
    plain,
    walk,
)
from docgen.exchange.read_chart import chart_in
from docgen.exchange.writable import writable, writable_section

Nodes = tuple[Any, ...]
DEEPEST_LIST = 3
_SECTION_ID = re.compile(r"[a-z][a-z0-9-]*")
_KEPT = (Term,)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Document that a partnership file can give, and what became of what could not stay: a sentence for each."""

    document: Document
    remarks: tuple[str, ...]


def prepared(document: Document) -> Prepared:
    """The document with fields as words, an id for each section, no heading without text, and no block that a file cannot hold."""
    remarks: list[str] = []
    sections = tuple(writable_section(section, _KEPT) for section in _ordered(document.sections, remarks))
    sections = _identified(_filled(sections, remarks))
    kept = _Kept(sections, remarks)
    made = tuple(_each(section, kept.blocks, kept.line) for section in sections)
    return Prepared(replace(document, sections=tuple(writable_section(section, _KEPT) for section in made)), tuple(dict.fromkeys(remarks)))


def _each(section: Section, blocks: Callable[[Nodes], Nodes], line: Callable[[Nodes], Nodes]) -> Section:
    below = tuple(_each(child, blocks, line) for child in section.sections)
    return replace(section, title=line(section.title), blocks=blocks(section.blocks), sections=below)


def _ordered(sections: tuple[Section, ...], remarks: list[str]) -> tuple[Section, ...]:
    """The sections with the appendices last, as docgen has them."""
    made = tuple(sorted(sections, key=lambda section: section.appendix))
    if made != sections:
        remarks.append("Appendices stand between other sections; they were put at the end.")
    return made


def _filled(sections: tuple[Section, ...], remarks: list[str]) -> tuple[Section, ...]:
    """The sections without headings that have neither text nor a heading below them: those are strong words of the text before."""
    lines = list(in_reading_order(sections))
    out: list[Any] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        empty = type(line) is Heading and (following is None or (type(following) is Heading and following.depth <= line.depth))
        if empty and len(lines) > 1 and not (following is None and not out):
            words = plain(line.section.title)
            remarks.append(f"The heading “{words}” has no text below it; it is a line of strong words now.")
            paragraph = Paragraph((Strong(line.section.title),), position=line.section.position)
            if out:
                out.append(paragraph)
            else:
                lines.insert(at + 2, paragraph)
        else:
            out.append(line)
    return nested(out)


def _identified(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections, each with an id of its own that a partnership file may hold: the one it has, or one made of its title."""
    taken: set[str] = set()

    def identify(section: Section, above: str) -> Section:
        wanted = section.id if _SECTION_ID.fullmatch(section.id) else f"{above}{'-' if above else ''}{slug(plain(section.title))}"
        id = next(id for id in (wanted, *(f"{wanted}-{number}" for number in range(2, 10_000))) if id not in taken)
        taken.add(id)
        return replace(section, id=id, sections=tuple(identify(child, id) for child in section.sections))

    return tuple(identify(section, "") for section in sections)


def slug(title: str) -> str:
    """The first words of a title as an id."""
    words = [word for word in re.findall(r"[a-z0-9]+", title.casefold().replace("’", "").replace("'", "")) if word not in ("the", "a", "an", "and", "of")]
    made = "-".join(words[:5])
    return made if made[:1].isalpha() else f"section-{made}".strip("-")


class _Kept:
    """What the sources can hold of the blocks of a document."""

    def __init__(self, sections: Iterable[Section], remarks: list[str]) -> None:
        self.remarks = remarks
        every = [node for section in sections for node in walk(section)]
        self.targets = {node.id for node in every if isinstance(node, Section | Table | Figure) and node.id}
        self.signatures = next((node for node in every if type(node) is Signatures), None)
        self.charts = 0

    def blocks(self, blocks: Nodes, depth: int = 0) -> Nodes:
        return writable((made for block in blocks for made in self.block(block, depth)), _KEPT)

    def block(self, block: Any, depth: int) -> Nodes:
        match block:
            case Paragraph():
                return (replace(block, inlines=self.line(block.inlines)),)
            case List() if depth == DEEPEST_LIST:
                return self.flattened(block, depth)
            case List():
                return (List(block.ordered, tuple(Item(self.blocks(item.blocks, depth + 1)) for item in block.items)),)
            case Quote():
                return (Quote(self.blocks(block.blocks, depth)),)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Signatures():
                return self.signing(block)
            case FieldBlock():
                return self.blocks(block.blocks, depth)
        return (block,)

    def flattened(self, node: List, depth: int) -> Nodes:
        """A list that is nested too deeply, as paragraphs with typed labels."""
        self.remarks.append("A list is nested more than three levels deep; its deepest items are paragraphs with typed labels.")
        out: list[Any] = []
        for number, item in enumerate(node.items):
            label = f"({_LETTERS[number % 26].upper()}) " if node.ordered else "– "
            first, *others = self.blocks(item.blocks, depth) or (Paragraph(()),)
            out += [Paragraph((Text(label), *first.inlines)), *others] if type(first) is Paragraph else [Paragraph((Text(label.strip()),)), first, *others]
        return tuple(out)

    def table(self, table: Table) -> Nodes:
        header, *rows = (self.row(row) for row in (table.header, *table.rows))
        if not rows:
            self.remarks.append("A table has only one row; its cells are paragraphs.")
            return (*([Paragraph(self.line(table.caption))] if table.caption else []), *(Paragraph(cell.inlines) for cell in header.cells if cell.inlines))
        return (replace(table, header=header, rows=tuple(rows), caption=self.line(table.caption)),)

    def row(self, row: Row) -> Row:
        return replace(row, cells=tuple(Cell(self.line(cell.inlines)) for cell in row.cells))

    def figure(self, figure: Figure) -> Nodes:
        chart = figure.chart or chart_in(figure.alt)
        self.charts += 1
        if chart and self.charts == 1:
            return (replace(figure, chart=chart),)
        words = plain(figure.caption)
        self.remarks.append(f"A picture (“{words or figure.alt}”) is left out: docgen draws only the structure chart.")
        return (Paragraph((Emphasis(figure.caption),)),) if figure.caption else ()

    def signing(self, block: Signatures) -> Nodes:
        if block == self.signatures and all(each.party and each.post for each in block.signatories):
            return (block,)
        self.remarks.append("A signature block is a table: it names other people than the first, or lacks a post or a party.")
        header = Row(tuple(Cell((Text(words),)) for words in ("Signed for", "Name", "Post")))
        rows = [(with_article(each.party), each.name, each.post) for each in block.signatories]
        return (Table(header, tuple(Row(tuple(Cell((Text(words),)) if words else Cell(()) for words in row)) for row in rows), ("left",) * 3),)

    def line(self, inlines: Nodes) -> Nodes:
        """The inlines with curly quotation marks, references that lead somewhere, and signs that every font has."""
        text = "".join(_texts(inlines))
        signs = iter(curled(text))
        return self.led(tuple(self.inline(node, signs) for node in inlines))

    def led(self, inlines: Nodes) -> Nodes:
        """The inlines with the word before a number that a file gives alone, “section [5]”, as part of the reference, as docgen has it."""
        out: list[Any] = []
        for node in inlines:
            if type(node) is Reference and not node.inlines and not node.lead and node.by == "number" and not node.label.startswith("Appendix"):
                before = out[-1].text if out and type(out[-1]) is Text else ""
                lead = next((lead for lead in ("section ", "paragraph ") if before.lower().endswith(lead)), "")
                if not lead:
                    out.append(replace(node, inlines=(Text(node.label),)) if node.label else node)
                    continue
                out[-1] = Text(before[: -len(lead)])
                node = replace(node, lead=before[-len(lead) :])
            out.append(node)
        return tuple(out)

    def inline(self, node: Any, signs: Iterator[str]) -> Any:
        match node:
            case Text(text):
                return Text(self.readable("".join(next(signs) for _ in text)))
            case Reference() if node.target not in self.targets:
                inner = tuple(self.inline(child, signs) for child in node.inlines)
                self.remarks.append(f"A reference to “{node.target}”, which is not in the file, is plain words.")
                return Field("", inner or (Text(node.lead + node.label),))
            case Note():
                return Note(self.blocks(node.blocks))
            case Strong() | Emphasis() | Foreign() | Link() | Reference():
                return replace(node, inlines=tuple(self.inline(child, signs) for child in node.inlines))
        return node

    def readable(self, text: str) -> str:
        for at in invisible(text):
            self.remarks.append(f"A sign (U+{ord(text[at]):04X}) that only one font has is “\ufffd” now.")
            text = f"{text[:at]}\ufffd{text[at + 1 :]}"
        return text


def _texts(inlines: Iterable[Any]) -> Iterator[str]:
    """The texts of a line in order, without those of its notes."""
    for node in inlines:
        if type(node) is Text:
            yield node.text
        elif isinstance(node, Strong | Emphasis | Foreign | Link | Reference):
            yield from _texts(node.inlines)

"""Resolves cross-references, first uses of terms and footnote numbers in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from operator import is_
from typing import Any

from docgen.clausetext.template import Glossary
from docgen.composition.numbering import Label
from docgen.composition.term_endings import with_endings
from docgen.document.articles import needs_article
from docgen.document.problems import Position, Problem, did_you_mean
from docgen.document.tree import (
    Break,
    Cell,
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
    term_words,
)

Nodes = tuple[Any, ...]
_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)[.?!][”’\")]?\s*$")
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:an?|any|each|every|his|her|its|no|our|that|their|this) $", re.IGNORECASE)
"""Words after which a name takes no article, in front of the name."""
_TAIL = 16
"""How much preceding text is needed to see whether a sentence ends or “the” comes before a term, in characters."""


def referred(sections: tuple[Section, ...], labels: Mapping[str, Label]) -> tuple[tuple[Section, ...], list[Problem]]:
    """The sections with every reference, term and note resolved, and a Problem for each broken reference."""
    reading = _Reading(labels)
    out = tuple(reading.section(section) for section in sections)
    if reading.glossaries and not reading.introduced:
        seen = "The table of abbreviations would be empty: no text of this document uses a term with a short form."
        reading.problems.append(
            Problem(sections[0].position or Position(""), "empty-table", seen, "a document that introduces a short form", "Leave the table out.")
        )
    elif reading.glossaries:
        table = _glossary(reading.introduced)
        out = tuple(_with_glossary(section, table) for section in out)
    return out, reading.problems


class _Reading:
    """What a reader has met so far: the terms, the notes and the text just before."""

    def __init__(self, labels: Mapping[str, Label]) -> None:
        self.labels = labels
        self.introduced: dict[tuple[str, str], Term] = {}
        self.notes = self.glossaries = 0
        self.heading = False
        self.where = Position("")
        """The current section."""
        self.tail = ""
        """The text just before, in the same paragraph."""
        self.problems: list[Problem] = []

    def section(self, section: Section) -> Section:
        self.heading, self.where = True, section.position or Position("")
        title = self.line(section.title)
        self.heading = False
        blocks = self.blocks(section.blocks)
        below = tuple(self.section(child) for child in section.sections)
        return Section(section.id, title, blocks, below, section.appendix, section.origin, section.number, section.position)

    def blocks(self, blocks: Nodes) -> Nodes:
        out: list[Any] | None = None
        for at, block in enumerate(blocks):
            kind = type(block)
            if kind is Paragraph and len(block.inlines) == 1 and type(block.inlines[0]) is Text:
                continue
            made = _BLOCKS[kind](self, block)
            if made is not block:
                out = out or list(blocks)
                out[at] = made
        return blocks if out is None else tuple(out)

    def line(self, inlines: Nodes) -> Nodes:
        """The inlines of a whole paragraph, title, caption or cell."""
        self.tail = ""
        if len(inlines) == 1 and type(inlines[0]) is Text:
            return inlines
        return self.inlines(inlines)

    def inlines(self, inlines: Nodes) -> Nodes:
        inlines = with_endings(inlines)
        out: list[Any] | None = None
        for at, node in enumerate(inlines):
            kind = type(node)
            if kind is Field and len(node.inlines) == 1 and type(node.inlines[0]) is Text:
                # Most values are plain text; they are read as if there were no field around them.
                node, kind = node.inlines[0], Text
            if kind is Text:
                self.tail = node.text if len(node.text) > _TAIL else self.tail + node.text
            elif kind is not Break:
                made = _INLINES[kind](self, node)
                if made is not node:
                    out = out or list(inlines)
                    out[at] = made
        return inlines if out is None else tuple(out)

    def holder(self, node: Any) -> Any:
        children = self.inlines(node.inlines)
        return node if children is node.inlines else _WITH[type(node)](node, children)

    def note(self, node: Note) -> Note:
        if self.heading:
            self.problems.append(Problem(self.where, "note-place", "The heading of this section holds a note.", "notes in the text alone"))
        self.notes += 1
        number, tail = self.notes, self.tail
        blocks = self.blocks(node.blocks)
        self.tail = tail
        return Note(blocks, number)

    def reference(self, node: Reference) -> Reference:
        label = self.labels.get(node.target)
        if label is None:
            seen = f"This refers to “{node.target}”, which is not in this document."
            near = did_you_mean(node.target, self.labels)
            self.problems.append(Problem(node.position or Position(""), "broken-reference", seen, "the id of a section, table or figure", near))
            return node
        lead = label.lead
        if lead and self.begins():
            lead = lead[0].upper() + lead[1:]
        inlines = self.inlines(node.inlines)
        if not inlines:
            self.tail = label.text
        return Reference(node.target, inlines, lead, label.text, label.by, node.position)

    def term(self, node: Term) -> Term:
        made = self.form(node)
        self.tail = term_words(made)
        return made

    def form(self, node: Term) -> Term:
        """The term as it is shown at this place."""
        if self.heading:
            return Term(node.key, node.name, node.short, "name", "", node.ending)
        if (node.name, node.short) in self.introduced:
            return self.with_article(node if node.shown == "short" and not node.text else Term(node.key, node.name, node.short, "short", "", node.ending))
        self.introduced[node.name, node.short] = node
        return self.with_article(Term(node.key, node.name, node.short, "introduction", "", node.ending))

    def with_article(self, term: Term) -> Term:
        """The term with the “the” that its name needs, without its own after another one, or with a capital at the start of a sentence."""
        text = term_words(term)
        if term.shown == "introduction" and needs_article(term.name) and not (_ARTICLE.search(self.tail[-_TAIL:]) or _DETERMINED.search(self.tail[-_TAIL:])):
            text = f"the {text}"
            term = replace(term, text=text)
        if not text.startswith("the "):
            return term
        if _ARTICLE.search(self.tail[-_TAIL:]):
            return replace(term, text=text[4:])
        return replace(term, text="T" + text[1:]) if self.begins() else term

    def begins(self) -> bool:
        """Whether a sentence begins here."""
        return not self.tail or bool(_SENTENCE_END.search(self.tail[-_TAIL:]))


def _each(nodes: Nodes, read: Callable[[Any], Any]) -> Nodes:
    """`read` applied to the nodes; the same tuple if none changed, so that unchanged parts of a tree are shared."""
    out = tuple([read(node) for node in nodes])
    return nodes if all(map(is_, nodes, out)) else out


_WITH: dict[type, Callable[[Any, Nodes], Any]] = {
    Strong: lambda node, children: Strong(children),
    Emphasis: lambda node, children: Emphasis(children),
    Foreign: lambda node, children: Foreign(node.language, children),
    Link: lambda node, children: Link(node.url, children),
    Field: lambda node, children: Field(node.name, children),
}
_INLINES: dict[type, Callable[[_Reading, Any], Any]] = {
    Reference: _Reading.reference,
    Term: _Reading.term,
    Note: _Reading.note,
    **dict.fromkeys(_WITH, _Reading.holder),
}


def _paragraph(reading: _Reading, node: Paragraph) -> Paragraph:
    inlines = reading.line(node.inlines)
    return node if inlines is node.inlines else Paragraph(inlines, node.number, node.position)


def _list(reading: _Reading, node: List) -> List:
    items: list[Item] | None = None
    for at, item in enumerate(node.items):
        blocks = reading.blocks(item.blocks)
        if blocks is not item.blocks:
            items = items or list(node.items)
            items[at] = Item(blocks)
    return node if items is None else List(node.ordered, tuple(items))


def _cell(reading: _Reading, cell: Cell) -> Cell:
    inlines = reading.line(cell.inlines)
    return cell if inlines is cell.inlines else Cell(inlines)


def _row(reading: _Reading, row: Row) -> Row:
    cells = _each(row.cells, lambda cell: _cell(reading, cell))
    return row if cells is row.cells else Row(cells, row.position)


def _table(reading: _Reading, node: Table) -> Table:
    caption, header = reading.line(node.caption), _row(reading, node.header)
    rows = _each(node.rows, lambda row: _row(reading, row))
    if caption is node.caption and header is node.header and rows is node.rows:
        return node
    return replace(node, header=header, rows=rows, caption=caption)


def _holder(reading: _Reading, node: Any) -> Any:
    blocks = reading.blocks(node.blocks)
    return node if blocks is node.blocks else replace(node, blocks=blocks)


def _glossary_place(reading: _Reading, node: Glossary) -> Glossary:
    reading.glossaries += 1
    return node


_BLOCKS: dict[type, Callable[[_Reading, Any], Any]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Quote: _holder,
    FieldBlock: _holder,
    Figure: lambda reading, node: node,
    Signatures: lambda reading, node: node,
    Glossary: _glossary_place,
}


def _glossary(introduced: Mapping[Any, Term]) -> Table:
    """A table of short forms, in alphabetical order, and what they stand for."""
    terms = sorted(introduced.values(), key=lambda term: (term.short.casefold(), term.name))
    rows = tuple(Row((Cell((Text(term.short),)), Cell((Text(term.name),)))) for term in terms)
    return Table(Row((Cell((Text("Short form"),)), Cell((Text("Meaning"),)))), rows, ("left", "left"))


def _with_glossary(node: Any, table: Table) -> Any:
    """A section, or a block in it, with the table in place of each glossary."""
    if type(node) is Glossary:
        return FieldBlock("abbreviations", (table,))
    made: dict[str, Nodes] = {
        name: _each(children, lambda child: _with_glossary(child, table)) for name in ("blocks", "items", "sections") if (children := getattr(node, name, ()))
    }
    return replace(node, **made) if any(children is not getattr(node, name) for name, children in made.items()) else node

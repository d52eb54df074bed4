"""Cross-references, first uses of terms and footnote numbers, resolved in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from docgen.passes.numbering import Label
from docgen.problems import Position, Problem, did_you_mean
from docgen.template import Glossary
from docgen.tree import Break, Cell, FieldBlock, Figure, Item, List, Note, Paragraph, Quote, Reference, Row, Section, Signatures, Table, Term, Text, shown

Nodes = tuple[Any, ...]
_SENTENCE_END = re.compile(r"[.?!][”’\")]?\s*$")


def resolved(sections: tuple[Section, ...], labels: Mapping[str, Label]) -> tuple[tuple[Section, ...], list[Problem]]:
    """The sections with each reference, term and note saying what it shows; and a Problem for each reference to nothing."""
    reading = _Reading(labels)
    out = tuple(reading.section(section) for section in sections)
    if reading.glossaries:
        table = _glossary(reading.introduced)
        out = tuple(_with_glossary(section, table) for section in out)
    return out, reading.problems


class _Reading:
    """What a reader has met so far."""

    def __init__(self, labels: Mapping[str, Label]) -> None:
        self.labels = labels
        self.introduced: dict[tuple[str, str], Term] = {}
        self.notes = self.glossaries = 0
        self.heading = False
        self.tail = ""
        """The text just before, in the same paragraph."""
        self.problems: list[Problem] = []

    def section(self, section: Section) -> Section:
        self.heading = True
        title = self.line(section.title)
        self.heading = False
        blocks = self.blocks(section.blocks)
        below = tuple(self.section(child) for child in section.sections)
        return Section(section.id, title, blocks, below, section.appendix, section.origin, section.number, section.position)

    def blocks(self, blocks: Nodes) -> Nodes:
        return _same(blocks, [_BLOCKS[type(block)](self, block) for block in blocks])

    def line(self, inlines: Nodes) -> Nodes:
        """The inlines of a whole paragraph, title, caption or cell."""
        self.tail = ""
        return self.inlines(inlines)

    def inlines(self, inlines: Nodes) -> Nodes:
        out: list[Any] = []
        for node in inlines:
            kind = type(node)
            if kind is Text:
                self.tail = node.text
                out.append(node)
            elif kind is Break:
                out.append(node)
            elif kind is Reference:
                out.append(self.reference(node))
            elif kind is Term:
                made = self.term(node)
                self.tail = shown(made)
                out.append(made)
            elif kind is Note:
                out.append(self.note(node))
            else:
                children = self.inlines(node.inlines)
                out.append(node if children is node.inlines else replace(node, inlines=children))
        return _same(inlines, out)

    def note(self, node: Note) -> Note:
        self.notes += 1
        number, tail = self.notes, self.tail
        blocks = self.blocks(node.blocks)
        self.tail = tail
        return Note(blocks, number)

    def reference(self, node: Reference) -> Reference:
        label = self.labels.get(node.target)
        if label is None:
            self.problems.append(Problem(node.position or Position(""), "broken-reference", f"This refers to “{node.target}”, which is nothing in this document.",
                                         "the id of a section, table or figure", did_you_mean(node.target, self.labels)))
            return node
        lead = label.lead
        if lead and self.begins():
            lead = lead[0].upper() + lead[1:]
        inlines = self.inlines(node.inlines)
        self.tail = label.text
        return Reference(node.target, inlines, lead, label.text, label.by, node.position)

    def term(self, node: Term) -> Term:
        if self.heading:
            return Term(node.key, node.name, node.short, "name")
        if (node.name, node.short) in self.introduced:
            return self.with_article(Term(node.key, node.name, node.short))
        self.introduced[node.name, node.short] = node
        return self.with_article(Term(node.key, node.name, node.short, "introduction"))

    def with_article(self, term: Term) -> Term:
        """The term with its own "the" left out after another, or in capitals where a sentence begins."""
        text = shown(term)
        if not text.startswith("the "):
            return term
        if self.tail.lower().endswith("the "):
            return replace(term, text=text[4:])
        return replace(term, text="T" + text[1:]) if self.begins() else term

    def begins(self) -> bool:
        """Whether a sentence begins here."""
        return not self.tail or bool(_SENTENCE_END.search(self.tail))


def _same(old: Nodes, new: list[Any]) -> Nodes:
    """`old` itself if nothing in it changed, so that unchanged parts of a tree are shared."""
    return old if all(a is b for a, b in zip(old, new, strict=True)) else tuple(new)


def _paragraph(reading: _Reading, node: Paragraph) -> Paragraph:
    inlines = reading.line(node.inlines)
    return node if inlines is node.inlines else Paragraph(inlines, node.number, node.position)


def _list(reading: _Reading, node: List) -> List:
    items = []
    for item in node.items:
        blocks = reading.blocks(item.blocks)
        items.append(item if blocks is item.blocks else Item(blocks))
    made = _same(node.items, items)
    return node if made is node.items else List(node.ordered, made)


def _row(reading: _Reading, row: Row) -> Row:
    return Row(tuple(Cell(reading.line(cell.inlines)) for cell in row.cells))


def _table(reading: _Reading, node: Table) -> Table:
    caption = reading.line(node.caption)
    return Table(_row(reading, node.header), tuple(_row(reading, row) for row in node.rows), node.alignments, caption, node.id, node.number)


def _children(reading: _Reading, node: Any) -> Any:
    return replace(node, blocks=reading.blocks(node.blocks))


def _glossary_place(reading: _Reading, node: Glossary) -> Glossary:
    reading.glossaries += 1
    return node


_BLOCKS: dict[type, Callable[[_Reading, Any], Any]] = {
    Paragraph: _paragraph,
    List: _list,
    Table: _table,
    Quote: _children,
    FieldBlock: _children,
    Figure: lambda reading, node: node,
    Signatures: lambda reading, node: node,
    Glossary: _glossary_place,
}


def _glossary(introduced: Mapping[Any, Term]) -> Table:
    """Short forms in alphabetical order, and what they stand for."""
    terms = sorted(introduced.values(), key=lambda term: (term.short.casefold(), term.name))
    rows = tuple(Row((Cell((Text(term.short),)), Cell((Text(term.name),)))) for term in terms)
    return Table(Row((Cell((Text("Short form"),)), Cell((Text("Meaning"),)))), rows, ("left", "left"))


def _with_glossary(section: Section, table: Table) -> Section:
    blocks = tuple(FieldBlock("abbreviations", (table,)) if isinstance(block, Glossary) else block for block in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_with_glossary(child, table) for child in section.sections))



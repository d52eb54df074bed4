"""Answers of partners to composed revisions, made in memory: what they typed over, what they put in, took out and moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from docgen.document.redline import normal
from docgen.document.tree import Document, Item, List, Paragraph, Section, Signatory, Strong, Text
from docgen.exchange.edits.apply_edits import Applied, applied
from docgen.exchange.edits.edit import APPLIED, Edit, Found
from docgen.exchange.edits.find_edits import found_edits
from docgen.exchange.fitting.entry_changes import Answer
from docgen.exchange.fitting.fitted_sources import Composed, composed_revision
from docgen.exchange.fitting.lines_of_nodes import text_of
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from tests.revisions import ROOT
from tests.samples import mapped

LIBRARY = Library(ROOT)
ANSWER = Answer("NHS Halton", "1 May 2026", "Legal team", "2027-05")


@cache
def base(name: str) -> Composed:
    return composed_revision(ROOT, partnership_files.load(ROOT, name), LIBRARY)


def read(name: str) -> Document:
    return _normal(as_read(base(name).document))


def _normal(document: Document) -> Document:
    made: Document = normal(document)
    return made


def typed_over(document: Document, words: dict[str, str]) -> Document:
    """The document with some words typed over in every text that has them."""

    def change(node: Any) -> Any:
        if not isinstance(node, Text):
            return node
        text = node.text
        for old, new in words.items():
            text = text.replace(old, new)
        return Text(text)

    made = mapped(change, document)
    assert isinstance(made, Document)
    return _normal(made)


def in_section(document: Document, id: str, change: Callable[[Section], Section | None]) -> Document:
    """The document with one section as `change` makes it; without it, if that is None."""

    def each(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        made = (change(section) if section.id == id else replace(section, sections=each(section.sections)) for section in sections)
        return tuple(section for section in made if section)

    return _normal(replace(document, sections=each(document.sections)))


def p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def found(name: str, returned: Document) -> Found:
    return found_edits(base(name), returned, LIBRARY)


def apply(name: str, edits: Found, *ids: str) -> Applied:
    """All edits that can be applied, or those with the ids."""
    return applied(base(name), edits, ids or [edit.id for edit in edits.edits if edit.sort in APPLIED], LIBRARY, ANSWER)


def one(edits: Found, sort: str) -> Edit:
    """The only edit of a sort."""
    (edit,) = (edit for edit in edits.edits if edit.sort == sort)
    return edit


def halton_answer() -> Document:
    """An answer to halton/2020 with many kinds of edits."""
    made = typed_over(
        read("halton/2020"),
        {
            "at least three months before the change": "at least four months before the change",
            "every 4 weeks": "every 6 weeks",
            "within three months of": "within about four months of",
            "monitoring quality and performance": "monitoring quality",
            "Superintendent, Public Protection Unit, Cheshire": "Chief Superintendent, Public Protection Unit, Cheshire",
            "children’s": "children's",
            "A party that learns": "Any party that learns",
            "monitor, challenge, support and intervene": "monitor, challenge and support",
        },
    )
    front = made.front
    control = tuple((name, value.replace("June 2021", "July 2021")) for name, value in front.control)
    made = replace(made, front=replace(front, date="July 2020", status="Final", control=(*control, ("Contact", "The Unit"))))
    made = in_section(
        made, "complaints", lambda section: replace(section, title=(Text("Complaints and concerns"),), blocks=(*section.blocks, p("No complaint is lost.")))
    )
    made = in_section(made, "values", _in_bold)
    made = in_section(made, "channel-panel", lambda section: replace(section, blocks=section.blocks[:1]))
    made = in_section(made, "remote-meetings", lambda section: None)
    made = in_section(made, "endorsement", _other_signatory)
    made = in_section(made, "executive-group", _another_item)
    sections = [section for section in made.sections if section.id != "successor-bodies"]
    moved = next(section for section in made.sections if section.id == "successor-bodies")
    new = Section("premises", (Text("Premises"),), (p("The parties meet in Runcorn."), List(True, (Item((p("on weekdays;"),)), Item((p("in the day."),))))))
    return _normal(replace(made, sections=(*sections[:3], moved, *sections[3:5], new, *sections[5:])))


def _in_bold(section: Section) -> Section:
    first: Any = section.blocks[0]
    return replace(section, blocks=(replace(first, inlines=(Strong(first.inlines),)), *section.blocks[1:]))


def _other_signatory(section: Section) -> Section:
    def change(node: Any) -> Any:
        return replace(node, name="Jo Doe") if isinstance(node, Signatory) and node.post == "Chief Executive" else node

    made = mapped(change, section)
    assert isinstance(made, Section)
    return made


def section_signed(section: Section, old: str, new: str) -> Section:
    """The section with another name of a party in its signature block."""

    def change(node: Any) -> Any:
        return replace(node, party=node.party.replace(old, new)) if isinstance(node, Signatory) else node

    made = mapped(change, section)
    assert isinstance(made, Section)
    return made


def _another_item(section: Section) -> Section:
    """The section with one more item in the list of its functions."""

    def longer(block: Any) -> Any:
        if not isinstance(block, List) or "assessing need" not in text_of(block.items[0].blocks):
            return block
        return replace(block, items=(block.items[0], Item((p("listening to children;"),)), *block.items[1:]))

    return replace(section, blocks=tuple(longer(block) for block in section.blocks))

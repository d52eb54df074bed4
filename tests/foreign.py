"""The same text as other programs would hand it over: other ids, ids made from titles, ids that say nothing, or no sections at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.tree import Block, Document, Figure, Paragraph, Reference, Section, Table, Text, plain, walk
from tests.samples import mapped

Pair = tuple[Document, Document]


def _as_they_are(old: Document, new: Document) -> Pair:
    return old, new


def _by_title(old: Document, new: Document) -> Pair:
    return with_ids_of_titles(old), with_ids_of_titles(new)


def _nothing_in_common(old: Document, new: Document) -> Pair:
    return with_ids_by_place(old, "old"), with_ids_by_place(new, "new")


def _one_section(old: Document, new: Document) -> Pair:
    return without_sections(old), without_sections(new)


MODES: dict[str, Callable[[Document, Document], Pair]] = {
    "own ids": _as_they_are,
    "ids from titles": _by_title,
    "no ids in common": _nothing_in_common,
    "no sections": _one_section,
}
"""What becomes of two documents in each way of handing them over."""


def with_ids_of_titles(document: Document) -> Document:
    """The document as an importer would give ids: each section's title in small letters; one that comes again is counted."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for section in _sections(document.sections):
        name = stem = re.sub(r"\W+", "-", plain(section.title).lower()).strip("-") or "section"
        count = 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        names[section.id] = name
    return _renamed(document, names)


def with_ids_by_place(document: Document, stem: str) -> Document:
    """The document with ids that count sections, tables and figures: `stem` and a number."""
    ids = [node.id for node in walk(document) if isinstance(node, Section | Table | Figure) and node.id]
    return _renamed(document, {id: f"{stem}-{number}" for number, id in enumerate(ids, 1)})


def without_sections(document: Document) -> Document:
    """The document in one section without a title: a heading is a paragraph, and a reference to a section is plain words."""
    ids = {section.id for section in _sections(document.sections)}

    def unlinked(node: Any) -> Any:
        if isinstance(node, Reference) and node.target in ids:
            return node.inlines[0] if node.inlines else Text(node.lead + node.label)
        return node

    blocks = tuple(block for section in document.sections for block in _flat(section))
    whole: Document = mapped(unlinked, replace(document, sections=(Section("text", (), blocks),)))
    return whole


def _flat(section: Section) -> Iterator[Block]:
    yield Paragraph(section.title)
    yield from section.blocks
    for below in section.sections:
        yield from _flat(below)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _renamed(document: Document, names: dict[str, str]) -> Document:
    def rename(node: Any) -> Any:
        match node:
            case Section(id=id) | Table(id=id) | Figure(id=id) if id in names:
                return replace(node, id=names[id])
            case Reference(target=id) if id in names:
                return replace(node, target=names[id])
        return node

    renamed: Document = mapped(rename, document)
    return renamed

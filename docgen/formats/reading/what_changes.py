"""Warnings: what a document cannot carry as the file has it. Each kind is told once, with its first place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import number_of
from docgen.document.problems import Position, Problem
from docgen.document.tree import Document, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Told:
    """Something that could not be carried: its kind, the words that show it, and where it is."""

    kind: str
    seen: str
    position: Position


def told(document: Document, found: Sequence[Told], has_macros: bool = False) -> tuple[Problem, ...]:
    """The warnings, one for each kind."""
    kept = [each for each in found if each.kind == "list-kept"]
    tables = [each for each in found if each.kind == "table-in-table"]
    out = []
    if has_macros:
        file = next((section.position.file for section in document.sections if section.position), document.id)
        out.append(_warning(Position(file), "macros-left-out", "This file has macros.", "docgen reads its text, and neither runs nor keeps them."))
    if kept:
        seen = (
            f"{number_of(len(kept), 'list')} with labels that do not count from the beginning, one by one, first “{kept[0].seen}”; docgen keeps them as words."
        )
        out.append(_warning(kept[0].position, "typed-list", seen, "Number the items from the beginning if docgen is to number them."))
    if tables:
        seen = f"{number_of(len(tables), 'table')} with a table in a cell; the words of the inner table are lines of that cell."
        out.append(_warning(tables[0].position, "nested-table", seen, "Check these cells."))
    if renumbered := list(_renumbered(document)):
        place, old, new = renumbered[0]
        seen = f"{number_of(len(renumbered), 'number')} that docgen will count otherwise, first “{old}”, which becomes “{new or 'no number'}”."
        out.append(_warning(place, "renumbered", seen, "Check the references to these numbers."))
    return tuple(out)


def _warning(position: Position, code: str, seen: str, advice: str) -> Problem:
    return Problem(position, code, seen, "", advice, "warning")


def _renumbered(document: Document) -> Iterator[tuple[Position, str, str]]:
    """The numbers of sections and paragraphs that are not those that docgen counts: where, the number, and docgen's."""
    main = appendices = 0
    for section in document.sections:
        if section.appendix:
            appendices += 1
            yield from _numbers(section, f"Appendix {appendices}", f"A{appendices}", document)
        else:
            main += bool(section.title)
            yield from _numbers(section, str(main), str(main), document)


def _numbers(section: Section, number: str, prefix: str, document: Document) -> Iterator[tuple[Position, str, str]]:
    shown = number if document.scheme != "none" or section.appendix else ""
    if section.number and section.number != shown:
        yield _place(section), section.number, shown
    counted = 0
    for paragraph in _paragraphs(section.blocks) if document.scheme == "paragraphs" and not section.appendix else ():
        counted += 1
        if paragraph.number and paragraph.number != f"{prefix}.{counted}":
            yield paragraph.position or _place(section), paragraph.number, f"{prefix}.{counted}"
    for below in section.sections:
        counted += 1
        yield from _numbers(below, f"{prefix}.{counted}", f"{prefix}.{counted}", document)


def _paragraphs(blocks: Iterable[object]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block


def _place(section: Section) -> Position:
    return section.position or Position("")

"""A Document as the text of a partnership file that composes to it: its facts, and each section as local text with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document, Section, plain
from docgen.exchange.clause_markdown import written
from docgen.exchange.partnership_front import front_data, group_data, party_data, signatory_data
from docgen.exchange.writable import writable
from docgen.exchange.yaml_layout import layout

Data = dict[str, Any]
Matched = Callable[[Section], Data]
"""The clause and values of a section, as the file gives them; empty if no clause of the library has its text."""
_DEEPEST_HEADING = 3


def partnership_file(document: Document, reason: str, place: Position, matched: Matched = lambda section: {}) -> str:
    """The text of the file. Sections for which `matched` finds nothing get local text, with this reason.

    Raises DocgenError, with a Problem at `place` or at that of the section, for each text that the language of clauses cannot hold.
    """
    return layout(partnership_data(document, reason, place, matched))


def partnership_data(document: Document, reason: str, place: Position, matched: Matched = lambda section: {}) -> Data:
    """The values of the file, in the order in which a person would give them."""
    data = front_data(document)
    parties = party_data(document)
    groups, chart = group_data(document)
    signatories = signatory_data(document, parties)
    if parties:
        data["parties"] = parties
    if groups:
        data["groups"] = groups
        if chart != "Structure and reporting lines":
            data["structure_title"] = chart
    if signatories:
        data["signatories"] = signatories
    problems: list[Problem] = []
    for key, appendix in (("sections", False), ("appendices", True)):
        made = {each.id: _section(each, reason, place, matched, problems) for each in document.sections if each.appendix is appendix}
        if made:
            data[key] = made
    if problems:
        raise DocgenError(problems)
    return data


def _section(section: Section, reason: str, place: Position, matched: Matched, problems: list[Problem]) -> Data:
    title = {"title": " ".join(plain(section.title).split())}
    if clause := matched(section):
        return clause | (title if "title" in clause else {})
    within, below = _divided(section)
    data: Data = title
    if writable(section.blocks) or within:
        try:
            data |= {"reason": reason, "text": written(section.blocks, within, section.id, place=section.position or place)}
        except DocgenError as error:
            problems += error.problems
    if below:
        data["sections"] = {each.id: _section(each, reason, place, matched, problems) for each in below}
    return data


def _divided(section: Section) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sub-sections that can be headings in the text of the section, and those after them, which need entries of their own."""
    at = next((at for at, child in enumerate(section.sections) if not _is_heading(child, section.id, 2)), len(section.sections))
    return section.sections[:at], section.sections[at:]


def _is_heading(section: Section, above: str, level: int) -> bool:
    """Whether a heading in the text can make this sub-section: its id says where it is, and it came from no entry of its own."""
    name = section.id.removeprefix(f"{above}-")
    fits = name != section.id and level <= _DEEPEST_HEADING and section.origin is None and name[:1].isalnum()
    return fits and all(_is_heading(child, section.id, level + 1) for child in section.sections)

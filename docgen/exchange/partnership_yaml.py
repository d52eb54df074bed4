"""A Document as the text of a partnership file that composes to it: its facts, and each section as a clause or as local text with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document, Section, plain
from docgen.exchange.clause_markdown import written
from docgen.exchange.matching.known_facts import KnownFacts
from docgen.exchange.partnership_front import front_data, group_data, party_data, signatory_data, term_data
from docgen.exchange.writable import writable
from docgen.exchange.yaml_layout import layout
from docgen.partnership.partnership_files import from_text
from docgen.partnership.revision import Revision

Data = dict[str, Any]
Matched = Mapping[str, tuple[Data, int]]
"""For each section that is a clause, by id, its entry and how many of its sub-sections the clause has."""
_DEEPEST_HEADING = 3
_ORDER = tuple(Revision.model_fields)
"""The order of the keys in a file."""
_STAND_IN = {"stand-in": {"title": "x", "reason": "x", "text": "x"}}


def facts_data(document: Document) -> Data:
    """The keys of the file but for its sections, in the order in which a person would give them."""
    data = front_data(document)
    parties = party_data(document)
    groups, chart = group_data(document)
    terms = term_data(document, (*parties.values(), *groups.values()))
    signatories = signatory_data(document, parties)
    data |= {key: value for key, value in (("parties", parties), ("groups", groups), ("terms", terms)) if value}
    if chart not in ("", "Structure and reporting lines"):
        data["structure_title"] = chart
    return data | ({"signatories": signatories} if signatories else {})


def known_facts(id: str, facts: Data) -> KnownFacts:
    """The facts as clauses see them."""
    return KnownFacts(from_text(id, layout(facts | {"sections": _STAND_IN})))


def partnership_file(document: Document, id: str, reason: str, place: Position, facts: Data, matched: Matched) -> str:
    """The text of the file with these facts. Sections that are not `matched` get local text, with this reason.

    Raises DocgenError, with a Problem at `place` or at that of the section, for each text that the language of clauses cannot hold.
    """
    data = {key: facts[key] for key in sorted(facts, key=_ORDER.index)}
    writing = _Writing(known_facts(id, data), reason, place, matched)
    for key, appendix in (("sections", False), ("appendices", True)):
        made = writing.sections(each for each in document.sections if each.appendix is appendix)
        data |= {key: made} if made else {}
    if writing.problems:
        raise DocgenError(writing.problems)
    return layout(data)


class _Writing:
    """The sections of one file."""

    def __init__(self, facts: KnownFacts, reason: str, place: Position, matched: Matched) -> None:
        self.facts, self.reason, self.place, self.matched = facts, reason, place, matched
        self.problems: list[Problem] = []

    def sections(self, sections: Iterable[Section]) -> Data:
        return {section.id: self.section(section) for section in sections}

    def section(self, section: Section) -> Data:
        clause, inner = self.matched.get(section.id, ({}, 0))
        if clause:
            below = section.sections[inner:]
            return clause | ({"sections": self.sections(below)} if below else {})
        within, below = _divided(section)
        data: Data = {"title": " ".join(plain(section.title).split())}
        if writable(section.blocks) or within:
            blocks, headed = self.facts.with_paths(section.blocks), self.facts.with_paths(within)
            try:
                data |= {"reason": self.reason, "text": written(blocks, headed, section.id, True, section.position or self.place)}
            except DocgenError as error:
                self.problems += error.problems
        return data | ({"sections": self.sections(below)} if below else {})


def _divided(section: Section) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sub-sections that can be headings in the text of the section, and those after them, which need entries of their own."""
    at = next((at for at, child in enumerate(section.sections) if not _is_heading(child, section.id, 2)), len(section.sections))
    return section.sections[:at], section.sections[at:]


def _is_heading(section: Section, above: str, level: int) -> bool:
    """Whether a heading in the text can make this sub-section: its id says where it is, and it came from no entry of its own."""
    name = section.id.removeprefix(f"{above}-")
    fits = name != section.id and level <= _DEEPEST_HEADING and section.origin is None and name[:1].isalnum()
    return fits and all(_is_heading(child, section.id, level + 1) for child in section.sections)

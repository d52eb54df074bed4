"""Which sections of a draft deal with a matter, judged by their clause, heading or text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.draft import Draft, Passage
from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Section
from docgen.library.document_profiles import Known


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a draft. `id` is its heading in a text; `passing` means that only its text deals with the matter, not its clause or heading."""

    id: str
    number: str
    title: str
    passing: bool = False

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip() + (" (in passing)" if self.passing else "")


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def places(draft: Draft, known: Known) -> tuple[Place, ...]:
    """The sections that deal with a matter, in reading order: those found by clause or heading, or by text if there are none."""
    found = [*_by_clause(draft, known), *_matching(draft, known.heading, True)]
    order = {passage.section: index for index, passage in reversed(list(enumerate(draft.passages)))}
    passing = not found
    found = found or list(_matching(draft, known.text, False))
    return tuple(_place(draft, name, passing) for name in sorted(dict.fromkeys(found), key=lambda name: order.get(name, -1)))


def has_section(draft: Draft, known: Known) -> bool:
    """Whether any section deals with a matter, stopping at the first."""
    return bool(_by_clause(draft, known)) or any(
        next(_matching(draft, pattern, heading), None) is not None for pattern, heading in ((known.heading, True), (known.text, False))
    )


def _by_clause(draft: Draft, known: Known) -> list[str]:
    return [name for name, clause in _clauses(draft) if clause in known.clauses or clause.partition("/")[0] in known.clauses]


@lru_cache(maxsize=4)
def _clauses(draft: Draft) -> tuple[tuple[str, str], ...]:
    """The id of each section that comes from a clause, with the clause."""
    sections = _sections(draft.document.sections) if draft.document else ()
    return tuple((section.id, section.origin.clause) for section in sections if section.origin and section.origin.clause)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _matching(draft: Draft, pattern: str | None, heading: bool) -> Iterator[str]:
    search = _compiled(pattern or "").search
    for passage in draft.passages if pattern else ():
        if (passage.kind == "heading") is heading and passage.kind != "title" and search(passage.text):
            yield passage.section


def _place(draft: Draft, name: str, passing: bool) -> Place:
    heading = _headings(draft.passages).get(name)
    return Place(name, heading.number if heading else "", heading.text if heading else name, passing)


@lru_cache(maxsize=64)
def _headings(passages: tuple[Passage, ...]) -> dict[str, Passage]:
    """The heading of each section."""
    return {passage.section: passage for passage in reversed(passages) if passage.kind == "heading"}

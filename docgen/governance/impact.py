"""The impact of adopting a clause version on every partnership that has another: computed in memory, as redlines of the sections that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from docgen.comparison.change_findings import findings_of, is_of_substance
from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import change_in_words, grouped_by_finding, place
from docgen.composition.compose import Cache, composed
from docgen.document.explanation import Explanation
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, collecting
from docgen.document.redline import Change, Redline
from docgen.document.tree import Document, Section
from docgen.formats.html import redline_writer as html_redline
from docgen.governance.where_used import readable_revisions
from docgen.library.clauses import Clause, Library
from docgen.partnership import repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin, pins
from docgen.partnership.resolution import resolve
from docgen.partnership.with_version import with_version
from docgen.sources.files import HouseStyle
from docgen.sources.parallel import in_parallel

WORTH_A_PROCESS = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A change with its place, its description and its findings."""

    change: Change
    place: str
    what: str
    findings: tuple[str, ...]

    @property
    def of_substance(self) -> bool:
        return is_of_substance(self.change, self.findings)


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect on a revision: its changes, or the problems that prevent them.

    `first` are the names of its findings, the most important to a board first; `page` is HTML of the changed sections with their marks, on request.
    """

    revision: str
    pins: tuple[Pin, ...]
    changes: tuple[Row, ...] = ()
    first: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    page: str = ""

    @property
    def substance(self) -> int:
        return sum(row.of_substance for row in self.changes)


@dataclass(frozen=True, slots=True)
class Impact:
    """The effects of a clause version in the order of the partnerships, the revisions that have it already, and the problems of those not read."""

    clause: Clause
    effects: tuple[Effect, ...]
    already: tuple[str, ...] = ()
    unread: tuple[Problem, ...] = ()


def impact(root: Path, name: str, pages: bool = False) -> Impact:
    """The impact of a clause version; of the latest version if none is named. Raises DocgenError if there is no such clause or it cannot be used."""
    library = Library(root)
    id, version = library.named(name)
    clause = library.find(f"{id}@{version}", Position(f"clauses/{id}"))
    names = repository.current(root)
    parts = in_parallel(partial(_part, root, clause.id, clause.version, pages), names, WORTH_A_PROCESS)
    effects = sorted((effect for part in parts for effect in part.effects), key=lambda effect: names.index(effect.revision))
    already = sorted(revision for part in parts for revision in part.already)
    return Impact(clause, tuple(effects), tuple(already), tuple(problem for part in parts for problem in part.unread))


def _part(root: Path, id: str, version: int, pages: bool, names: Sequence[str]) -> Impact:
    """The impact on some partnerships."""
    library = Library(root)
    effects: list[Effect] = []
    already: list[str] = []
    unread: list[Problem] = []
    for partnership in readable_revisions(root, names, unread):
        own = tuple(pin for pin in pins(partnership) if pin.clause == id)
        others = tuple(pin for pin in own if pin.version != version)
        if others:
            with collecting(unread):
                effects.append(_effect(partnership, others, version, library, pages))
        elif own:
            already.append(partnership.id)
    return Impact(library.clause(id, version), tuple(effects), tuple(already), tuple(unread))


def _effect(partnership: Partnership, others: tuple[Pin, ...], version: int, library: Library, pages: bool) -> Effect:
    """The effect of taking `version` in the place of other pins. Raises DocgenError if the revision cannot be composed as it is."""
    cache: Cache = {}
    before = resolve(partnership, library)
    old = composed(before, cache=cache)
    try:
        new = composed(resolve(with_version(partnership, others, version), library, before), cache=cache)
    except DocgenError as error:
        return Effect(partnership.id, others, problems=error.problems)
    redline = differing_sections(old, new)
    explanations = {id: Explanation(findings=found) for id, found in findings_of(redline, old, new).items()}
    rows = tuple(Row(change, place(redline, change), change_in_words(change), explanations[change.id].findings) for change in redline.changes)
    style = HouseStyle(new.style, library.root)
    page = html_redline.piece(redline, explanations, style, id_prefix(partnership.id)) if pages and rows else ""
    return Effect(partnership.id, others, rows, tuple(grouped_by_finding(redline, explanations)), page=page)


def id_prefix(revision: str) -> str:
    """The prefix of a revision's ids in a page of several revisions."""
    return f"{revision.partition('/')[0]}_"


def differing_sections(old: Document, new: Document) -> Redline:
    """The redline of the sections that differ and those they are in, for documents with the same sections in the same order.

    It has the same changes as a redline of the whole.
    """
    old_sections, new_sections = _pared(old.sections, new.sections)
    # The covers are equal, so their lists need no comparison.
    front = replace(new.front, parties=(), control=())
    return diff(replace(old, front=front, sections=old_sections), replace(new, front=front, sections=new_sections))


Sections = tuple[Section, ...]


def _pared(old: Sections, new: Sections) -> tuple[Sections, Sections]:
    """The sections of both sides that differ; a section that differs only in the sections it holds loses its own text."""
    if [section.id for section in old] != [section.id for section in new]:
        return old, new
    pairs = list(_pairs(old, new))
    return tuple(before for before, _ in pairs), tuple(after for _, after in pairs)


def _pairs(old: Sections, new: Sections) -> Iterator[tuple[Section, Section]]:
    for before, after in zip(old, new, strict=True):
        if before == after:
            continue
        below = _pared(before.sections, after.sections)
        if before.blocks == after.blocks:
            yield replace(before, blocks=(), sections=below[0]), replace(after, blocks=(), sections=below[1])
        else:
            yield replace(before, sections=below[0]), replace(after, sections=below[1])

"""What adopting a clause version would do to every partnership that has another: found in memory, a redline of the sections that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from docgen.comparison.diff import diff
from docgen.comparison.findings import findings, is_of_substance
from docgen.comparison.redline_summary import change_in_words, grouped_by_finding, place
from docgen.composition.compose import Cache, composed
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.redline import Change, Explanation, Redline
from docgen.document.tree import Document, Section
from docgen.formats.html import redline_writer as html_redline
from docgen.governance.where_used import clause_named
from docgen.library.clauses import Clause, Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.pins import Pin, pins
from docgen.partnership.resolution import resolve
from docgen.partnership.with_version import with_version
from docgen.sources.files import HouseStyle
from docgen.sources.parallel import in_parallel

WORTH_A_PROCESS = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A change with its place and its words for a reader, and what it means."""

    change: Change
    place: str
    what: str
    findings: tuple[str, ...]

    @property
    def of_substance(self) -> bool:
        return is_of_substance(self.change, self.findings)


@dataclass(frozen=True, slots=True)
class Effect:
    """What would become of a revision: its changes, or the problems that stand in the way.

    `first` are the names of the findings that a board asks after first; `page` are the changed sections with their marks, in HTML, where it was asked for.
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
    """Of one clause version: the effects in the order of the partnerships, the revisions that have that version already, and what could not be read."""

    clause: Clause
    effects: tuple[Effect, ...]
    already: tuple[str, ...] = ()
    unread: tuple[Problem, ...] = ()


def impact(root: Path, name: str, pages: bool = False) -> Impact:
    """What adopting a clause version would do; the highest version there is, if none is named. DocgenError for a clause that cannot be had."""
    library = Library(root)
    id, version = clause_named(library, name)
    clause = library.find(f"{id}@{version or library.versions[id][-1]}", Position(f"clauses/{id}"))
    names = repository.current(root)
    parts = in_parallel(partial(_part, root, clause.id, clause.version, pages), names, WORTH_A_PROCESS)
    found = sorted((effect for part in parts for effect in part.effects), key=lambda effect: names.index(effect.revision))
    already = [revision for part in parts for revision in part.already]
    unread = [problem for part in parts for problem in part.unread]
    return Impact(clause, tuple(found), tuple(sorted(already)), tuple(unread))


def _part(root: Path, id: str, version: int, pages: bool, names: Sequence[str]) -> Impact:
    """The impact on some partnerships."""
    library = Library(root)
    effects: list[Effect] = []
    already: list[str] = []
    unread: list[Problem] = []
    for name in names:
        try:
            partnership = partnership_files.load(root, name)
            own = tuple(pin for pin in pins(partnership) if pin.clause == id)
            others = tuple(pin for pin in own if pin.version != version)
            if others:
                effects.append(_effect(partnership, others, version, library, pages))
            elif own:
                already.append(name)
        except DocgenError as error:
            unread.extend(error.problems)
    return Impact(library.clause(id, version), tuple(effects), tuple(already), tuple(unread))


def _effect(partnership: partnership_files.Partnership, others: tuple[Pin, ...], version: int, library: Library, pages: bool) -> Effect:
    """DocgenError if the revision cannot be composed as it is."""
    cache: Cache = {}
    before = resolve(partnership, library)
    old = composed(before, cache=cache)
    try:
        new = composed(resolve(with_version(partnership, others, version), library, before), cache=cache)
    except DocgenError as error:
        return Effect(partnership.id, others, problems=error.problems)
    redline = differing_sections(old, new)
    explanations = {change.id: Explanation(findings=findings(change)) for change in redline.changes}
    rows = tuple(Row(change, place(redline, change), change_in_words(change), explanations[change.id].findings) for change in redline.changes)
    page = ""
    if pages and rows:
        style = HouseStyle(new.style, library.root)
        page = html_redline.piece(redline, explanations, style, id_prefix(partnership.id))
    return Effect(partnership.id, others, rows, tuple(grouped_by_finding(redline, explanations)), page=page)


def id_prefix(revision: str) -> str:
    """What the ids of a revision begin with in a page with several."""
    return f"{revision.partition('/')[0]}_"


def differing_sections(old: Document, new: Document) -> Redline:
    """The redline of two documents whose sections are the same and in the same order, with those sections alone that differ, and what they stand in.

    It has the same changes as a redline of the whole.
    """
    was, now = _pared(old.sections, new.sections)
    # The covers are equal: what they list would only be compared with itself.
    front = replace(new.front, parties=(), control=())
    return diff(replace(old, front=front, sections=was), replace(new, front=front, sections=now))


Sections = tuple[Section, ...]


def _pared(old: Sections, new: Sections) -> tuple[Sections, Sections]:
    """The sections of both sides without those that are equal; a section that only holds one that differs loses its own text."""
    if [section.id for section in old] != [section.id for section in new]:
        return old, new
    pairs = list(_pairs(old, new))
    return tuple(was for was, _ in pairs), tuple(now for _, now in pairs)


def _pairs(old: Sections, new: Sections) -> Iterator[tuple[Section, Section]]:
    for was, now in zip(old, new, strict=True):
        if was == now:
            continue
        below = _pared(was.sections, now.sections)
        if was.blocks == now.blocks:
            yield replace(was, blocks=(), sections=below[0]), replace(now, blocks=(), sections=below[1])
        else:
            yield replace(was, sections=below[0]), replace(now, sections=below[1])

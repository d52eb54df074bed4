"""Where a clause of the library is used: its pins in all revisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin, pins
from docgen.partnership.revision import Revision
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class Use:
    """A pin, and whether its revision is the latest of the partnership."""

    pin: Pin
    latest: bool


def default_style(root: Path) -> HouseStyle:
    """The house style of pages that are about no single revision: the one that a revision has which names none."""
    return HouseStyle(Revision.model_fields["style"].default, root)


def clause_named(library: Library, name: str, known: frozenset[tuple[str, int]] = frozenset()) -> tuple[str, int | None]:
    """The clause that `kind/name` or `kind/name@2` names, with its version or None. DocgenError for one that neither the library nor `known` has."""
    id, mark, version = name.partition("@")
    have = sorted({*library.versions.get(id, ()), *(number for other, number in known if other == id)})
    if not have:
        of_kind = [other for other in library.versions if other.startswith(f"{id}/")]
        near = f"“{id}” is a kind, with {', '.join(of_kind)}." if of_kind else did_you_mean(id, library.versions)
        raise DocgenError([Problem(Position("clauses"), "unknown-clause", f"There is no clause “{id}”.", "a clause that `docgen clauses` lists", near)])
    if not mark:
        return id, None
    if version not in map(str, have):
        place, seen = Position(f"clauses/{id}"), f"The clause “{id}” has no version {version}." if version else "A version is missing after the “@”."
        raise DocgenError([Problem(place, "unknown-version", seen, f"one of its versions: {', '.join(map(str, have))}")])
    return id, int(version)


def where_used(root: Path, name: str) -> tuple[list[Use], list[Problem]]:
    """The pins of a clause, or of one version of it, in all revisions; and the problems of files that cannot be read. DocgenError for no such clause."""
    latest = frozenset(repository.current(root))
    found: list[Pin] = []
    problems: list[Problem] = []
    for partnership in readable(root, repository.revisions(root), problems):
        found += pins(partnership)
    id, version = clause_named(Library(root), name, frozenset((pin.clause, pin.version) for pin in found))
    return [Use(pin, pin.revision in latest) for pin in found if pin.clause == id and version in (None, pin.version)], problems


def as_json(uses: list[Use]) -> str:
    """The uses as a list of JSON."""
    rows = [
        {
            "revision": use.pin.revision,
            "latest": use.latest,
            "section": use.pin.section,
            "clause": use.pin.clause,
            "version": use.pin.version,
            "file": use.pin.position.file,
            "line": use.pin.position.line,
        }
        for use in uses
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def readable(root: Path, names: Iterable[str], problems: list[Problem]) -> Iterator[Partnership]:
    """The revisions that can be read; the problems of the others are added."""
    for name in names:
        try:
            yield partnership_files.load(root, name)
        except DocgenError as error:
            problems.extend(error.problems)

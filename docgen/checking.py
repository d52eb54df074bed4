"""Everything that is wrong in a repository, or in some of its revisions, on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen import basis, config, locks, overrides, released, releasing, yamlpos
from docgen.build import chosen
from docgen.clauses import Clause, Library
from docgen.compose import compose
from docgen.problems import DocgenError, Position, Problem, did_you_mean
from docgen.revision import Revision
from docgen.values import Date


def check(root: Path, names: Sequence[str], day: Date) -> list[Problem]:
    """The problems of the revisions that are named, or of all and of the library too: what stops a build, edited releases, and a basis that is gone."""
    library = Library(root)
    problems = [problem for name in chosen(root, names) for problem in _of_revision(root, name, library, day)]
    if not names:
        problems += [*_of_library(library), *basis.warnings(library, day)]
    return [*problems, *released.edited(library)]


def _of_revision(root: Path, name: str, library: Library, day: Date) -> Iterator[Problem]:
    known: list[Problem] = []
    try:
        partnership = config.load(root, name, known)
        compose(partnership, library, known)
    except DocgenError as error:
        yield from error.problems
        return
    yield from basis.outdated(partnership, library)
    yield from overrides.expired(partnership, day)
    if locks.is_released(root, name):
        yield from releasing.broken(root, name, library)


def _of_library(library: Library) -> Iterator[Problem]:
    for id, versions in library.versions.items():
        for version in versions:
            try:
                yield from _of_clause(library.clause(id, version), library, version == versions[0])
            except DocgenError as error:
                yield from error.problems


def _of_clause(clause: Clause, library: Library, first: bool) -> Iterator[Problem]:
    """What the front matter of a clause leaves out, and what it names that is not there."""
    if not first and not (clause.front.change and clause.front.changes):
        seen = f"“{clause.name}” does not say what it changes in the version before."
        yield Problem(Position(clause.file), "missing-change", seen, "a line “change: editorial, minor or obligation” and a line “changes: …” that says why")
    known = {*library.versions, *(id.partition("/")[0] for id in library.versions)}
    for key in ("requires", "conflicts"):
        for index, name in enumerate(getattr(clause.front, key)):
            if name not in known and not (key == "requires" and name.partition(".")[0] in Revision.model_fields and "." in name):
                place = yamlpos.locate(clause.head, [key, index])
                expected = "a clause, a kind of clause or a value such as review.next" if key == "requires" else "a clause of the library"
                yield Problem(place, "unknown-clause", f"There is no “{name}”.", expected, did_you_mean(name, known))

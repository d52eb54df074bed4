"""Releasing a revision: what prevents it, which files it writes, and the document that was released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docgen.composition.compose import compose
from docgen.composition.front_matter import STATUS, UNAFFECTED
from docgen.composition.locked_outputs import locked, pinned_clauses, release_problems
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document
from docgen.document.values import Date
from docgen.formats.outputs import path_of
from docgen.governance.checking.check_errors import errors_of_revision, in_words, refusal
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import partnership_files, release_locks
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.release_locks import Lock, digest
from docgen.partnership.repository import chosen
from docgen.sources import files


def release(root: Path, name: str, library: Library, day: Date, reason: str = "") -> list[tuple[Path, bytes]]:
    """The files to write: the lock, the archive and the released clauses of a revision, of the latest if a partnership is named.

    Raises DocgenError with every problem that prevents the release. With a `reason`, errors that `docgen check` finds on that day do
    not prevent it, and the lock names them.
    """
    name = chosen(root, [name])[-1]
    partnership = partnership_files.load(root, name)
    document = compose(partnership, library)
    clauses = pinned_clauses(partnership, library)
    released = release_locks.is_released(root, name)
    errors = [] if released else errors_of_revision(root, name, day)
    problems = [*_unready(partnership, document, clauses), *released_wording.edited(library), *(() if reason else refusal(name, errors, "released"))]
    if released:
        problems += release_problems(root, name, library)
    if problems:
        raise DocgenError(problems)
    if released:
        return []
    lock, archive = locked(root, partnership, document, clauses)
    if errors:
        lock = replace(lock, reason=reason, errors=tuple(map(in_words, errors)))
    return [
        (release_locks.path(root, name), lock.text().encode()),
        (release_locks.archive_path(root, name), archive),
        released_wording.with_releases(root, clauses),
    ]


def _unready(partnership: Partnership, document: Document, clauses: Iterable[Clause]) -> Iterator[Problem]:
    place = partnership.source.entries["status"].position
    if document.front.status != STATUS["approved"][0]:
        advice = f'docgen approve {partnership.id} --by "Name, role" records an approval; docgen status shows who is missing.'
        if partnership.revision.status in UNAFFECTED:
            advice = f"A text with status {partnership.revision.status} is never approved: set “status: approved” or “draft”, and have it approved."
        yield Problem(place, "not-approved", f"“{partnership.id}” is not approved: its status is “{document.front.status}”.", "an approved revision", advice)
    drafts = {clause.name for clause in clauses if clause.front.status == "draft"}
    for pin in pins(partnership):
        if (name := f"{pin.clause}@{pin.version}") in drafts:
            seen, advice = f"The clause “{name}” is a draft.", f"Set its status to approved in clauses/{pin.clause}/v{pin.version}.md."
            yield Problem(pin.position, "draft-clause", seen, "approved clauses in a released revision", advice)


def released_document(root: Path, lock: Lock) -> Document:
    """The released document, from its archive. Raises DocgenError if the archive does not match the lock."""
    from docgen.formats.json import reader

    file = release_locks.archive_path(root, lock.revision)
    data, name = files.read(root, file), files.relative_name(root, file)
    if digest(data) != lock.outputs.get(path_of(Path(), lock.revision, "json").name):
        seen = "This archive is not the one that was released."
        raise DocgenError([Problem(Position(name), "bad-archive", seen, "the file that `docgen release` wrote", "Restore it from git.")])
    return reader.read(data, name)

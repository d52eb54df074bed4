"""Releasing a revision: what prevents it, what is locked, and whether the sources still produce what was released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen import __version__
from docgen.composition.compose import compose
from docgen.composition.front_matter import STATUS, UNAFFECTED, approved_content
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document
from docgen.formats.outputs import formats, path_of, written
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import partnership_files, release_locks
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.release_locks import Lock, digest
from docgen.partnership.repository import chosen
from docgen.sources import files
from docgen.sources.files import HouseStyle


def release(root: Path, name: str, library: Library) -> list[tuple[Path, bytes]]:
    """The files to write: the lock, the archive and the released clauses of a revision, of the latest if a partnership is named.

    Raises DocgenError with every problem that prevents the release.
    """
    name = chosen(root, [name])[-1]
    partnership = partnership_files.load(root, name)
    document = compose(partnership, library)
    clauses = _clauses(partnership, library)
    problems = [*_unready(partnership, document, clauses), *released_wording.edited(library)]
    if release_locks.is_released(root, name):
        problems += release_problems(root, name, library)
    if problems:
        raise DocgenError(problems)
    if release_locks.is_released(root, name):
        return []
    lock, archive = _locked(root, partnership, document, clauses)
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


def _clauses(partnership: Partnership, library: Library) -> list[Clause]:
    """The clause versions that a revision uses, in alphabetical order."""
    return [library.clause(*key) for key in sorted({(pin.clause, pin.version) for pin in pins(partnership)})]


def _locked(root: Path, partnership: Partnership, document: Document, clauses: Iterable[Clause]) -> tuple[Lock, bytes]:
    style = HouseStyle(document.style, root)
    outputs = {path_of(Path(), document.id, format).name: written(document, style, format) for format in formats()}
    approved = [approval.line for approval in partnership.approvals if approval.of == partnership.name]
    paths = [root / place for place in dict.fromkeys(file.position.file for file in partnership.chain)]
    paths += [root / clause.file for clause in clauses] + sorted(file for file in style.folder.rglob("*") if file.is_file())
    lock = Lock(
        document.id,
        __version__,
        approved_content(partnership, document),
        tuple(approved),
        {files.relative_name(root, file): digest(files.read(root, file)) for file in paths},
        {clause.name: released_wording.wording_digest(clause) for clause in clauses},
        {name: digest(data) for name, data in outputs.items()},
    )
    return lock, outputs[path_of(Path(), document.id, "json").name]


def release_problems(root: Path, name: str, library: Library) -> list[Problem]:
    """Why a released revision no longer produces what was released: a Problem that names the changed sources, or none."""
    lock = release_locks.read(root, name)
    try:
        partnership = partnership_files.load(root, name)
        current, _ = _locked(root, partnership, compose(partnership, library), _clauses(partnership, library))
    except DocgenError as error:
        return [*error.problems, release_locks.broken_release(root, lock, list(lock.outputs), [])]
    outputs = release_locks.different(lock, current.outputs)
    changed = [file for file in {**lock.sources, **current.sources} if lock.sources.get(file) != current.sources.get(file)]
    changed += ["its approvals"] if lock.approvals != current.approvals else []
    return [release_locks.broken_release(root, lock, outputs, changed)] if outputs else []


def released_document(root: Path, lock: Lock) -> Document:
    """The released document, from its archive. Raises DocgenError if the archive does not match the lock."""
    from docgen.formats.json import reader

    file = release_locks.archive_path(root, lock.revision)
    data, name = files.read(root, file), files.relative_name(root, file)
    if digest(data) != lock.outputs.get(path_of(Path(), lock.revision, "json").name):
        seen = "This archive is not the one that was released."
        raise DocgenError([Problem(Position(name), "bad-archive", seen, "the file that `docgen release` wrote", "Restore it from git.")])
    return reader.read(data, name)

"""What a release locks: the digests of the sources, clauses and outputs of a revision; and whether its sources still give them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docgen import __version__
from docgen.composition.compose import compose
from docgen.composition.front_matter import approved_content
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import Document
from docgen.formats.outputs import formats, path_of, written
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import partnership_files, release_locks
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.release_locks import Lock, digest
from docgen.sources import files
from docgen.sources.files import HouseStyle


def pinned_clauses(partnership: Partnership, library: Library) -> list[Clause]:
    """The clause versions that a revision uses, in alphabetical order."""
    return [library.clause(*key) for key in sorted({(pin.clause, pin.version) for pin in pins(partnership)})]


def locked(root: Path, partnership: Partnership, document: Document, clauses: Iterable[Clause]) -> tuple[Lock, bytes]:
    """The lock of a revision as its sources are now, without errors that a person accepted; and its archive."""
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
        current, _ = locked(root, partnership, compose(partnership, library), pinned_clauses(partnership, library))
    except DocgenError as error:
        return [*error.problems, release_locks.broken_release(root, lock, list(lock.outputs), [])]
    outputs = release_locks.different(lock, current.outputs)
    changed = [file for file in {**lock.sources, **current.sources} if lock.sources.get(file) != current.sources.get(file)]
    changed += ["its approvals"] if lock.approvals != current.approvals else []
    return [release_locks.broken_release(root, lock, outputs, changed)] if outputs else []

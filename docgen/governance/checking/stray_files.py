"""Files that docgen passes over because of their name or their folder, although somebody meant it to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from docgen.document.problems import Position, Problem, did_you_mean
from docgen.library.document_profiles import PROFILES, REQUIREMENTS
from docgen.library.law_register import FILE as LAW
from docgen.library.released_wording import FILE as RELEASED
from docgen.library.superseded import FILE as SUPERSEDED
from docgen.partnership import approvals, release_locks
from docgen.sources import files

_CLAUSE = re.compile(r"clauses/[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*/v[1-9][0-9]*\.md")
_MARKDOWN = re.compile(r".*\.(md|markdown|mdown)(\.txt)?", re.IGNORECASE)
_YAML = re.compile(r".*\.ya?ml(\.txt)?", re.IGNORECASE)
_OF_LIBRARY = (LAW, SUPERSEDED, PROFILES, REQUIREMENTS)
_RECORDS = (approvals.FILE, approvals.REVIEWS, Path(RELEASED).name)


def stray_files(root: Path) -> Iterator[Problem]:
    """A Problem for each: clauses and files of the library under another name, folders of clauses that cannot be read, releases without
    their revision, and approvals that no command reads. Misplaced revisions are reported where revisions are read."""
    for path, readable in _walk(root / "clauses"):
        name, place = files.relative_name(root, path), Position(files.relative_name(root, path))
        if not readable:
            advice = "Is it a broken link, or do you lack permission to read it?"
            yield Problem(place, "unreadable-folder", "This folder of clauses cannot be read.", "a folder", advice)
        elif _MARKDOWN.fullmatch(path.name) and path.name.casefold() != "readme.md" and not _CLAUSE.fullmatch(name):
            expected = "clauses/KIND/NAME/v1.md, with folders named in lower-case letters, digits and hyphens"
            yield Problem(place, "misplaced-file", "docgen reads no clause from this folder, or none of this name.", expected, "Move or rename it.")
        elif _YAML.fullmatch(path.name) and name not in _OF_LIBRARY:
            expected, advice = f"one of {', '.join(_OF_LIBRARY)}", did_you_mean(name, _OF_LIBRARY) or "Move or rename it."
            yield Problem(place, "misplaced-file", "docgen reads no file of this name.", expected, advice)
        elif near := _near_record(path.name, _RECORDS):
            yield _misnamed(place, near)
    yield from _of_partnerships(root)


def _of_partnerships(root: Path) -> Iterator[Problem]:
    for path, readable in _walk(root / "partnerships"):
        place = Position(files.relative_name(root, path))
        revision = path.with_suffix(".yaml")
        if readable and path.suffix == release_locks.SUFFIX and not files.exists(revision):
            seen, expected = "This is the lock of a released revision that is gone.", f"the file {files.relative_name(root, revision)}"
            yield Problem(place, "released-removed", seen, expected, f"Restore it: git checkout -- {files.relative_name(root, revision)}.")
        elif readable and (near := _near_record(path.name, (approvals.FILE,))):
            yield _misnamed(place, near)


def _near_record(name: str, known: tuple[str, ...]) -> str:
    """The name of the record that a file was probably meant to be; "" if it is that record, or none."""
    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.8)
    return near[0] if near and name not in known else ""


def _misnamed(place: Position, near: str) -> Problem:
    return Problem(place, "misplaced-file", "docgen reads no file of this name.", near, f"Rename it to {near}.")


def _walk(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The files below a folder, and the folders and links below it that cannot be read, in alphabetical order; and whether each can."""
    inside = files.listed(folder)
    if inside is None and files.exists(folder):
        yield folder, False
    for path in inside or ():
        if files.is_folder(path) and not path.is_symlink():
            yield from _walk(path)
        elif not files.is_folder(path):
            yield path, not files.leads_nowhere(path)

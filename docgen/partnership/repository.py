"""A docs repository: where it is, and which revisions of which partnerships it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.sources import files


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `partnerships/`. Raises DocgenError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "partnerships").is_dir():
            return folder
    seen, advice = "There is no folder “partnerships” here or above.", "Make one with `docgen init DIR`, or name it with --root."
    raise DocgenError([Problem(Position(start.as_posix()), "no-repository", seen, "a docs repository", advice)])


LOOKS_LIKE_A_REVISION = re.compile(r"[^.].*\.ya?ml(\.txt)?", re.IGNORECASE)
"""The name of a file that somebody meant to be a revision; programs add `.txt`."""


def revisions(root: Path, partnership: str = "") -> Iterator[str]:
    """The ids of all revisions, or of one partnership's, ordered by partnership and then by revision.

    A file with an invalid name or in the wrong folder is included ("halton/2020.yml", "loose.yaml"), and so is a folder that cannot be
    read ("halton/"), so that loading it reports the problem.
    """
    for path in files.listed(root / "partnerships") or ():
        if partnership not in ("", path.name):
            continue
        if files.is_folder(path):
            # What is no revision comes first, so that it is never the latest one.
            yield from sorted(_below(path, path.name), key=lambda id: (id.count("/") == 1 and not id.endswith("/"), id))
        elif LOOKS_LIKE_A_REVISION.fullmatch(path.name):
            yield path.name
        elif files.leads_nowhere(path):
            yield f"{path.name}/"


def _below(folder: Path, name: str) -> Iterator[str]:
    """The ids of the files in the folder of a partnership and in folders below it, where none should be."""
    inside = files.listed(folder)
    if inside is None:
        yield f"{name}/"
    for path in inside or ():
        if LOOKS_LIKE_A_REVISION.fullmatch(path.name):
            yield f"{name}/{path.name if '/' in name else path.name.removesuffix('.yaml')}"
        elif files.is_folder(path) and not path.is_symlink():
            yield from _below(path, f"{name}/{path.name}")


def current(root: Path) -> tuple[str, ...]:
    """The latest revision of each partnership: the last in order."""
    return tuple({name.partition("/")[0]: name for name in revisions(root)}.values())


def chosen(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The revisions named, where `halton` means all of its revisions; every revision if there are no names. Raises DocgenError for unknown names."""
    every = tuple(revisions(root))
    out: dict[str, None] = {}
    problems = []
    for name in names or every:
        found = [r for r in every if r == name or r.partition("/")[0] == name]
        if not found:
            known = [*every, *(r.partition("/")[0] for r in every)]
            seen, expected = f"There is no partnership or revision “{name}”.", "a name that `docgen list` shows"
            problems.append(Problem(Position("partnerships"), "unknown-revision", seen, expected, did_you_mean(name, known)))
        out.update(dict.fromkeys(found))
    if problems:
        raise DocgenError(problems)
    return tuple(out)


def shipped() -> Path:
    """The folder of the starter files: inside an installed package, or the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "starter_files"
    return installed if installed.is_dir() else package.parent

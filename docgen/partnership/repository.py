"""A docs repository: where it is, and which revisions of which partnerships it has."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem, did_you_mean


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `partnerships/`. Raises DocgenError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "partnerships").is_dir():
            return folder
    seen, advice = "There is no folder “partnerships” here or above.", "Make one with `docgen init DIR`, or name it with --root."
    raise DocgenError([Problem(Position(start.as_posix()), "no-repository", seen, "a docs repository", advice)])


def revisions(root: Path, partnership: str = "") -> Iterator[str]:
    """The ids of all revisions, or of one partnership's, ordered by partnership and then by revision.

    A file with an invalid name is included, so that loading it reports the problem.
    """
    folder = glob.escape(partnership) if partnership.strip(".") else "*"
    paths = [path for path in (root / "partnerships").glob(f"{folder}/*.y*ml") if path.suffix in (".yaml", ".yml")]
    for path in sorted(paths, key=lambda path: (path.parent.name, path.stem)):
        yield f"{path.parent.name}/{path.stem if path.suffix == '.yaml' else path.name}"


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

"""A docs repository: where it is, and which revisions of which partnerships it has."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem, did_you_mean


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `partnerships/`; DocgenError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "partnerships").is_dir():
            return folder
    raise DocgenError(
        [
            Problem(
                Position(start.as_posix()),
                "no-repository",
                "No folder “partnerships” is here or above.",
                "a docs repository",
                "Make one with `docgen init DIR`, or name it with --root.",
            )
        ]
    )


def revisions(root: Path, partnership: str = "") -> Iterator[str]:
    """The ids of all revisions, or of those of one partnership, in order: by partnership, then by revision.

    A file whose name is no id is there too, to be told of.
    """
    folder = glob.escape(partnership) if partnership.strip(".") else "*"
    paths = [path for path in (root / "partnerships").glob(f"{folder}/*.y*ml") if path.suffix in (".yaml", ".yml")]
    for path in sorted(paths, key=lambda path: (path.parent.name, path.stem)):
        yield f"{path.parent.name}/{path.stem if path.suffix == '.yaml' else path.name}"


def current(root: Path) -> tuple[str, ...]:
    """The latest revision of each partnership, the last in their order."""
    return tuple({name.partition("/")[0]: name for name in revisions(root)}.values())


def chosen(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The revisions that `halton` (all of its revisions) and `halton/2019` name; all there are for no names at all."""
    every = tuple(revisions(root))
    out: dict[str, None] = {}
    problems = []
    for name in names or every:
        found = [r for r in every if r == name or r.partition("/")[0] == name]
        if not found:
            known = [*every, *(r.partition("/")[0] for r in every)]
            problems.append(
                Problem(
                    Position("partnerships"),
                    "unknown-revision",
                    f"There is no partnership or revision “{name}”.",
                    "a name that `docgen list` shows",
                    did_you_mean(name, known),
                )
            )
        out.update(dict.fromkeys(found))
    if problems:
        raise DocgenError(problems)
    return tuple(out)

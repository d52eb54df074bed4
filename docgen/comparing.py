"""Two revisions, wherever they are kept, made a redline that says why: `halton/2019`, `halton@v1.2`, `halton/2019@main`, an archive."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from docgen import config, files, yamlpos
from docgen.build import chosen
from docgen.causes import Sources, told
from docgen.clauses import Library
from docgen.compose import compose
from docgen.diff import diff
from docgen.problems import DocgenError, Position, Problem
from docgen.readers import json as archive
from docgen.redline import Redline, Told
from docgen.tree import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """A redline, and for each of its changes why it was made and what it means."""

    redline: Redline
    told: dict[int, Told]


@dataclass(frozen=True, slots=True)
class _Side:
    document: Document
    partnership: config.Partnership | None


def compared(root: Path, old: str, new: str) -> Comparison:
    """What became of `old`. DocgenError with what is wrong with either side."""
    library = Library(root)
    with ExitStack() as stack:
        problems: list[Problem] = []
        sides = []
        for name in (old, new):
            try:
                sides.append(_side(root, name, library, stack))
            except DocgenError as error:
                problems += error.problems
        if problems:
            raise DocgenError(problems)
        before, after = sides
        redline = diff(before.document, after.document)
        return Comparison(redline, told(redline, Sources(before.partnership, after.partnership, library)))


def consecutive(root: Path) -> Iterator[tuple[str, str]]:
    """Each revision that extends another, after that other."""
    for name in config.revisions(root):
        base = yamlpos.at(config.load(root, name).chain[0], ["extends"])
        if isinstance(base, yamlpos.Scalar) and base.text:
            yield f"{name.partition('/')[0]}/{base.text}", name


def _side(root: Path, name: str, library: Library, stack: ExitStack) -> _Side:
    if name.endswith(".json"):
        path = Path(name).resolve()
        return _Side(archive.read(files.read(path.parent, path), name), None)
    revision, _, commit = name.partition("@")
    if commit:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        _check_out(commit, root, name, library.root)
        library = Library(root)
    found = chosen(root, [revision])[-1]
    partnership = config.load(root, found)
    return _Side(compose(partnership, library), partnership)


def _check_out(commit: str, folder: Path, name: str, root: Path) -> None:
    """Put the sources as they were at a commit into a folder. DocgenError if git knows no such commit, or has no sources there."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", commit, "partnerships", "clauses"]
    try:
        made = subprocess.run(command, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(made)) as tar:
            tar.extractall(folder, filter="data")
    except (OSError, subprocess.CalledProcessError, tarfile.TarError) as error:
        said = error.stderr.decode(errors="replace").strip() if isinstance(error, subprocess.CalledProcessError) else str(error)
        seen = f"The sources at “{commit}” cannot be had from git: {said.splitlines()[0] if said else 'no such commit'}."
        raise DocgenError([Problem(Position(name), "unknown-commit", seen, "a commit, branch or tag of this repository")]) from None

"""Compares two revisions, wherever they are kept, or files, and explains each change: `halton/2019`, `halton@v1.2`, `halton/2019@main`, `returned.docx`."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.comparison.diff import diff
from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Position, Problem, collecting
from docgen.document.tree import Document
from docgen.formats.read_file import Settling
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.repository import chosen
from docgen.redlines.causes_of_change import Sources, explained_changes
from docgen.redlines.compare_sides import compare_sides
from docgen.redlines.compared_files import ComparedFile, Side, is_file, opened, side_of
from docgen.redlines.explained_redline import Comparison
from docgen.sources import yaml_tree


@dataclass(frozen=True, slots=True)
class _Side:
    side: Side
    partnership: partnership_files.Partnership | None = None

    @property
    def document(self) -> Document:
        return self.side.document


Named = str | ComparedFile
"""A revision or a file by its name, or a file that has been opened."""


def compare(root: Path, old: Named, new: Named, *, changes: Settling | None = None) -> Comparison:
    """The comparison of two revisions or files. Raises DocgenError with the problems of both.

    A revision compared with a file is taken in the form in which a reader of files gives it. Nothing then shows why a text changed. `changes` says what
    becomes of tracked changes that a file holds.
    """
    library = Library(root)
    with ExitStack() as stack:
        problems: list[Problem] = []
        sides: list[_Side] = []
        for name in (old, new):
            with collecting(problems):
                file = opened(name) if isinstance(name, str) and is_file(name) else name
                sides.append(_side(root, file, library, stack) if isinstance(file, str) else _Side(side_of(file, changes)))
        if problems:
            raise DocgenError(problems)
        before, after = sides
        return compare_sides(before.side, after.side, root) if before.side.read or after.side.read else _comparison(before, after, library)


def compare_files(before: partnership_files.Partnership, after: partnership_files.Partnership, library: Library) -> Comparison:
    """The comparison of a revision before and after a change of its file. Raises DocgenError if either cannot be composed."""
    return _comparison(_Side(Side(compose(before, library)), before), _Side(Side(compose(after, library)), after), library)


def _comparison(before: _Side, after: _Side, library: Library) -> Comparison:
    redline = diff(before.document, after.document)
    return Comparison(redline, explained_changes(redline, Sources(before.partnership, after.partnership, library)))


def _composed(root: Path, name: str, library: Library, id: str = "") -> _Side:
    partnership = partnership_files.load(root, name)
    document = compose(partnership, library)
    return _Side(Side(replace(document, id=id) if id else document), partnership)


@dataclass(frozen=True, slots=True)
class Since:
    """The revisions that changed since a commit. A new revision is compared with the one it extends."""

    changed: tuple[Comparison, ...]
    added: tuple[str, ...] = ()
    """New revisions that extend none."""
    removed: tuple[str, ...] = ()

    @property
    def of_substance(self) -> bool:
        """Whether anything other than order and appearance changed."""
        return bool(self.added or self.removed) or any(each.of_substance for each in self.changed)


def since(root: Path, commit: str, names: Sequence[str] = ()) -> Since:
    """The revisions, all or those named, whose text differs from that at `commit`. Raises DocgenError with every problem found."""
    changed: list[Comparison] = []
    added: list[str] = []
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        check_out(commit, base, f"--since {commit}", root)
        before, after, libraries = set(repository.revisions(base)), chosen(root, names), (Library(base), Library(root))
        for name in after:
            with collecting(problems):
                old = name if name in before else predecessor(root, name)
                if not old:
                    added.append(name)
                    continue
                side = _composed(base, name, libraries[0], f"{name}@{commit}") if name in before else _composed(root, old, libraries[1])
                comparison = _comparison(side, _composed(root, name, libraries[1]), libraries[1])
                changed += [comparison] if comparison.redline.changes else []
    if problems:
        raise DocgenError(problems)
    return Since(tuple(changed), tuple(added), tuple(sorted(before - set(after))) if not names else ())


def predecessor(root: Path, name: str) -> str:
    """The revision that a revision extends; "" if it extends none."""
    base = yaml_tree.at(partnership_files.load(root, name).chain[0], ["extends"])
    return f"{name.partition('/')[0]}/{base.text}" if isinstance(base, yaml_tree.Scalar) and base.text else ""


def consecutive(root: Path) -> Iterator[tuple[str, str]]:
    """Each revision that extends another, preceded by that other."""
    for name in repository.revisions(root):
        if base := predecessor(root, name):
            yield base, name


def _side(root: Path, name: str, library: Library, stack: ExitStack) -> _Side:
    revision, _, commit = name.partition("@")
    if commit:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        check_out(commit, root, name, library.root)
        library = Library(root)
    return _composed(root, chosen(root, [revision])[-1], library)


def check_out(commit: str, folder: Path, name: str, root: Path) -> None:
    """Put the sources as they were at a commit into a folder. Raises DocgenError if git has no such commit, or no sources in it."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", commit, "partnerships", "clauses"]
    try:
        data = subprocess.run(command, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            tar.extractall(folder, filter="data")
    except (OSError, subprocess.CalledProcessError, tarfile.TarError) as error:
        message = error.stderr.decode(errors="replace").strip() if isinstance(error, subprocess.CalledProcessError) else str(error)
        seen = f"git cannot give the sources at “{commit}”: {message.splitlines()[0] if message else 'no such commit'}."
        raise DocgenError([Problem(Position(name), "unknown-commit", seen, "a commit, branch or tag of this repository")]) from None

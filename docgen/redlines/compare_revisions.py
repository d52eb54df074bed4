"""Compares two revisions, wherever they are kept, and explains each change: `halton/2019`, `halton@v1.2`, `halton/2019@main`, an archive."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.comparison.change_findings import is_of_substance
from docgen.comparison.diff import diff
from docgen.composition.compose import compose
from docgen.document.explanation import Explanation
from docgen.document.problems import DocgenError, Position, Problem, collecting
from docgen.document.redline import Redline
from docgen.document.tree import Document
from docgen.formats.json import reader as archive
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.repository import chosen
from docgen.redlines.causes_of_change import Sources, explained_changes
from docgen.sources import files, yaml_tree


@dataclass(frozen=True, slots=True)
class Comparison:
    """A redline, and why each of its changes was made and what it means, by the id of the change."""

    redline: Redline
    explanations: dict[int, Explanation]


@dataclass(frozen=True, slots=True)
class _Side:
    document: Document
    partnership: partnership_files.Partnership | None


def compare(root: Path, old: str, new: str) -> Comparison:
    """The comparison of two revisions. Raises DocgenError with the problems of both."""
    library = Library(root)
    with ExitStack() as stack:
        problems: list[Problem] = []
        sides = []
        for name in (old, new):
            with collecting(problems):
                sides.append(_side(root, name, library, stack))
        if problems:
            raise DocgenError(problems)
        return _comparison(sides[0], sides[1], library)


def compare_files(before: partnership_files.Partnership, after: partnership_files.Partnership, library: Library) -> Comparison:
    """The comparison of a revision before and after a change of its file. Raises DocgenError if either cannot be composed."""
    return _comparison(_Side(compose(before, library), before), _Side(compose(after, library), after), library)


def _comparison(before: _Side, after: _Side, library: Library) -> Comparison:
    redline = diff(before.document, after.document)
    return Comparison(redline, explained_changes(redline, Sources(before.partnership, after.partnership, library)))


def _composed(root: Path, name: str, library: Library, id: str = "") -> _Side:
    partnership = partnership_files.load(root, name)
    document = compose(partnership, library)
    return _Side(replace(document, id=id) if id else document, partnership)


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
        changes = ((change, each.explanations[change.id].findings) for each in self.changed for change in each.redline.changes)
        return bool(self.added or self.removed) or any(is_of_substance(change, findings) for change, findings in changes)


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
    if name.endswith(".json"):
        path = Path(name).resolve()
        return _Side(archive.read(files.read(path.parent, path), name), None)
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

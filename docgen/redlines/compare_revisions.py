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

from docgen.comparison.change_findings import is_of_substance
from docgen.comparison.diff import diff
from docgen.composition.compose import compose
from docgen.document.explanation import Explanation
from docgen.document.problems import DocgenError, Position, Problem, collecting
from docgen.document.redline import Redline
from docgen.document.tree import Document
from docgen.formats.docx.reading.saved_at import NO_TIME, saved_at
from docgen.formats.outputs import written
from docgen.formats.read_file import Settling
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.repository import chosen
from docgen.redlines.causes_of_change import Sources, explained_changes
from docgen.redlines.compared_files import ComparedFile, Side, comparable, is_file, not_compared, opened, side_of
from docgen.sources import yaml_tree
from docgen.sources.files import HouseStyle, default_style


@dataclass(frozen=True, slots=True)
class Comparison:
    """A redline, and why each of its changes was made and what it means, by the id of the change."""

    redline: Redline
    explanations: dict[int, Explanation]
    notes: tuple[str, ...] = ()
    """What differs and is not among the changes, as sentences."""


@dataclass(frozen=True, slots=True)
class _Side:
    side: Side
    partnership: partnership_files.Partnership | None = None
    file: ComparedFile | None = None

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
                sides.append(_side(root, file, library, stack) if isinstance(file, str) else _Side(side_of(file, changes), None, file))
        if problems:
            raise DocgenError(problems)
        before, after = sides
        return _of_files(before, after, root) if before.side.read or after.side.read else _comparison(before, after, library)


def _of_files(old: _Side, new: _Side, root: Path) -> Comparison:
    date = saved_at(new.file.data, new.file.name) if new.file and new.file.kind == "docx" else new.document.front.timestamp or NO_TIME
    before, after = _as_markdown(old.side, new.side, root), _as_markdown(new.side, old.side, root)
    redline = diff(*comparable(before, after, default_style(root), date))
    return Comparison(redline, explained_changes(redline, Sources(None, None, None)), tuple(not_compared(before, after)))


def _as_markdown(side: Side, other: Side, root: Path) -> Side:
    """A revision that is compared with Markdown as its own Markdown shows it: there a structure chart is a list."""
    if side.read is not None or other.kind != "markdown":
        return side
    document = side.document
    data = written(document, HouseStyle(document.style, root), "markdown")
    return side_of(ComparedFile(document.id, data, "markdown"), None)


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

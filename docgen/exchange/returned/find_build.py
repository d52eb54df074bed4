"""Which build of which revision a returned file was made of."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz

from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import number_of
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import Document, Section, plain, walk
from docgen.exchange.fitting.fitted_sources import Composed, composed_revision
from docgen.formats.reading.file_text import Origins
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository

_MOST_COMMITS = 60
"""How many of the latest commits to the sources are tried."""
_MOST_CANDIDATES = 3
_ALIKE = 40
"""The least likeness, in per cent, of a revision that is named as a candidate."""


@dataclass(frozen=True, slots=True)
class Build:
    """The revision as it was composed for the file. `commit` is where its sources are, "" for those of today; `sure` says how it was found."""

    base: Composed
    library: Library
    commit: str
    sure: str


def build_of(root: Path, origins: Origins, returned: Document, file: str, of: str, stack: ExitStack) -> Build:
    """The build of a file with these origins; `of` names the revision if the file does not. Raises DocgenError, with candidates, rather than guess.

    Sources of an earlier commit are put into a folder that lasts as long as `stack`.
    """
    known = tuple(repository.revisions(root))
    name = of or origins.revision
    if name not in known:
        raise DocgenError([_unknown(root, known, name, returned, file)])
    library = Library(root)
    base = composed_revision(root, partnership_files.load(root, name), library)
    total = len(origins.sections)
    if not total:
        return Build(base, library, "", f"The file has lost docgen’s record of its sections; it is compared with {name} as it is now.")
    changed = different(base.document, origins)
    if not changed:
        return Build(base, library, "", f"It was made of {name}; all {number_of(total, 'section')} are as docgen composes them now.")
    if of and origins.revision and of != origins.revision:
        raise DocgenError([_of_another(file, of, origins.revision)])
    from docgen.redlines.compare_revisions import check_out  # needed only here, and slow to load

    for commit in _commits(root):
        folder = Path(stack.enter_context(TemporaryDirectory()))
        try:
            check_out(commit, folder, name, root)
            then = Library(folder)
            earlier = composed_revision(folder, partnership_files.load(folder, name), then)
        except DocgenError:
            continue  # the revision was not there yet, or did not compose
        if not different(earlier.document, origins):
            sure = f"It was made of {name} at the commit {commit[:10]}; since then {number_of(len(changed), 'section')} changed: {', '.join(changed)}."
            return Build(earlier, then, commit, sure)
    sure = f"It was made of an earlier {name}, which no commit has; compared with {name} as it is now, {number_of(len(changed), 'section')} differ: "
    return Build(base, library, "", f"{sure}{', '.join(changed)}. Changes there may be docgen’s own.")


def different(document: Document, origins: Origins) -> list[str]:
    """The ids of the sections that a file knows with another content than the document gives them, or that only one of the two has."""
    sections = [node for top in document.sections for node in walk(top) if isinstance(node, Section)]
    made = {node.id: node.origin.digest if node.origin else "" for node in sections}
    known = {row.id: row.digest for row in origins.sections}
    return [id for id in dict.fromkeys([*known, *made]) if known.get(id) != made.get(id)]


def _commits(root: Path) -> Iterator[str]:
    """The latest commits that changed partnerships or clauses, the newest first; none without git."""
    command = ["git", "-C", str(root), "log", f"--max-count={_MOST_COMMITS}", "--format=%H", "--", "partnerships", "clauses"]
    try:
        yield from subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return


def _of_another(file: str, of: str, named: str) -> Problem:
    seen = f"This file says that it was made of “{named}”, not of “{of}”."
    return Problem(Position(file), "unknown-file", seen, f"--of {named}, or no --of")


def _unknown(root: Path, known: tuple[str, ...], name: str, returned: Document, file: str) -> Problem:
    seen = f"This file says that it was made of “{name}”, which is no revision here." if name else "This file does not say which revision it was made of."
    near = ", ".join(f"{each} ({share} % alike)" for share, each in _candidates(root, known, returned))
    advice = did_you_mean(name, known) if name else ""
    return Problem(Position(file), "unknown-file", seen, f"--of with its revision{f': perhaps {near}' if near else ''}", advice)


def _candidates(root: Path, known: tuple[str, ...], returned: Document) -> list[tuple[int, str]]:
    """The revisions whose words are most like those of the file, with their likeness in per cent."""
    library, words, found = Library(root), _words(returned), []
    for name in known:
        try:
            document = composed_revision(root, partnership_files.load(root, name), library).document
        except DocgenError:
            continue  # its own check tells what is wrong with it
        if (share := round(fuzz.token_set_ratio(words, _words(document)))) >= _ALIKE:
            found.append((share, name))
    return sorted(found, reverse=True)[:_MOST_CANDIDATES]


def _words(document: Document) -> str:
    lines = (plain(node.inlines) for top in document.sections for node in walk(top) if hasattr(node, "inlines"))
    return " ".join(dict.fromkeys(word for line in lines for word in line.split()))

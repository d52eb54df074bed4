"""The released wording of clauses: `clauses/released.lock` holds a digest of each version that a released document has, for ever."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.library.clauses import REFERENCE, Clause, Library
from docgen.sources import files, yaml_tree

FILE = "clauses/released.lock"
HEAD = "# The released clause versions and the SHA-256 of their wording. Their text never changes: a new wording is a new version.\n"
_LINE = re.compile(r"([0-9a-f]{64}) +(\S+)")


@dataclass(frozen=True, slots=True)
class Release:
    """One line of the file."""

    clause: str
    version: int
    digest: str
    position: Position

    @property
    def name(self) -> str:
        return f"{self.clause}@{self.version}"


def wording_digest(clause: Clause) -> str:
    """The SHA-256, in hexadecimal, of all that makes a clause's text: its title, its body, and what its parameters may hold.

    Status, notes, summary and basis are the library's own book-keeping, which goes on after a release.
    """
    asked = {
        parameter.name: [parameter.type, parameter.of, parameter.default and yaml_tree.plain(parameter.default), parameter.options, parameter.columns]
        for parameter in clause.parameters.values()
    }
    said = json.dumps([clause.front.title, asked, clause.text.strip()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def released(root: Path) -> dict[str, Release]:
    """The releases by name, `funding/own-costs@1`. DocgenError for lines of another form."""
    path = root / FILE
    if not path.exists():
        return {}
    out: dict[str, Release] = {}
    problems = []
    for number, line in enumerate(files.read_text(root, path).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        named = REFERENCE.fullmatch(found[2]) if found else None
        if found and named:
            release = Release(named[1], int(named[2]), found[1], Position(FILE, number))
            out[release.name] = release
        else:
            expected = "a SHA-256 and a clause version, as `docgen clause release` writes them"
            problems.append(Problem(Position(FILE, number), "bad-release", "This line names no released wording.", expected, "Restore the file from git."))
    if problems:
        raise DocgenError(problems)
    return out


def with_releases(root: Path, clauses: Iterable[Clause]) -> tuple[Path, bytes]:
    """The file with the wording of some more clause versions, to be written. DocgenError for a version that was released with another wording."""
    known = released(root)
    digests = {name: release.digest for name, release in known.items()}
    problems = []
    for clause in clauses:
        digest = wording_digest(clause)
        if digests.setdefault(clause.name, digest) != digest:
            problems.append(_edited(clause, known[clause.name]))
    if problems:
        raise DocgenError(problems)
    lines = (f"{digest}  {name}\n" for name, digest in sorted(digests.items(), key=lambda row: (row[0].partition("@")[0], int(row[0].partition("@")[2]))))
    return root / FILE, (HEAD + "".join(lines)).encode()


def with_named(library: Library, names: Iterable[str]) -> tuple[Path, bytes]:
    """The file with the wording of the versions that are named, the latest of a clause if none is. DocgenError for those that are not approved."""
    clauses: list[Clause] = []
    problems: list[Problem] = []
    for name in names:
        id, _, version = name.partition("@")
        latest = library.versions.get(id, (1,))[-1]
        try:
            clauses.append(clause := library.find(f"{id}@{version or latest}", Position(name)))
        except DocgenError as error:
            problems += error.problems
            continue
        if clause.front.status == "draft":
            place = yaml_tree.locate(clause.head, ["status"])
            problems.append(Problem(place, "draft-clause", f"The clause “{clause.name}” is a draft.", "status: approved, for a version that is released"))
    if problems:
        raise DocgenError(problems)
    return with_releases(library.root, clauses)


def edited(library: Library) -> Iterator[Problem]:
    """What became of released wording: a Problem for each version that was edited or is gone."""
    for release in released(library.root).values():
        if release.version not in library.versions.get(release.clause, ()):
            file = f"clauses/{release.clause}/v{release.version}.md"
            seen = f"The released clause “{release.name}” is gone."
            yield Problem(
                release.position, "released-removed", seen, f"its file {file}", f"Restore it: git checkout -- {file}. `status: withdrawn` retires a clause."
            )
            continue
        try:
            clause = library.clause(release.clause, release.version)
        except DocgenError:
            continue  # what is wrong in the file is told of by whoever reads the library
        if wording_digest(clause) != release.digest:
            yield _edited(clause, release)


def _edited(clause: Clause, release: Release) -> Problem:
    return Problem(
        Position(clause.file),
        "released-edited",
        f"The wording of “{clause.name}” is not what was released: its title, text or parameters were edited.",
        f"the wording with the SHA-256 {release.digest[:12]}… of {FILE}",
        f"Undo the edit: git checkout -- {clause.file}. For a new wording: docgen clause bump {clause.id}.",
    )

"""The released wording of clauses: `clauses/released.lock` keeps the digest of each version that a released document uses."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, collecting
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

    Status, notes, summary and law are the library's own records, which may change after a release.
    """
    parameters = {p.name: [p.type, p.of, p.default and yaml_tree.plain(p.default), p.options, p.columns] for p in clause.parameters.values()}
    wording = json.dumps([clause.front.title, parameters, clause.text.strip()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(wording.encode()).hexdigest()


def released(root: Path) -> dict[str, Release]:
    """The releases by name, `funding/own-costs@1`. Raises DocgenError for malformed lines."""
    path = root / FILE
    if not path.exists():
        return {}
    out: dict[str, Release] = {}
    problems = []
    for number, line in enumerate(files.read_text(root, path).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        reference = REFERENCE.fullmatch(found[2]) if found else None
        if found and reference:
            release = Release(reference[1], int(reference[2]), found[1], Position(FILE, number))
            out[release.name] = release
        else:
            expected = "a SHA-256 and a clause version, as `docgen clause release` writes them"
            problems.append(Problem(Position(FILE, number), "bad-release", "This line is not a valid release record.", expected, "Restore the file from git."))
    if problems:
        raise DocgenError(problems)
    return out


def with_releases(root: Path, clauses: Iterable[Clause]) -> tuple[Path, bytes]:
    """The file to write, with the wording of more clause versions added. Raises DocgenError for a version that was released with another wording."""
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
    """The file to write, with the wording of the named versions added; `kind/name` names the latest. Raises DocgenError for those that are not approved."""
    clauses: list[Clause] = []
    problems: list[Problem] = []
    for name in names:
        with collecting(problems):
            clauses.append(library.find_latest(name, Position(name)))
    for clause in clauses:
        if clause.front.status == "draft":
            place = yaml_tree.locate(clause.head, ["status"])
            problems.append(Problem(place, "draft-clause", f"The clause “{clause.name}” is a draft.", "status: approved, for a version that is released"))
    if problems:
        raise DocgenError(problems)
    return with_releases(library.root, clauses)


def edited(library: Library) -> Iterator[Problem]:
    """A problem for each released version that was edited or removed since."""
    for release in released(library.root).values():
        if (release.clause, release.version) not in library:
            file = f"clauses/{release.clause}/v{release.version}.md"
            seen, advice = f"The released clause “{release.name}” is gone.", f"Restore it: git checkout -- {file}. `status: withdrawn` retires a clause."
            yield Problem(release.position, "released-removed", seen, f"its file {file}", advice)
            continue
        with suppress(DocgenError):  # problems of the file are reported where the library is read
            clause = library.clause(release.clause, release.version)
            if wording_digest(clause) != release.digest:
                yield _edited(clause, release)


def _edited(clause: Clause, release: Release) -> Problem:
    seen = f"The wording of “{clause.name}” is not what was released: its title, text or parameters were edited."
    expected = f"the wording with the SHA-256 {release.digest[:12]}… of {FILE}"
    advice = f"Undo the edit: git checkout -- {clause.file}. For a new wording: docgen clause bump {clause.id}."
    return Problem(Position(clause.file), "released-edited", seen, expected, advice)

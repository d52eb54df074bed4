"""The clause library: `clauses/<kind>/<name>/v<n>.md`, found by its directories and read on first use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from docgen.clausetext.clause_reader import read, read_line
from docgen.clausetext.expressions import undefined
from docgen.clausetext.template import expressions
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, collecting, did_you_mean
from docgen.document.values import Date as Day
from docgen.library.document_profiles import Profiles, profiles
from docgen.library.law_register import Register, register
from docgen.library.parameter_model import Parameter
from docgen.sources import files, registry, yaml_tree
from docgen.sources.yaml_models import Date, Id, Line, Model, checked, mapping

GLOBALS = frozenset(["partnership", "parties", "groups", "terms", "signatories", "structure", "abbreviations", "dates", "review", "date", "title"])
"""The names that every clause can use besides its parameters."""

Status = Literal["draft", "approved", "withdrawn"]
Change = Literal["editorial", "minor", "obligation"]
"""What a version changes in the one before: the wording alone, a minor matter, or a duty, right or sum."""


class ParameterModel(Model):
    type: str
    help: Line
    example: Any
    default: Any = None
    of: str = "text"
    options: tuple[Line, ...] = ()
    columns: dict[Id, Line] = {}
    form: bool = False


class FrontMatterModel(Model):
    title: Line
    status: Status
    summary: Line
    use: Line
    law: dict[str, Line]
    superseded: Date | None = None
    parameters: dict[Id, ParameterModel] = {}
    requires: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    notes: str = ""
    change: Change | None = None
    changes: Line | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One version of a clause. `front` is its front matter, `head` the same with positions; `title` and `blocks` hold inlines and blocks, with fields."""

    id: str
    version: int
    front: FrontMatterModel
    head: yaml_tree.Mapping
    parameters: dict[str, Parameter]
    title: tuple[Any, ...]
    blocks: tuple[Any, ...]
    text: str
    file: str

    @property
    def name(self) -> str:
        return f"{self.id}@{self.version}"


_DIRECTORY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"v([1-9][0-9]*)\.md")
REFERENCE = re.compile(r"([^@\s]+)@([1-9][0-9]{0,3})")


class Library:
    """The clauses of a repository. Each is read and parsed at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[tuple[str, int], Clause | DocgenError] = {}
        self._found: dict[str, Clause] = {}

    @cached_property
    def versions(self) -> dict[str, tuple[int, ...]]:
        """The version numbers of each clause, in ascending order; the ids are in alphabetical order."""
        found: dict[str, list[int]] = {}
        for path in sorted((self.root / "clauses").glob("*/*/v*.md")):
            kind, name = path.parts[-3:-1]
            version = _VERSION.fullmatch(path.name)
            if version and _DIRECTORY.fullmatch(kind) and _DIRECTORY.fullmatch(name):
                found.setdefault(f"{kind}/{name}", []).append(int(version[1]))
        return {clause: tuple(sorted(numbers)) for clause, numbers in found.items()}

    def __contains__(self, key: tuple[str, int]) -> bool:
        """Whether there is a clause of an id with a version."""
        return key[1] in self.versions.get(key[0], ())

    def readable(self, problems: list[Problem] | None = None) -> Iterator[Clause]:
        """Every clause version that can be read; the problems of the others are added to `problems`."""
        problems = [] if problems is None else problems
        for id, versions in self.versions.items():
            for version in versions:
                with collecting(problems):
                    yield self.clause(id, version)

    def by_id(self, problems: list[Problem]) -> Iterator[list[Clause]]:
        """The versions of each clause of which all can be read; the problems of the others are added to `problems`."""
        for id, versions in self.versions.items():
            with collecting(problems):
                yield [self.clause(id, version) for version in versions]

    def find(self, reference: str, position: Position) -> Clause:
        """The clause that `kind/name@2` names. Raises DocgenError if there is none, if it is withdrawn, or if its file has errors."""
        if reference in self._found:
            return self._found[reference]
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise _error(position, "bad-clause", f"“{reference}” does not name a clause version.", "kind/name@version, such as funding/own-costs@1")
        id, version = found[1], int(found[2])
        self.require(id, position)
        if version not in self.versions[id]:
            raise self.unknown_version(id, str(version), position)
        clause = self.clause(id, version)
        if clause.front.status == "withdrawn":
            raise _error(position, "withdrawn", f"The clause “{clause.name}” is withdrawn.", "a clause that is approved", clause.front.use)
        self._found[reference] = clause
        return clause

    def find_latest(self, name: str, position: Position) -> Clause:
        """As `find`, but `kind/name` names the latest version."""
        id, _, version = name.partition("@")
        return self.find(f"{id}@{version or self.versions.get(id, (1,))[-1]}", position)

    def named(self, name: str, pinned: Iterable[int] = ()) -> tuple[str, int]:
        """The id and version that `kind/name@2` names, or `kind/name` for its latest version.

        Versions that revisions have `pinned` count as well. Raises DocgenError if there is no such clause.
        """
        id, mark, version = name.partition("@")
        known = sorted({*self.versions.get(id, ()), *pinned})
        if not known:
            self.require(id, Position("clauses"))
        if mark and version not in map(str, known):
            raise self.unknown_version(id, version, Position(f"clauses/{id}"), known)
        return id, int(version) if mark else known[-1]

    def require(self, id: str, position: Position) -> None:
        """Raises DocgenError if there is no clause of an id."""
        if id not in self.versions:
            of_kind = ", ".join(other for other in self.versions if other.startswith(f"{id}/"))
            advice = f"“{id}” is a kind, with {of_kind}." if of_kind else did_you_mean(id, self.versions) or "`docgen clauses` lists them."
            raise _error(position, "unknown-clause", f"There is no clause “{id}”.", "a clause of the library", advice)

    def unknown_version(self, id: str, version: str, position: Position, known: Sequence[int] = ()) -> DocgenError:
        seen = f"The clause “{id}” has no version {version}." if version else "A version is missing after the “@”."
        return _error(position, "unknown-version", seen, f"one of its versions: {', '.join(map(str, known or self.versions[id]))}")

    def latest(self, id: str) -> Clause:
        """The latest version of a clause that exists. Raises DocgenError with every problem in its file."""
        return self.clause(id, self.versions[id][-1])

    def latest_approved(self, id: str, problems: list[Problem], date: Day | None = None) -> Clause | None:
        """The latest version of a clause that a revision of a date may take; the problems of later versions that cannot be read are added to `problems`."""
        for version in reversed(self.versions.get(id, ())):
            with collecting(problems):
                if self.may_take(clause := self.clause(id, version), date):
                    return clause
        return None

    def may_take(self, clause: Clause, date: Day | None) -> bool:
        """Whether a clause is approved and, for a revision of a date, rests on no guidance of a later time."""
        return clause.front.status == "approved" and all(self.law.has_begun(id, provision, date) for id, provision in clause.front.law.items())

    def clause(self, id: str, version: int) -> Clause:
        """One version of a clause that exists. Raises DocgenError with every problem in its file."""
        key = (id, version)
        if key not in self._read:
            try:
                self._read[key] = self._load(id, version)
            except DocgenError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, DocgenError):
            raise found
        return found

    def _load(self, id: str, version: int) -> Clause:
        path = self.root / "clauses" / id / f"v{version}.md"
        file = files.relative_name(self.root, path)
        text = files.read_text(self.root, path)
        head, body, offset = _split(text, file)
        problems: list[Problem] = []
        blocks: tuple[Any, ...] = ()
        title: tuple[Any, ...] = ()
        with collecting(problems):
            blocks = read(body, lambda line, column: Position(file, line + offset + 1, column + 1))
        try:
            node = yaml_tree.parse(head, file, problems)
            front = checked(FrontMatterModel, node, problems)
        except DocgenError as error:
            raise DocgenError([*problems, *error.problems]) from None
        parameters = _parameters(front, node, problems)
        problems += self._unknown_law(node)
        with collecting(problems):
            title = read_line(front.title, lambda line, column: yaml_tree.locate(node, ["title"]))
        problems += undefined(expressions((title, blocks)), GLOBALS | parameters.keys())
        if problems:
            raise DocgenError(problems)
        return Clause(id, version, front, node, parameters, title, blocks, body, file)

    def _unknown_law(self, node: yaml_tree.Mapping) -> list[Problem]:
        law = mapping(node.entries.get("law"))
        return [
            Problem(place, "unknown-law", f"The register has no entry “{key}”.", "an id from clauses/law.yaml", did_you_mean(key, self.law.entries))
            for key, place in law.keys.items()
            if key not in self.law.entries
        ]

    @cached_property
    def law(self) -> Register:
        """The statutes and guidance that clauses may rest on. Raises DocgenError with every problem in their file."""
        problems: list[Problem] = []
        found = register(self.root, problems)
        if problems:
            raise DocgenError(problems)
        return found

    @cached_property
    def profiles(self) -> Profiles:
        """The sections that documents of each type have. Raises DocgenError with every problem in the file."""
        return profiles(self.root)


def _error(position: Position, *words: str) -> DocgenError:
    return DocgenError([Problem(position, *words)])


def _split(text: str, file: str) -> tuple[str, str, int]:
    """The front matter, with an empty first line so that line numbers hold; the body; and the number of lines before the body."""
    found = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", text, re.S)
    if not found:
        expected = "lines between two lines “---”, with title, status, summary, use and law"
        raise _error(Position(file), "front-matter", "This clause does not begin with its front matter.", expected)
    return "\n" + found[1], text[found.end() :], text[: found.end()].count("\n")


_NEEDED = {"table": "columns", "choice": "options"}
"""The key that parameters of some types must have."""
_IN_WORDS = ("text", "markdown")
"""The types whose default can be only a form of words; a period, a number, a choice or a switch always says something."""


def _parameters(front: FrontMatterModel, node: yaml_tree.Mapping, problems: list[Problem]) -> dict[str, Parameter]:
    out: dict[str, Parameter] = {}
    for name, model in front.parameters.items():
        entry = mapping(mapping(node.entries["parameters"]).entries[name])
        problems.extend(_parameter_problems(name, model, entry))
        default = entry.entries.get("default")
        out[name] = Parameter(name, model.type, model.help, entry.entries.get("example", entry), default, model.of, model.options, model.columns, model.form)
    return out


def _parameter_problems(name: str, model: ParameterModel, entry: yaml_tree.Mapping) -> Iterator[Problem]:
    """The problems of a parameter that the model does not find."""
    types = registry.names("library.parameters")
    for key in ("type", "of"):
        type, place = getattr(model, key), yaml_tree.locate(entry, [key])
        if type not in types:
            near = did_you_mean(type, types)
            yield Problem(place, "unknown-type", f"There is no parameter type “{type}”.", f"one of {', '.join(types)}", near)
        elif (needed := _NEEDED.get(type)) and not getattr(model, needed):
            yield Problem(place, "missing-key", f"The parameter “{name}” does not name its {needed}.", f"a line “{needed}: …” under “{name}:”")
    if model.of in ("list", "table"):
        seen = f"Each item of “{name}” is a {model.of}."
        yield Problem(yaml_tree.locate(entry, ["of"]), "wrong-value", seen, "items that are not lists or tables", "A table has rows: type: table.")
    if model.form and (model.default is None or (model.of if model.type == "list" else model.type) not in _IN_WORDS):
        seen, expected = f"“{name}” has no default that is only a form of words.", f"a default of type {' or '.join(_IN_WORDS)}, or a list of such"
        yield Problem(yaml_tree.locate(entry, ["form"]), "wrong-value", seen, expected, "Leave “form” out.")
    if name in GLOBALS:
        place = yaml_tree.locate(entry, [])
        yield Problem(place, "reserved-name", f"“{name}” is a name that every clause can use already.", "another name for the parameter")

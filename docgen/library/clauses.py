"""The clause library: `clauses/<kind>/<name>/v<n>.md`, found by its directories and read when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from docgen.clausetext.clause_reader import read, read_line
from docgen.clausetext.expressions import undefined
from docgen.clausetext.template import expressions
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.library.law_register import Register, register
from docgen.library.parameter import Parameter
from docgen.library.profiles import Profiles, profiles
from docgen.sources import files, registry, yaml_tree
from docgen.sources.yaml_models import Id, Line, Model, checked, mapping

GLOBALS = frozenset(["partnership", "parties", "groups", "terms", "signatories", "structure", "abbreviations", "dates", "review", "date", "title"])
"""The names that every clause knows, beside its parameters."""

Status = Literal["draft", "approved", "withdrawn"]
Change = Literal["editorial", "minor", "obligation"]
"""What a version does to the one before: other words for the same, a smaller matter, or another duty, right or sum."""


class ParameterModel(Model):
    type: str
    help: Line
    example: Any
    default: Any = None
    of: str = "text"
    options: tuple[Line, ...] = ()
    columns: dict[Id, Line] = {}


class FrontMatterModel(Model):
    title: Line
    status: Status
    summary: Line
    use: Line
    law: dict[str, Line]
    parameters: dict[Id, ParameterModel] = {}
    requires: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    notes: str = ""
    change: Change | None = None
    changes: Line | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One version of a clause. `front` is its front matter, and `head` the same with positions.

    `title` holds inlines and `blocks` blocks, with fields in them.
    """

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
    """The clauses of a repository. A clause is read and parsed at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[tuple[str, int], Clause | DocgenError] = {}
        self._found: dict[str, Clause] = {}

    @cached_property
    def versions(self) -> dict[str, tuple[int, ...]]:
        """The versions that each clause id has, in alphabetical order of the ids."""
        found: dict[str, list[int]] = {}
        for path in sorted((self.root / "clauses").glob("*/*/v*.md")):
            kind, name = path.parts[-3:-1]
            version = _VERSION.fullmatch(path.name)
            if version and _DIRECTORY.fullmatch(kind) and _DIRECTORY.fullmatch(name):
                found.setdefault(f"{kind}/{name}", []).append(int(version[1]))
        return {clause: tuple(sorted(numbers)) for clause, numbers in found.items()}

    def __iter__(self) -> Iterator[Clause]:
        for clause, numbers in self.versions.items():
            for number in numbers:
                yield self.clause(clause, number)

    def find(self, reference: str, position: Position) -> Clause:
        """The clause that `kind/name@2` names. DocgenError if there is none, or it is withdrawn, or its file is wrong."""
        if reference in self._found:
            return self._found[reference]
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise _wrong(position, "bad-clause", f"“{reference}” names no clause version.", "kind/name@version, such as funding/own-costs@1")
        name, version = found[1], int(found[2])
        if name not in self.versions:
            near = did_you_mean(name, self.versions)
            raise _wrong(position, "unknown-clause", f"There is no clause “{name}”.", "a clause of the library", near or "`docgen clauses` lists them.")
        if version not in self.versions[name]:
            have = ", ".join(map(str, self.versions[name]))
            raise _wrong(position, "unknown-version", f"The clause “{name}” has no version {version}.", f"one of its versions: {have}")
        clause = self.clause(name, version)
        if clause.front.status == "withdrawn":
            raise _wrong(position, "withdrawn", f"The clause “{clause.name}” is withdrawn.", "a clause that is approved", clause.front.use)
        self._found[reference] = clause
        return clause

    def clause(self, name: str, version: int) -> Clause:
        """One version of a clause that exists; DocgenError with everything that is wrong in its file."""
        key = (name, version)
        if key not in self._read:
            try:
                self._read[key] = self._load(name, version)
            except DocgenError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, DocgenError):
            raise found
        return found

    def _load(self, name: str, version: int) -> Clause:
        path = self.root / "clauses" / name / f"v{version}.md"
        file = files.relative_name(self.root, path)
        text = files.read_text(self.root, path)
        head, body, offset = _split(text, file)
        problems: list[Problem] = []
        blocks: tuple[Any, ...] = ()
        title: tuple[Any, ...] = ()
        try:
            blocks = read(body, lambda line, column: Position(file, line + offset + 1, column + 1))
        except DocgenError as error:
            problems += error.problems
        try:
            node = yaml_tree.parse(head, file, problems)
            front = checked(FrontMatterModel, node, problems)
        except DocgenError as error:
            raise DocgenError([*problems, *error.problems]) from None
        parameters = _parameters(front, node, problems)
        problems += self._unknown_law(node)
        try:
            title = read_line(front.title, lambda line, column: yaml_tree.locate(node, ["title"]))
        except DocgenError as error:
            problems += error.problems
        problems += undefined(expressions((title, blocks)), GLOBALS | parameters.keys())
        if problems:
            raise DocgenError(problems)
        return Clause(name, version, front, node, parameters, title, blocks, body, file)

    def _unknown_law(self, node: yaml_tree.Mapping) -> list[Problem]:
        law = mapping(node.entries.get("law"))
        return [
            Problem(place, "unknown-law", f"The register has no entry “{key}”.", "an id from clauses/law.yaml", did_you_mean(key, self.law.entries))
            for key, place in law.keys.items()
            if key not in self.law.entries
        ]

    @cached_property
    def law(self) -> Register:
        """The statutes and guidance that clauses may rest on. DocgenError with what is wrong in their file."""
        problems: list[Problem] = []
        found = register(self.root, problems)
        if problems:
            raise DocgenError(problems)
        return found

    @cached_property
    def profiles(self) -> Profiles:
        """What documents of each type have. DocgenError with what is wrong in the file."""
        return profiles(self.root)


def _wrong(position: Position, *words: str) -> DocgenError:
    return DocgenError([Problem(position, *words)])


def _split(text: str, file: str) -> tuple[str, str, int]:
    """The front matter, with an empty line for its first mark so that line numbers hold; the body; and the lines before the body."""
    found = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", text, re.S)
    if not found:
        raise _wrong(
            Position(file),
            "front-matter",
            "This clause does not begin with its front matter.",
            "lines between two lines “---”, with title, status, summary, use and law",
        )
    return "\n" + found[1], text[found.end() :], text[: found.end()].count("\n")


_NEEDED = {"table": "columns", "choice": "options"}
"""The key that a parameter of some types cannot do without."""


def _parameters(front: FrontMatterModel, node: yaml_tree.Mapping, problems: list[Problem]) -> dict[str, Parameter]:
    out: dict[str, Parameter] = {}
    for name, model in front.parameters.items():
        entry = mapping(mapping(node.entries["parameters"]).entries[name])
        problems.extend(_faults(name, model, entry))
        default = entry.entries.get("default")
        out[name] = Parameter(name, model.type, model.help, entry.entries.get("example", entry), default, model.of, model.options, model.columns)
    return out


def _faults(name: str, model: ParameterModel, entry: yaml_tree.Mapping) -> Iterator[Problem]:
    """What is wrong with a parameter beyond its keys."""
    types = registry.names("library.parameters")
    for key in ("type", "of"):
        kind, place = getattr(model, key), yaml_tree.locate(entry, [key])
        if kind not in types:
            near = did_you_mean(kind, types)
            yield Problem(place, "unknown-type", f"There is no parameter type “{kind}”.", f"one of {', '.join(types)}", near)
        elif (needed := _NEEDED.get(kind)) and not getattr(model, needed):
            yield Problem(place, "missing-key", f"The parameter “{name}” says nothing of its {needed}.", f"a line “{needed}: …” under “{name}:”")
    if model.of in ("list", "table"):
        seen = f"The items of “{name}” are each a {model.of}."
        yield Problem(yaml_tree.locate(entry, ["of"]), "wrong-value", seen, "items of a type that is no list", "A table has rows: type: table.")
    if name in GLOBALS:
        place = yaml_tree.locate(entry, [])
        yield Problem(place, "reserved-name", f"“{name}” is a name that every clause knows.", "another name for the parameter")

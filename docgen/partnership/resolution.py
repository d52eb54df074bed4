"""Resolves a revision: finds the clause, the text and the parameter values of each section, and their places.

After this, composing needs neither YAML nor the files of the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from docgen.clausetext.clause_reader import read_scalar
from docgen.clausetext.expressions import undefined
from docgen.clausetext.sandbox import Absent
from docgen.clausetext.template import expressions
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.quotation_marks import curled
from docgen.document.tree import Text
from docgen.library.clauses import GLOBALS, Clause, Library
from docgen.library.parameter_model import Facts, Parameter
from docgen.partnership import revision
from docgen.partnership.known_names import known_names
from docgen.partnership.override_text import with_override
from docgen.partnership.partnership_files import Partnership
from docgen.sources import yaml_tree
from docgen.sources.registry import entry
from docgen.sources.yaml_models import mapping

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A section with everything needed to compose it. `title` and `blocks` are templates; they are empty if the section has problems.

    Sections compare by identity, so that they can be the keys of a cache.
    """

    id: str
    position: Position
    appendix: bool
    facts: revision.Section
    """The section as the partnership file gives it."""
    clause: Clause | None
    pin: Position | None
    """The place that names the clause."""
    values: Mapping[str, Any]
    """The values of the clause's parameters."""
    places: Mapping[str, Position]
    """The place of each value, in a partnership file or, for a default, in the clause."""
    title: Nodes
    blocks: Nodes
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    """Its own problems, without those of its sub-sections."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A revision with its sections, the appendices last. `names` are the names that every clause knows."""

    partnership: Partnership
    names: Mapping[str, Any]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    """Every problem, in the sections and between them."""


def resolve(partnership: Partnership, library: Library, earlier: Resolved | None = None) -> Resolved:
    """The revision with its clauses and their values; nothing is raised, and problems are part of the result.

    A section whose facts are the same in the `earlier` result is taken from there, with its places. Pass one only for a revision that
    differs in nothing but its sections.
    """
    names = known_names(partnership.revision)
    resolving = _Resolving(library, Facts(names["parties"], names["groups"]), earlier)
    facts, source = partnership.revision, partnership.source
    sections = (*resolving.sections(source, "sections", facts.sections, False), *resolving.sections(source, "appendices", facts.appendices, True))
    every = tuple(walk(sections))
    return Resolved(partnership, names, sections, (*(problem for section in every for problem in section.problems), *_between(every, source)))


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections and their sub-sections, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)


class _Resolving:
    """What is needed to resolve the sections of one revision."""

    def __init__(self, library: Library, facts: Facts, earlier: Resolved | None) -> None:
        self.library, self.facts = library, facts
        self.earlier = {section.id: section for section in walk(earlier.sections if earlier else ())}

    def sections(self, above: yaml_tree.Mapping, key: str, sections: dict[str, revision.Section], appendix: bool) -> tuple[Section, ...]:
        """The sections under `key` of the mapping `above`."""
        if not sections:
            return ()
        sources = mapping(above.entries.get(key))
        return tuple(
            self.same(name, facts, appendix) or self.section(name, mapping(sources.entries.get(name)), sources.keys[name], facts, appendix)
            for name, facts in sections.items()
        )

    def same(self, name: str, facts: revision.Section, appendix: bool) -> Section | None:
        found = self.earlier.get(name)
        return found if found and found.appendix == appendix and (found.facts is facts or found.facts == facts) else None

    def section(self, name: str, source: yaml_tree.Mapping, place: Position, facts: revision.Section, appendix: bool) -> Section:
        clause: Clause | None = None
        pin = source.entries["clause"].position if facts.clause else None
        values: dict[str, Any] = {}
        places: dict[str, Position] = {}
        title: Nodes = (Text(curled(facts.title)),) if facts.title else ()
        blocks: Nodes = ()
        problems: list[Problem] = []
        try:
            if facts.clause:
                clause = self.library.find(facts.clause, source.entries["clause"].position)
                values, places = self.values(source, clause, problems)
                title = title or clause.title
                blocks = with_override(clause, source)
            elif facts.override:
                seen = f"The section “{name}” overrides no clause."
                problems.append(Problem(source.keys["override"], "override-without-clause", seen, "a line “clause: …”"))
            elif facts.text is not None:
                blocks = _local(source.entries["text"], problems)
        except DocgenError as error:
            problems.extend(error.problems)
        below = self.sections(source, "sections", facts.sections, appendix)
        return Section(name, place, appendix, facts, clause, pin, values, places, title, blocks, below, tuple(problems))

    def values(self, source: yaml_tree.Mapping, clause: Clause, problems: list[Problem]) -> tuple[dict[str, Any], dict[str, Position]]:
        """The values that the section gives to the clause's parameters, or their defaults, and their places. Raises DocgenError with every wrong value."""
        given = mapping(source.entries.get("with"))
        wrong = [_unknown(name, place, clause) for name, place in given.keys.items() if name not in clause.parameters]
        values: dict[str, Any] = {}
        places: dict[str, Position] = {}
        for name, parameter in clause.parameters.items():
            node = given.entries.get(name, parameter.default)
            if node is None:
                wrong.append(_missing(source.entries["clause"].position, clause, parameter))
                continue
            try:
                values[name], places[name] = self.value(parameter, node), node.position
            except DocgenError as error:
                wrong += error.problems
                continue
            if parameter.type == "markdown" or parameter.of == "markdown":
                problems += _undefined_names(node)
        if wrong:
            raise DocgenError(wrong)
        return values, places

    def value(self, parameter: Parameter, node: yaml_tree.Node) -> Any:
        if node is parameter.default and not yaml_tree.plain(node):
            return Absent(name=parameter.name)
        return entry("library.parameters", parameter.type).parse(node, parameter, self.facts)


def _local(node: yaml_tree.Node, problems: list[Problem]) -> Nodes:
    """The blocks of local text."""
    assert isinstance(node, yaml_tree.Scalar)
    blocks = read_scalar(node)
    problems += _undefined(node)
    return blocks


def _unknown(name: str, place: Position, clause: Clause) -> Problem:
    seen, expected = f"The clause “{clause.name}” has no parameter “{name}”.", f"one of {', '.join(clause.parameters) or 'none'}"
    return Problem(place, "unknown-parameter", seen, expected, did_you_mean(name, clause.parameters))


def _missing(place: Position, clause: Clause, parameter: Parameter) -> Problem:
    seen = f"The clause “{clause.name}” needs a value for “{parameter.name}”."
    expected = f"under “with:”, a line such as “{parameter.name}: {yaml_tree.plain(parameter.example)}”"
    return Problem(place, "missing-parameter", seen, expected, parameter.help)


def _undefined_names(node: yaml_tree.Node) -> Iterator[Problem]:
    """A Problem for each undefined name in a Markdown value."""
    for piece in node.items if isinstance(node, yaml_tree.Sequence) else (node,):
        if isinstance(piece, yaml_tree.Scalar) and piece.text:
            yield from _undefined(piece)


@lru_cache(maxsize=4096)
def _undefined(piece: yaml_tree.Scalar) -> tuple[Problem, ...]:
    return tuple(undefined(expressions(read_scalar(piece)), GLOBALS))


def _between(sections: Sequence[Section], facts: yaml_tree.Mapping) -> Iterator[Problem]:
    """Problems between sections: a clause or a fact that another clause requires is missing, or two clauses conflict."""
    used = {section.clause.id: (section.clause, section.pin) for section in sections if section.clause and section.pin}
    # A clause that is named but cannot be found is already a problem, so it is not also reported as missing.
    named = {section.facts.clause.partition("@")[0] for section in sections if section.facts.clause}
    present = {name for clause in (*used, *named) for name in (clause, clause.partition("/")[0])}
    for clause, place in used.values():
        for need in clause.front.requires:
            if "." in need and not _is_given(facts, need.split(".")):
                seen = f"The clause “{clause.name}” needs a value for “{need}”, but the file gives none."
                yield Problem(place, "missing-fact", seen, f"a value for “{need}” in the partnership file")
            elif "." not in need and need not in present:
                seen = f"The clause “{clause.name}” requires a clause “{need}”, which this document does not have."
                yield Problem(place, "missing-clause", seen, f"a section with a clause of “{need}”")
        for conflicting in clause.front.conflicts:
            if conflicting in used and conflicting != clause.id:
                seen = f"The clauses “{clause.name}” and “{conflicting}” conflict: they say different things about the same matter."
                yield Problem(place, "conflicting-clauses", seen, "one of the two")


def _is_given(facts: yaml_tree.Mapping, path: Sequence[str]) -> bool:
    found = yaml_tree.at(facts, path)
    return found is not None and bool(yaml_tree.plain(found))

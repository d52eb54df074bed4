"""A partnership and the clause library make a Document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from docgen import yamlpos
from docgen.bind import Binding
from docgen.clauses import GLOBALS, Clause, Library, Parameter
from docgen.compose_overrides import overridden
from docgen.config import Partnership
from docgen.expressions import undefined
from docgen.fingerprint import fingerprint
from docgen.frontmatter import scope_of, with_front
from docgen.params._reading import Facts
from docgen.passes.numbering import numbered
from docgen.passes.references import resolved
from docgen.problems import DocgenError, Position, Problem, did_you_mean
from docgen.readers.markdown import read_scalar
from docgen.registry import entry
from docgen.revision import Section as SectionFile
from docgen.sandbox import Absent
from docgen.schema import mapping
from docgen.template import Heading, expressions
from docgen.tree import Document, Origin, Section, Text
from docgen.values import Language

Kept = dict[int, tuple[yamlpos.Mapping, Section, list[tuple[Clause, Position]]]]
"""Sections that were made, by the identity of their source: that source, the section before it was numbered, and the clauses used in it."""


def compose(partnership: Partnership, library: Library, known: Sequence[Problem] = (), kept: Kept | None = None) -> Document:
    """The document of a revision. DocgenError with everything that is wrong in its facts and the clauses it uses, and with what is `known` already.

    With `kept`, which was filled by composing a revision of the same facts, a section with the very same source is not made again.
    """
    revision = partnership.revision
    language = Language(revision.language)
    scope = scope_of(partnership)
    facts = Facts(scope["parties"], scope["groups"])
    composing = _Composing(library, facts, Binding(language, scope), {} if kept is None else kept)
    main = composing.sections(partnership.source, "sections", revision.sections, False)
    appendices = composing.sections(partnership.source, "appendices", revision.appendices, True)
    composing.problems += composing.required(partnership.source)
    counted, labels, duplicates = numbered(main + appendices, revision.numbering)
    final, broken = resolved(counted, labels)
    told = {(problem.position, problem.code) for problem in known}
    problems = [*known, *composing.problems, *composing.binding.problems, *(p for p in duplicates if (p.position, p.code) not in told)]
    # A section that could not be read is no reason to call the references to it broken.
    if problems or broken:
        raise DocgenError(problems or broken)
    return with_front(partnership, language, final)


class _Composing:
    """One revision being composed: its sources, and the problems found so far."""

    def __init__(self, library: Library, facts: Facts, binding: Binding, kept: Kept) -> None:
        self.library, self.facts, self.binding, self.kept = library, facts, binding, kept
        self.problems: list[Problem] = []
        self.named: set[str] = set()
        self.used: list[tuple[Clause, Position]] = []

    def sections(self, above: yamlpos.Mapping, key: str, sections: dict[str, SectionFile], appendix: bool) -> tuple[Section, ...]:
        """The sections that stand in the file under `key` of the mapping `above`."""
        if not sections:
            return ()
        sources = mapping(above.entries.get(key))
        return tuple(self.once(name, mapping(sources.entries.get(name)), sources.keys[name], section, appendix) for name, section in sections.items())

    def once(self, name: str, source: yamlpos.Mapping, place: Position, section: SectionFile, appendix: bool) -> Section:
        """The section, made now or kept."""
        found = self.kept.get(id(source))
        if found and found[0] is source:
            self.used += found[2]
            return found[1]
        before = len(self.used)
        made = self.section(name, source, place, section, appendix)
        self.kept[id(source)] = (source, made, self.used[before:])
        return made

    def section(self, name: str, source: yamlpos.Mapping, place: Position, section: SectionFile, appendix: bool) -> Section:
        title: tuple[Any, ...] = (Text(section.title),) if section.title else ()
        blocks: tuple[Any, ...] = ()
        origin = Origin(reason=section.reason or "")
        try:
            if section.clause:
                self.named.add(section.clause.partition("@")[0])
                clause = self.library.find(section.clause, source.entries["clause"].position)
                self.used.append((clause, source.entries["clause"].position))
                scope = {**self.binding.globals, **self.values(source, clause)}
                title = title or self.binding.line(clause.title, scope)
                origin = Origin(clause.id, clause.version, section.override.reason if section.override else "")
                blocks = self.binding.blocks(overridden(clause, source), scope)
            elif section.override:
                seen = f"The section “{name}” overrides no clause."
                self.problems.append(Problem(source.keys["override"], "override-without-clause", seen, "a line “clause: …”"))
            elif section.text is not None:
                blocks = self.binding.blocks(self.local(source), self.binding.globals)
        except DocgenError as error:
            self.problems.extend(error.problems)
        own, inner = _nested(name, blocks, appendix)
        below = self.sections(source, "sections", section.sections, appendix)
        digest = fingerprint(title, own, inner)
        origin = Origin(origin.clause, origin.version, origin.reason, digest)
        return Section(name, title, own, inner + below, appendix, origin, "", place)

    def local(self, source: yamlpos.Mapping) -> tuple[Any, ...]:
        node = source.entries["text"]
        assert isinstance(node, yamlpos.Scalar)
        blocks = read_scalar(node)
        self.problems += _strangers(node)
        return blocks

    def values(self, source: yamlpos.Mapping, clause: Clause) -> dict[str, Any]:
        """The clause's parameters with the values that the section gives, or their defaults. DocgenError for each that is wrong."""
        given = mapping(source.entries.get("with"))
        problems = [
            Problem(
                place,
                "unknown-parameter",
                f"The clause “{clause.name}” has no parameter “{name}”.",
                f"one of {', '.join(clause.parameters) or 'none'}",
                did_you_mean(name, clause.parameters),
            )
            for name, place in given.keys.items()
            if name not in clause.parameters
        ]
        values = {}
        for name, parameter in clause.parameters.items():
            try:
                values[name] = self.value(source, clause, parameter, given.entries.get(name, parameter.default))
            except DocgenError as error:
                problems += error.problems
        if problems:
            raise DocgenError(problems)
        return values

    def value(self, source: yamlpos.Mapping, clause: Clause, parameter: Parameter, node: yamlpos.Node | None) -> Any:
        if node is None:
            example = yamlpos.plain(parameter.example)
            seen = f"The clause “{clause.name}” needs a value for “{parameter.name}”."
            expected = f"under “with:”, a line such as “{parameter.name}: {example}”"
            raise DocgenError([Problem(source.entries["clause"].position, "missing-parameter", seen, expected, parameter.help)])
        if node is parameter.default and not yamlpos.plain(node):
            return Absent(name=parameter.name)
        value = entry("params", parameter.type).parse(node, parameter, self.facts)
        if "markdown" in (parameter.type, parameter.of):
            for piece in node.items if isinstance(node, yamlpos.Sequence) else (node,):
                if isinstance(piece, yamlpos.Scalar):
                    self.problems += _strangers(piece)
        return value

    def required(self, facts: yamlpos.Mapping) -> Iterable[Problem]:
        """What the clauses used require beside them, or of the facts, or cannot stand beside."""
        used = {clause.id: (clause, place) for clause, place in self.used}
        # A clause that is named and cannot be had is told of already, and so is no reason to miss it.
        present = {name for clause in (*used, *self.named) for name in (clause, clause.partition("/")[0])}
        for clause, place in used.values():
            for need in clause.front.requires:
                if "." in need and not _is_given(facts, need.split(".")):
                    seen = f"The clause “{clause.name}” needs a value for “{need}”, and the file gives none."
                    yield Problem(place, "missing-fact", seen, f"a value for “{need}” in the partnership file")
                elif "." not in need and need not in present:
                    seen = f"The clause “{clause.name}” needs a clause “{need}” beside it, and there is none."
                    yield Problem(place, "missing-clause", seen, f"a section with a clause of “{need}”")
            for foe in clause.front.conflicts:
                if foe in used and foe != clause.id:
                    seen = f"The clauses “{clause.name}” and “{foe}” say different things of one matter."
                    yield Problem(place, "conflicting-clauses", seen, "one of the two")


def _is_given(facts: yamlpos.Mapping, path: Sequence[str]) -> bool:
    found = yamlpos.at(facts, path)
    return found is not None and bool(yamlpos.plain(found))


@lru_cache(maxsize=4096)
def _strangers(piece: yamlpos.Scalar) -> tuple[Problem, ...]:
    """A Problem for each name in a piece of Markdown of the partnership file that nobody gives."""
    return tuple(undefined(expressions(read_scalar(piece)), GLOBALS))


def _nested(id: str, blocks: tuple[Any, ...], appendix: bool) -> tuple[tuple[Any, ...], tuple[Section, ...]]:
    """The blocks before the first heading, and a sub-section for each heading with what follows it."""
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Heading)]
    if not starts:
        return blocks, ()
    top = min(blocks[i].level for i in starts)
    starts = [i for i in starts if blocks[i].level == top or i == starts[0]]
    sections = []
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[start]
        name = f"{id}-{heading.id[0].text}"
        own, below = _nested(name, blocks[start + 1 : end], appendix)
        sections.append(Section(name, heading.inlines, own, below, appendix, None, "", heading.position))
    return blocks[: starts[0]], tuple(sections)

"""A partnership and the clause library make a Document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen import yamlpos
from docgen.bind import Binding
from docgen.clauses import GLOBALS, Clause, Library, Parameter
from docgen.config import Partnership
from docgen.config import Section as SectionFile
from docgen.expressions import Absent, undefined
from docgen.fingerprint import fingerprint
from docgen.frontmatter import front_matter, scope_of
from docgen.params._reading import Facts
from docgen.passes.numbering import numbered
from docgen.passes.references import resolved
from docgen.problems import DocgenError, Problem, did_you_mean
from docgen.readers.markdown import read_scalar
from docgen.registry import entry
from docgen.schema import mapping
from docgen.template import Heading, expressions
from docgen.tree import Document, Origin, Section, Text
from docgen.values import Language, Markdown


def compose(partnership: Partnership, library: Library) -> Document:
    """The document of a revision. DocgenError with everything that is wrong in its facts and the clauses it uses."""
    revision = partnership.revision
    language = Language(revision.language)
    scope = scope_of(partnership, language)
    facts = Facts(scope["parties"], scope["groups"])
    composing = _Composing(partnership, library, facts, Binding(language, scope))
    sections = tuple(
        composing.section((root, name), section, root == "appendices")
        for root in ("sections", "appendices") for name, section in getattr(revision, root).items()
    )
    composing.problems += composing.required()
    counted, labels, duplicates = numbered(sections, revision.numbering)
    final, broken = resolved(counted, labels)
    problems = [*composing.problems, *composing.binding.problems, *duplicates]
    # A section that could not be read is no reason to call the references to it broken.
    if problems or broken:
        raise DocgenError(problems or broken)
    return Document(partnership.id, revision.language, revision.numbering, revision.style, front_matter(partnership, language), final)


class _Composing:
    """One revision being composed: its sources, and the problems found so far."""

    def __init__(self, partnership: Partnership, library: Library, facts: Facts, binding: Binding) -> None:
        self.source, self.revision = partnership.source, partnership.revision
        self.library, self.facts, self.binding = library, facts, binding
        self.problems: list[Problem] = []
        self.used: dict[str, tuple[Clause, tuple[str, ...]]] = {}

    def section(self, path: tuple[str, ...], section: SectionFile, appendix: bool) -> Section:
        title: tuple[Any, ...] = (Text(section.title),) if section.title else ()
        blocks: tuple[Any, ...] = ()
        origin = Origin(reason=section.reason or "")
        try:
            if section.clause:
                clause = self.library.find(section.clause, yamlpos.locate(self.source, [*path, "clause"]))
                self.used[clause.id] = (clause, path)
                scope = {**self.binding.globals, **self.values(path, clause)}
                title = title or self.binding.inlines(clause.title, scope)
                blocks = self.binding.blocks(clause.blocks, scope)
                origin = Origin(clause.id, clause.version)
            elif section.text is not None:
                blocks = self.binding.blocks(self.local(path), self.binding.globals)
        except DocgenError as error:
            self.problems.extend(error.problems)
        own, inner = _nested(path[-1], blocks, appendix)
        below = tuple(self.section((*path, "sections", name), child, appendix) for name, child in section.sections.items())
        digest = fingerprint(title, own, inner)
        origin = Origin(origin.clause, origin.version, origin.reason, digest)
        return Section(path[-1], title, own, inner + below, appendix, origin, "", yamlpos.locate(self.source, path, key=True))

    def local(self, path: tuple[str, ...]) -> tuple[Any, ...]:
        node = yamlpos.at(self.source, [*path, "text"])
        assert isinstance(node, yamlpos.Scalar)
        blocks = read_scalar(node)
        self.problems += undefined(expressions(blocks), GLOBALS)
        return blocks

    def values(self, path: tuple[str, ...], clause: Clause) -> dict[str, Any]:
        """The clause's parameters with the values that the section gives, or their defaults. DocgenError for each that is wrong."""
        given = mapping(yamlpos.at(self.source, [*path, "with"]))
        problems = [
            Problem(place, "unknown-parameter", f"The clause “{clause.name}” has no parameter “{name}”.",
                    f"one of {', '.join(clause.parameters) or 'none'}", did_you_mean(name, clause.parameters))
            for name, place in given.keys.items() if name not in clause.parameters
        ]
        values = {}
        for name, parameter in clause.parameters.items():
            node = given.entries.get(name, parameter.default)
            try:
                values[name] = self.value(path, clause, parameter, node)
            except DocgenError as error:
                problems += error.problems
        if problems:
            raise DocgenError(problems)
        return values

    def value(self, path: tuple[str, ...], clause: Clause, parameter: Parameter, node: yamlpos.Node | None) -> Any:
        if node is None:
            place = yamlpos.locate(self.source, [*path, "clause"])
            example = yamlpos.plain(parameter.example)
            raise DocgenError([Problem(place, "missing-parameter", f"The clause “{clause.name}” needs a value for “{parameter.name}”.",
                                       f"under “with:”, a line such as “{parameter.name}: {example}”", parameter.help)])
        if node is parameter.default and not yamlpos.plain(node):
            return Absent(name=parameter.name)
        value = entry("params", parameter.type).parse(node, parameter, self.facts)
        if isinstance(value, Markdown | tuple):
            pieces = [piece.blocks for piece in (value if isinstance(value, tuple) else (value,)) if isinstance(piece, Markdown)]
            self.problems += undefined(expressions(tuple(pieces)), GLOBALS)
        return value

    def required(self) -> Iterable[Problem]:
        """What the clauses used require beside them, or cannot stand beside."""
        present = {name for clause in self.used for name in (clause, clause.partition("/")[0])}
        for clause, path in self.used.values():
            place = yamlpos.locate(self.source, [*path, "clause"])
            for need in clause.front.requires:
                if need not in present:
                    yield Problem(place, "missing-clause", f"The clause “{clause.name}” needs a clause “{need}” beside it, and there is none.", f"a section with a clause of “{need}”")
            for foe in clause.front.conflicts:
                if foe in self.used and foe != clause.id:
                    yield Problem(place, "conflicting-clauses", f"The clauses “{clause.name}” and “{foe}” say different things of one matter.", "one of the two")


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



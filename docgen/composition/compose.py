"""Turns a revision into a Document: resolve, bind, number, refer, add the front matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.clausetext.template import Heading
from docgen.composition import bind_blocks, bind_inlines
from docgen.composition.binding import Binding
from docgen.composition.front_matter import with_front
from docgen.composition.numbering import numbered
from docgen.composition.references import referred
from docgen.document.fingerprint import fingerprint
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document, Origin, Section
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership import resolution
from docgen.partnership.default_values import Read
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.resolution import Resolved, resolve

Cache = dict[resolution.Section, Section]
"""Bound sections, not yet numbered, by the resolved sections they were made from."""


def compose(partnership: Partnership, library: Library, known: Sequence[Problem] = ()) -> Document:
    """The document of a revision. Raises DocgenError with every problem in its facts and clauses, and the problems `known` before."""
    return composed(resolve(partnership, library), known)


def composed(revision: Resolved, known: Sequence[Problem] = (), cache: Cache | None = None, read: Read | None = None) -> Document:
    """The document of a resolved revision. Raises DocgenError as `compose` does.

    A section in the `cache` is not bound again. The names that the text of each other section is made from are added to `read`.
    """
    facts = revision.partnership.revision
    binding = Binding(Language(facts.language), revision.names, bind_blocks.blocks)
    bound = tuple(_bound(section, binding, {} if cache is None else cache, {} if read is None else read) for section in revision.sections)
    sections, labels, duplicates = numbered(bound, facts.numbering)
    sections, broken = referred(sections, labels)
    reported = {(problem.position, problem.code) for problem in known}
    problems = [*known, *revision.problems, *binding.problems, *(p for p in duplicates if (p.position, p.code) not in reported)]
    # References to a section that could not be read are not broken, so they are reported only when all else is right.
    if problems or broken:
        raise DocgenError(problems or broken)
    return with_front(revision.partnership, sections)


def _bound(section: resolution.Section, binding: Binding, cache: Cache, read: Read) -> Section:
    """The section and its sub-sections, filled in."""
    if section in cache:
        return cache[section]
    binding.read = set()
    title, blocks = _filled_in(section, binding)
    read[section] = binding.read
    own, inner = _nested(section.id, blocks, section.appendix, binding)
    if section.blocks and not (own or inner or section.sections or binding.problems or section.problems):
        binding.problems.append(_without_text(section.position))
    below = tuple(_bound(each, binding, cache, read) for each in section.sections)
    digest, clause, facts = fingerprint(title, own, inner), section.clause, section.facts
    reason = (facts.override.reason if facts.override else "") if clause else facts.reason or ""
    origin = Origin(clause.id if clause else "", clause.version if clause else 0, reason, digest)
    made = Section(section.id, title, own, inner + below, section.appendix, origin, "", section.position)
    cache[section] = made
    return made


def _filled_in(section: resolution.Section, binding: Binding) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The title and the blocks; both empty, with the problem noted, if they exceed the budget."""
    scope = {**binding.names, **section.values}
    try:
        # A title of the section's own is plain text; that of a clause may have fields.
        title = section.title if section.facts.title else binding.filled(section.title, scope, bind_inlines.line)
        return title, binding.blocks(section.blocks, scope)
    except DocgenError as error:
        binding.problems.extend(error.problems)
        return (), ()


def _without_text(position: Position) -> Problem:
    advice = "Put the heading between the same {% if … %} and {% endif %} as its text, or leave the section out."
    return Problem(position, "empty-section", "This heading has no text below it.", "a paragraph, a list, a table or a sub-section", advice)


def _nested(id: str, blocks: tuple[Any, ...], appendix: bool, binding: Binding) -> tuple[tuple[Any, ...], tuple[Section, ...]]:
    """The blocks before the first heading, and a sub-section for each heading."""
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Heading)]
    if not starts:
        return blocks, ()
    top = min(blocks[i].level for i in starts)
    starts = [i for i in starts if blocks[i].level == top or i == starts[0]]
    sections = []
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[start]
        name = f"{id}-{heading.id[0].text}"
        own, below = _nested(name, blocks[start + 1 : end], appendix, binding)
        if not own and not below:
            binding.problems.append(_without_text(heading.position))
        sections.append(Section(name, heading.inlines, own, below, appendix, None, "", heading.position))
    return blocks[: starts[0]], tuple(sections)

"""Which sections of a document are clauses of the library, with which values; for the others, the clause that is most like them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz.distance import Indel

from docgen.clausetext.template import Heading
from docgen.composition import bind_blocks, bind_inlines
from docgen.composition.binding import Binding
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError
from docgen.document.tree import Document, Paragraph, Section, Table, Term, plain, walk
from docgen.exchange.matching.encoded_lines import Codes
from docgen.exchange.matching.found_values import found_facts, found_values
from docgen.exchange.matching.known_facts import KnownFacts
from docgen.exchange.matching.match_blocks import match_blocks
from docgen.exchange.matching.match_line import match_line
from docgen.exchange.matching.search_state import Search, TooFar
from docgen.exchange.read_back import flat, shape
from docgen.exchange.writable import one_line, writable
from docgen.exchange.yaml_layout import layout
from docgen.formats.printed_values import Language
from docgen.governance.similar_text import words_of
from docgen.library.clauses import Clause, Library
from docgen.partnership.partnership_files import Partnership, from_text
from docgen.partnership.resolution import resolve

Data = dict[str, Any]
_STAND_IN = {"stand-in": {"title": "x", "reason": "x", "text": "x"}}
_TRIED = 10
"""How many clauses are tried for a section: those that share most of their rare words with it."""
_LEAST_SHARED = 0.25
_STEPS = 12_000
_MOST_GUESSES = 12


@dataclass(frozen=True, slots=True)
class Match:
    """A section as a clause: its entry in the file, and how many of its sub-sections are part of the clause."""

    clause: Clause
    data: Data
    inner: int
    facts: Data
    """Facts that the clause shows and the file did not give, by path."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The clause that is most like a section, and the share of words that both have in the same order."""

    clause: str
    share: float


class ClauseMatcher:
    """The clauses of a library, ready to be looked up by their words."""

    def __init__(self, library: Library, facts: Data, id: str, document: Document) -> None:
        self.library, self.facts_data, self.id = library, facts, id
        self.language = Language(document.language if document.language in ("en-GB", "en-US", "en") else "en-GB")
        self.facts = KnownFacts(self._partnership(facts, _STAND_IN))
        self.clauses = [clause for clause in library.readable() if clause.front.status != "withdrawn"]
        self.words = [(frozenset(words), _triples(words)) for words in (words_of(clause.text) for clause in self.clauses)]

    def _partnership(self, facts: Data, sections: Data) -> Partnership:
        return from_text(self.id, layout(facts | {"sections": sections}))

    def all(self, sections: Iterable[Section]) -> dict[str, Match]:
        """The matches of sections by id. What one clause tells of the facts is known to the others: so each section is tried twice."""
        sections = tuple(sections)
        for section in sections:
            if (match := self.match(section)) and match.facts:
                self.facts_data = _named_once(with_facts(self.facts_data, match.facts))
                self.facts = KnownFacts(self._partnership(self.facts_data, _STAND_IN))
        return {section.id: match for section in sections if (match := self.match(section))}

    def match(self, section: Section) -> Match | None:
        """The section as a clause, if there is one that says exactly what it says."""
        for clause in self._near(section):
            if match := self._as_clause(section, clause):
                return match
        return None

    def nearest(self, section: Section) -> Likeness | None:
        """The clause that is most like a section that no clause gives."""
        words = words_of(_words(section))
        scored = [(Indel.normalized_similarity(words, words_of(clause.text)), clause.name) for clause in self._near(section)]
        share, name = max(scored, default=(0.0, ""))
        return Likeness(name, share) if share else None

    def _near(self, section: Section) -> list[Clause]:
        """The clauses that share the most words, and runs of three words, with the section; of one clause, later versions first."""
        words = words_of(_words(section))
        own, triples = frozenset(words), _triples(words)
        scored = []
        for clause, (theirs, their_triples) in zip(self.clauses, self.words, strict=True):
            share = (_share(own, theirs) + _share(triples, their_triples)) / 2
            if share >= _LEAST_SHARED:
                scored.append((share, clause))
        return [clause for _, clause in sorted(scored, key=lambda each: (-each[0], each[1].id, -each[1].version))[:_TRIED]]

    def _as_clause(self, section: Section, clause: Clause) -> Match | None:
        codes = Codes()
        search = Search(clause, self.facts, codes, self.language, _STEPS)
        target = flat(section.blocks, section.sections, section.id)
        try:
            for number, found in enumerate(match_blocks(search, clause.blocks, target, {}, {}, whole=False)):
                if number >= _MOST_GUESSES:
                    break
                titled = next(match_line(search, clause.title, codes.encoded(section.title), found, {}), None)
                found = titled if titled is not None else found
                values = found_values(search, found)
                if values is not None and (match := self._proved(section, clause, values, found_facts(search, found))):
                    return match
        except (TooFar, RecursionError):
            pass
        return None

    def _proved(self, section: Section, clause: Clause, values: Data, facts: Data) -> Match | None:
        """The match, if the clause with these values gives the section's own title or another, and its very blocks."""
        data: Data = {"clause": clause.name} | ({"with": values} if values else {})
        try:
            resolved = resolve(self._partnership(with_facts(self.facts_data, facts), {section.id: data}), self.library)
        except DocgenError:
            return None
        (made,) = resolved.sections
        binding = Binding(self.language, resolved.names, bind_blocks.blocks)
        if made.problems:
            return None
        scope = {**binding.names, **made.values}
        try:
            title, blocks = binding.filled(made.title, scope, bind_inlines.line), binding.blocks(made.blocks, scope)
        except DocgenError:
            return None
        if binding.problems:
            return None
        inner = sum(1 for block in blocks if isinstance(block, Heading) and block.level == 2)
        expected = flat(section.blocks, section.sections[:inner], section.id)
        if _shape(blocks) != _shape(expected):
            return None
        same = shape((Paragraph(one_line(title, (Term,))),)) == shape((Paragraph(one_line(section.title, (Term,))),))
        return Match(clause, data if same else {"clause": clause.name, "title": plain(section.title), **data}, inner, facts)


def _named_once(data: Data) -> Data:
    """The facts without terms that are groups as well."""
    groups = {group["name"] for group in data.get("groups", {}).values()}
    terms = {id: term for id, term in data.get("terms", {}).items() if term["name"] not in groups}
    return {key: terms if key == "terms" else value for key, value in data.items() if key != "terms" or terms}


def with_facts(data: Data, facts: Data) -> Data:
    """The keys of a file with facts added at their paths."""
    for path, value in facts.items():
        key, *rest = path.split(".")
        below = data.get(key, {})
        data = {**data, key: with_facts(below, {".".join(rest): value}) if rest else value}
    return data


def _shape(blocks: Any) -> Any:
    """The shape of blocks and headings, with fields as their words."""
    return shape(made for block in blocks for made in (_titled(block) if isinstance(block, Heading) else writable((block,), (Term,))))


def _titled(heading: Heading) -> tuple[Heading]:
    return (Heading(heading.level, heading.id, one_line(heading.inlines, (Term,)), heading.position),)


def _share(one: frozenset[Any], other: frozenset[Any]) -> float:
    """The share of the smaller set that both have."""
    return len(one & other) / (min(len(one), len(other)) or 1)


def _triples(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([words])


def _words(section: Section) -> str:
    """The words of a section and its sub-sections."""
    return " ".join(_lines(section))


def _lines(section: Section) -> Iterator[str]:
    for node in walk(section):
        if isinstance(node, Paragraph):
            yield plain(node.inlines)
        elif isinstance(node, Table):
            yield from (plain(cell.inlines) for row in (node.header, *node.rows) for cell in row.cells)

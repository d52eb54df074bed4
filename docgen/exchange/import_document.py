"""A Document that was read from a file becomes a new revision: its partnership file, and what became of every word and section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docgen.composition.compose import compose
from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading, in_reading_order
from docgen.document.problems import DocgenError, Position
from docgen.document.quotation_marks import straightened
from docgen.document.tree import Document, Paragraph, Section, Signatures, Table, plain, walk
from docgen.exchange.importable import prepared
from docgen.exchange.introduced_names import with_terms
from docgen.exchange.live_references import with_references
from docgen.exchange.matching.match_clauses import ClauseMatcher, Match
from docgen.exchange.partnership_yaml import facts_data, partnership_file
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import from_text

LEAST_LIKE = 0.3
"""A clause that shares fewer of its words with a section is no help."""
_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a section: `clause` is the version that says exactly what it says; else `near` is the one most like it, with the share of its words."""

    id: str
    title: str
    clause: str = ""
    near: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Imported:
    """A new revision: its id, the text of its file, the document that it composes to, and what a person should look at.

    `words` counts the words of the text and cover that were read; `lost` and `added` are those that the composed document lacks or has beyond them.
    """

    id: str
    text: str
    document: Document
    remarks: tuple[str, ...]
    sections: tuple[Placed, ...]
    words: int
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def imported(document: Document, file: str, id: str, library: Library) -> Imported:
    """The revision `id` made of a document that was read from `file`. Raises DocgenError for each text that the sources cannot hold."""
    ready = prepared(document)
    plain_form = with_terms(ready.document)
    linked = replace(plain_form, sections=with_references(plain_form.sections))
    forms = [linked, plain_form] if linked != plain_form else [linked]
    for form in forms:
        text, composed, placed = _proved(form, file, id, library)
        if _words(composed) == _words(form):
            break  # else a number in the text is not that of the section as docgen counts: it stays as it was typed
    before, after = _words(document), _words(composed)
    return Imported(id, text, composed, ready.remarks, placed, before.total(), tuple((before - after).elements()), tuple((after - before).elements()))


def _proved(document: Document, file: str, id: str, library: Library) -> tuple[str, Document, tuple[Placed, ...]]:
    """The text of the file and what it composes to. A clause that does not fit into the whole, or says something else there, is local text instead."""
    matcher = ClauseMatcher(library, facts_data(document), id, document)
    matches = matcher.all(_every(document.sections))
    while True:
        entries = {id: (match.data, match.inner) for id, match in matches.items()}
        text = partnership_file(document, id, f"Imported from {file}.", Position(file), matcher.facts_data, entries)
        wrong: set[str] = set()
        try:
            composed = compose(from_text(id, text), library)
            wrong = set(matches) & _different(document.sections, composed.sections)
        except DocgenError as error:
            lines = text.split("\n")
            named = " ".join(lines[problem.position.line - 1] for problem in error.problems if problem.position.line <= len(lines))
            wrong = {id for id, match in matches.items() if match.clause.name in named} or set(matches)
            if not matches:
                raise
        if not wrong:
            break
        matches = {id: match for id, match in matches.items() if id not in wrong}
    return text, composed, tuple(_placed(section, matches, matcher) for section in _every(document.sections) if section.blocks)


def _placed(section: Section, matches: dict[str, Match], matcher: ClauseMatcher) -> Placed:
    title = plain(section.title)
    if section.id in matches:
        return Placed(section.id, title, matches[section.id].clause.name)
    near = matcher.nearest(section)
    return Placed(section.id, title, "", near.clause, near.share) if near and near.share >= LEAST_LIKE else Placed(section.id, title)


def _every(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _every(section.sections)


def _different(before: Iterable[Section], after: Iterable[Section]) -> set[str]:
    """The ids of the sections whose words differ."""
    now = {section.id: _own_words(section) for section in _every(after)}
    return {section.id for section in _every(before) if now.get(section.id) != _own_words(section)}


def _own_words(section: Section) -> str:
    return " ".join(_texts((replace(section, sections=()),)))


def _words(document: Document) -> Counter[str]:
    """The words of the text and of the cover, without numbers that docgen computes and without the status, in small letters."""
    read = as_read(document)
    front = read.front
    cover = (front.title, front.subtitle, front.date, *front.parties, *(f"{key} {value}" for key, value in front.control if key not in _OF_THE_ISSUE))
    return Counter(word for text in (*cover, *_texts(read.sections)) for word in _WORD.findall(straightened(text).casefold()))


def same_words(one: Document, other: Document) -> bool:
    """Whether two documents have the same words in the same sections."""
    return _words(one) == _words(other) and not _different(one.sections, other.sections)


_OF_THE_ISSUE = ("Status", "Revision", "Date", "Approved by")


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    """The texts of sections in reading order."""
    for line in in_reading_order(sections):
        for node in walk(line.section if type(line) is Heading else line):
            if type(node) is Section:
                yield plain(node.title)
            elif type(node) is Paragraph:
                yield plain(node.inlines)
            elif type(node) is Table:
                yield plain(node.caption)
                yield from (plain(cell.inlines) for row in (node.header, *node.rows) for cell in row.cells)
            elif type(node) is Signatures:
                yield from (f"{each.party} {each.name} {each.post}" for each in node.signatories)

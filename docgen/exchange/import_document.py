"""A Document that was read from a file becomes a new revision: its partnership file, and what became of every word and section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docgen.composition.compose import compose
from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading, in_reading_order
from docgen.document.problems import Position
from docgen.document.quotation_marks import straightened
from docgen.document.tree import Document, Paragraph, Section, Signatures, Table, plain, walk
from docgen.exchange.importable import prepared
from docgen.exchange.live_references import with_references
from docgen.exchange.partnership_yaml import Matched, partnership_file
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import from_text

_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Imported:
    """A new revision: its id, the text of its file, the document that it composes to, and what a person should look at.

    `words` counts the words of the text and cover that were read; `lost` and `added` are those that the composed document lacks or has beyond them.
    """

    id: str
    text: str
    document: Document
    remarks: tuple[str, ...]
    words: int
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def imported(document: Document, file: str, id: str, library: Library, matched: Matched | None = None) -> Imported:
    """The revision `id` made of a document that was read from `file`. Raises DocgenError for each text that the sources cannot hold."""
    ready = prepared(document)
    linked = replace(ready.document, sections=with_references(ready.document.sections))
    reason = f"Imported from {file}."
    text = partnership_file(linked, reason, Position(file), matched or (lambda section: {}))
    composed = compose(from_text(id, text), library)
    if linked != ready.document and _words(composed) != _words(ready.document):
        # A number in the text that is not that of the section as docgen counts: it stays as it was typed.
        text = partnership_file(ready.document, reason, Position(file), matched or (lambda section: {}))
        composed = compose(from_text(id, text), library)
    before, after = _words(document), _words(composed)
    return Imported(id, text, composed, ready.remarks, before.total(), tuple((before - after).elements()), tuple((after - before).elements()))


def _words(document: Document) -> Counter[str]:
    """The words of the text and of the cover, without numbers that docgen computes and without the status, in straight quotation marks."""
    read = as_read(document)
    front = read.front
    cover = (front.title, front.subtitle, front.date, *front.parties, *(f"{key} {value}" for key, value in front.control if key not in _OF_THE_ISSUE))
    return Counter(word for text in (*cover, *_texts(read.sections)) for word in _WORD.findall(straightened(text)))


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

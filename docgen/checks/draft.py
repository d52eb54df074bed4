"""A text as the drafting rules see it: its passages in reading order, each with its place, and the facts behind it if there are any."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from docgen.checks.house_style_colours import Look
from docgen.checks.source_places import SourceLines
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.quotation_marks import curled
from docgen.document.tree import Document, FieldBlock, Figure, Foreign, List, Note, Paragraph, Quote, Section, Signatures, Table, Term, Text, plain, walk
from docgen.document.values import Date
from docgen.library.document_profiles import Profiles
from docgen.library.law_register import Register
from docgen.partnership.default_values import DefaultValue
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import Body
from docgen.partnership.value_places import Span, ValuePlaces
from docgen.sources import yaml_tree

_NO_SOURCES = SourceLines()
Kind = Literal["title", "heading", "paragraph", "item", "cell", "caption", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, the first paragraph of a list item, a cell or a note, as one line of text.

    `group` is shared by the items of one list and 0 outside lists; `lead` is the index in the draft of the passage that introduces the list or table.
    `breaks` holds the offsets at which source lines begin, with their places, if known; otherwise the words are found in the `sources`, from `position`
    on, or from the places of the `values` from a partnership file. `foreign` holds the words marked as being in another language.
    """

    kind: Kind
    text: str
    position: Position
    section: str = ""
    number: str = ""
    level: int = 0
    group: int = 0
    lead: int = -1
    breaks: tuple[tuple[int, Position], ...] = ()
    foreign: tuple[str, ...] = ()
    values: tuple[Span, ...] = ()
    sources: SourceLines = field(default=_NO_SOURCES, compare=False, repr=False)

    def at(self, offset: int) -> Position:
        """The place of a character of the text."""
        for start, end, place in self.values:
            if start <= offset < end:
                return self.sources.place(self.text[start:end], offset - start, place)
        if not self.breaks:
            return self.sources.place(self._own_words(), offset, self.position, self.kind == "cell")
        start, place = self.breaks[max(bisect.bisect_right(self.breaks, offset, key=lambda row: row[0]) - 1, 0)]
        return Position(place.file, place.line, place.column + offset - start)

    def _own_words(self) -> str:
        """The text with the values from a partnership file made blank."""
        text = self.text
        for start, end, _ in self.values:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The text to check: a composed revision, or a file that docgen did not make (`document` and `partnership` are then None).

    `type` names the document's profile ("partnership-mou") or is ""; `date` is the document's own, `today` that of the check.
    Drafts are compared by identity, so that what several rules derive from one can be cached.
    """

    name: str
    passages: tuple[Passage, ...]
    today: Date
    register: Register
    date: Date | None = None
    type: str = ""
    document: Document | None = None
    partnership: Partnership | None = None
    profiles: Profiles = field(default_factory=Profiles)
    """The sections that documents of each type should have."""
    language: str = "en"
    """The language of the text; "" if it does not look like English."""
    declared: str | None = None
    """The language that a Word file declares, "" if it declares none; None for other files."""
    words: frozenset[str] = frozenset()
    """Extra words to accept as correctly spelt, in lower case."""
    looks: tuple[Look, ...] = ()
    """The colours of a house style, if that is what is checked."""
    defaults: tuple[DefaultValue, ...] = ()
    """The values of substance that a revision takes from the defaults of its clauses; none once it is approved or released."""
    fragment: bool = False
    """Whether this is only part of a text, which not every rule can judge."""

    @property
    def sentences(self) -> Iterator[tuple[Passage, int, str]]:
        """The sentences of paragraphs, items and notes, each with its passage and its offset there."""
        for passage in self.passages:
            if passage.kind in ("paragraph", "item", "note"):
                yield from ((passage, start, sentence) for start, sentence in sentences(passage.text))

    @property
    def known_bodies(self) -> tuple[Body, ...]:
        """The partnership, parties, groups and terms in the facts, with their names as the document shows them; none for a text."""
        if self.partnership is None:
            return ()
        revision = self.partnership.revision
        bodies = (revision.partnership, *revision.parties.values(), *revision.groups.values(), *revision.terms.values())
        return tuple(body.model_copy(update={"name": curled(body.name), "short": curled(body.short or "") or None}) for body in bodies)


_ABBREVIATIONS = ("e.g", "i.e", "etc", "no", "s", "ss", "para", "paras", "ch", "dr", "mr", "mrs", "ms", "st", "vol", "cf", "al")


@lru_cache(maxsize=16_384)
def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, each with its offset. A full stop ends one before a space and a capital, but not after an abbreviation."""
    out: list[tuple[int, str]] = []
    start = 0
    for at, character in enumerate(text):
        if character in ".!?" and text[at + 1 : at + 2] in (" ", "”", "’", ")") and not _continues(text, start, at):
            end = at + 1 + (text[at + 1] != " ")
            out.append((start, text[start:end]))
            start = end + (text[end : end + 1] == " ")
    if text[start:].strip():
        out.append((start, text[start:]))
    return tuple(out)


def _continues(text: str, start: int, at: int) -> bool:
    before = text[start:at].rpartition(" ")[2].casefold().lstrip("(“‘")
    after = text[at + 1 :].lstrip(" ”’)")
    return bool(text[at] == "." and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()))) or after[:1].islower()


def of_document(document: Document, partnership: Partnership | None, today: Date, register: Register, root: Path | None = None) -> Draft:
    """The draft of a composed document. With the `root` of its repository, each word has its own line and column; without, those of its paragraph."""
    reader = _DocumentReader(Position(document.id), ValuePlaces(partnership) if partnership else None, SourceLines(root))
    front = document.front
    for key, text in (("title", front.title), ("subtitle", front.subtitle)):
        if text:
            place = yaml_tree.locate(partnership.source, [key]) if partnership else reader.place
            reader.passages.append(Passage("title", text, place, sources=reader.sources))
    for section in document.sections:
        reader.section(section, 1)
    date = partnership.revision.date if partnership else None
    type = (partnership and partnership.revision.type) or ""
    return Draft(document.id, tuple(reader.passages), today, register, date, type, document, partnership, language=document.language)


def _line(inlines: tuple[Any, ...]) -> str:
    return " ".join(plain(inlines).split())


def _line_spans(inlines: tuple[Any, ...], spans: Iterable[Span]) -> Iterator[Span]:
    """The spans of values in the plain text of inlines, with their offsets in the line that `_line` makes of it."""
    text = plain(inlines)
    for start, end, place in spans:
        yield len(" ".join(f"{text[:start]}|".split())) - 1, len(" ".join(text[:end].split())), place


def _foreign(inlines: tuple[Any, ...]) -> tuple[str, ...]:
    """The words marked as being in another language."""
    out: tuple[str, ...] = ()
    for node in inlines:
        kind = type(node)
        if kind is Foreign:
            out += (_line(node.inlines),)
        elif kind is not Text and kind is not Term and hasattr(node, "inlines"):
            out += _foreign(node.inlines)
    return out


class _DocumentReader:
    """Reads a document into passages."""

    def __init__(self, place: Position, values: ValuePlaces | None, sources: SourceLines) -> None:
        self.sources = sources
        self.passages: list[Passage] = []
        self.place = place
        self.values = values
        self.entry = ""
        """The nearest section with its own entry in the partnership file."""
        self.groups = 0
        self.label = ("", "")
        """The id and number of the section."""

    def add(self, kind: Kind, inlines: tuple[Any, ...], level: int = 0, group: int = 0, lead: int = -1) -> None:
        values = tuple(_line_spans(inlines, self.values.spans(inlines, self.entry))) if self.values else ()
        self.passages.append(Passage(kind, _line(inlines), self.place, *self.label, level, group, lead, (), _foreign(inlines), values, self.sources))

    def section(self, section: Section, level: int) -> None:
        outer = self.place, self.label, self.entry
        self.place, self.label = section.position or self.place, (section.id, section.number)
        self.entry = section.id if section.origin else self.entry
        place, self.place = self.place, (self.values and self.values.titles.get(section.id)) or self.place
        if section.title:  # a revision may have text without a heading
            self.add("heading", section.title, level)
        self.place = place
        self.blocks(section.blocks)
        for below in section.sections:
            self.section(below, level + 1)
        self.place, self.label, self.entry = outer

    def blocks(self, blocks: tuple[Any, ...], kind: Kind = "paragraph", level: int = 0, group: int = 0, lead: int = -1) -> None:
        for block in blocks:
            match block:
                case Paragraph(inlines=inlines, position=position):
                    self.place = position or self.place
                    self.add(kind, inlines, level, group, lead)
                    self.notes(inlines)
                    # Only the first paragraph of an item counts as the item.
                    kind = "paragraph" if kind == "item" else kind
                case List():
                    self.groups += 1
                    place_in_list = self.groups, len(self.passages) - 1
                    for item in block.items:
                        self.blocks(item.blocks, "item", level + 1, *place_in_list)
                case Quote():
                    self.blocks(block.blocks, kind, level, group, lead)
                case FieldBlock():
                    # What follows a value is in the clause again.
                    outer = self.place
                    self.blocks(block.blocks, kind, level, group, lead)
                    self.place = outer
                case Table():
                    self.table(block)
                case Figure():
                    self.add("caption", block.caption)
                case Signatures():
                    continue

    def table(self, table: Table) -> None:
        outer = self.place
        if table.caption:
            self.place = table.position or outer
            self.add("caption", table.caption)
        lead = len(self.passages) - 1
        for row in (table.header, *table.rows):
            for index, cell in enumerate(row.cells):
                self.place = self.sources.cell(row.position, index) if row.position else outer
                self.add("cell", cell.inlines, lead=lead)
                self.notes(cell.inlines)
        self.place = outer

    def notes(self, inlines: tuple[Any, ...]) -> None:
        for note in (node for inline in inlines for node in walk(inline) if isinstance(node, Note)):
            self.blocks(note.blocks, "note")

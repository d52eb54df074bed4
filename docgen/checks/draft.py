"""A text as drafting rules see it: its passages in reading order, each with its place, and the facts behind it where there are any."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from typing import Any, Literal

from docgen.document.frozen import dataclass
from docgen.document.problems import Position
from docgen.document.tree import Document, FieldBlock, Figure, Foreign, List, Note, Paragraph, Quote, Section, Signatures, Table, Term, Text, plain, walk
from docgen.document.values import Date
from docgen.formats.text_colours import Look
from docgen.library.law_register import Register
from docgen.library.profiles import Profiles
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.value_places import Span, ValuePlaces
from docgen.sources import yaml_tree

Kind = Literal["title", "heading", "paragraph", "item", "cell", "caption", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, what an item of a list begins with, a cell or a note, as one line of text.

    `group` is the same for the items of one list, and 0 in none; `lead` is the index, in the draft, of the passage that introduces the
    list or table. `breaks` holds the offsets in the text at which lines of the source begin, with their places, where they are known;
    elsewhere every place in the passage is `position`, but for the `values` that a partnership file gives. `foreign` are the words that
    are marked as being in another language.
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

    def at(self, offset: int) -> Position:
        """The place of a character of the text."""
        for start, end, place in self.values:
            if start <= offset < end:
                return place
        if not self.breaks:
            return self.position
        start, place = self.breaks[max(bisect.bisect_right(self.breaks, offset, key=lambda row: row[0]) - 1, 0)]
        return Position(place.file, place.line, place.column + offset - start)


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What is checked: a composed revision, or a file that nobody composed (`document` and `partnership` are then None).

    `type` names the profile of the document ("partnership-mou"), "" if nobody said; `date` is the document's own, `today` that of the check.
    A draft equals itself alone, so that what several rules work out of it is quickly found again.
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
    """What documents of each type have."""
    language: str = "en"
    """The language that the text is in; "" where it does not look like English."""
    declared: str | None = None
    """The language that a Word file says it is in, "" if it says none; None where no file says so."""
    words: frozenset[str] = frozenset()
    """Words that are spelt right whatever the dictionary says, in small letters."""
    looks: tuple[Look, ...] = ()
    """The colours of a house style, where that is what is checked."""
    fragment: bool = False
    """Whether it is a piece of a text, of which only rules that look at each passage alone, or that are fit for pieces, can judge."""

    @property
    def sentences(self) -> Iterator[tuple[Passage, int, str]]:
        """The sentences of passages that are no headings or cells, each with its passage and where in it the sentence begins."""
        for passage in self.passages:
            if passage.kind in ("paragraph", "item", "note"):
                yield from ((passage, start, sentence) for start, sentence in sentences(passage.text))


_ABBREVIATIONS = ("e.g", "i.e", "etc", "no", "s", "ss", "para", "paras", "ch", "dr", "mr", "mrs", "ms", "st", "vol", "cf", "al")


@lru_cache(maxsize=16_384)
def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a text, each with its offset. A full stop ends one before a space and a capital, but not after an abbreviation."""
    out: list[tuple[int, str]] = []
    start = 0
    for at, character in enumerate(text):
        if character in ".!?" and text[at + 1 : at + 2] in (" ", "”", "’", ")") and not _goes_on(text, start, at):
            end = at + 1 + (text[at + 1] != " ")
            out.append((start, text[start:end]))
            start = end + (text[end : end + 1] == " ")
    if text[start:].strip():
        out.append((start, text[start:]))
    return tuple(out)


def _goes_on(text: str, start: int, at: int) -> bool:
    before = text[start:at].rpartition(" ")[2].casefold().lstrip("(“‘")
    after = text[at + 1 :].lstrip(" ”’)")
    return bool(text[at] == "." and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()))) or after[:1].islower()


def of_document(document: Document, partnership: Partnership | None, today: Date, register: Register) -> Draft:
    """The draft of a composed document."""
    reading = _Reading(Position(document.id), ValuePlaces(partnership) if partnership else None)
    front = document.front
    for key, text in (("title", front.title), ("subtitle", front.subtitle)):
        if text:
            reading.passages.append(Passage("title", text, yaml_tree.locate(partnership.source, [key]) if partnership else reading.place))
    for section in document.sections:
        reading.section(section, 1)
    date = partnership.revision.date if partnership else None
    type = (partnership and partnership.revision.type) or ""
    return Draft(document.id, tuple(reading.passages), today, register, date, type, document, partnership, language=document.language)


def _line(inlines: tuple[Any, ...]) -> str:
    return " ".join(plain(inlines).split())


def _settled(inlines: tuple[Any, ...], spans: Iterable[Span]) -> Iterator[Span]:
    """The spans of values in the plain text of inlines, as they are in the line that `_line` makes of it."""
    text = plain(inlines)
    for start, end, place in spans:
        yield len(" ".join(f"{text[:start]}|".split())) - 1, len(" ".join(text[:end].split())), place


def _foreign(inlines: tuple[Any, ...]) -> tuple[str, ...]:
    """The words that are marked as being in another language."""
    out: tuple[str, ...] = ()
    for node in inlines:
        kind = type(node)
        if kind is Foreign:
            out += (_line(node.inlines),)
        elif kind is not Text and kind is not Term and hasattr(node, "inlines"):
            out += _foreign(node.inlines)
    return out


class _Reading:
    """A document being read into passages."""

    def __init__(self, place: Position, given: ValuePlaces | None) -> None:
        self.passages: list[Passage] = []
        self.place = place
        self.given = given
        self.own = ""
        """The nearest section that has an entry of its own in the partnership file."""
        self.groups = 0
        self.here: tuple[str, str] = ("", "")

    def add(self, kind: Kind, inlines: tuple[Any, ...], level: int = 0, group: int = 0, lead: int = -1) -> None:
        values = tuple(_settled(inlines, self.given.spans(inlines, self.own))) if self.given else ()
        self.passages.append(Passage(kind, _line(inlines), self.place, *self.here, level, group, lead, (), _foreign(inlines), values))

    def section(self, section: Section, level: int) -> None:
        outer = self.place, self.here, self.own
        self.place, self.here = section.position or self.place, (section.id, section.number)
        self.own = section.id if section.origin else self.own
        place, self.place = self.place, (self.given and self.given.titles.get(section.id)) or self.place
        self.add("heading", section.title, level)
        self.place = place
        self.blocks(section.blocks)
        for below in section.sections:
            self.section(below, level + 1)
        self.place, self.here, self.own = outer

    def blocks(self, blocks: tuple[Any, ...], kind: Kind = "paragraph", level: int = 0, group: int = 0, lead: int = -1) -> None:
        for block in blocks:
            match block:
                case Paragraph(inlines=inlines, position=position):
                    self.place = position or self.place
                    self.add(kind, inlines, level, group, lead)
                    self.notes(inlines)
                    # Only the first paragraph of an item is the item.
                    kind = "paragraph" if kind == "item" else kind
                case List():
                    self.groups += 1
                    group_here, lead_here = self.groups, len(self.passages) - 1
                    for item in block.items:
                        self.blocks(item.blocks, "item", level + 1, group_here, lead_here)
                case Quote():
                    self.blocks(block.blocks, kind, level, group, lead)
                case FieldBlock():
                    # What follows a value stands in the clause again.
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
        if table.caption:
            self.add("caption", table.caption)
        lead = len(self.passages) - 1
        for row in (table.header, *table.rows):
            for cell in row.cells:
                self.add("cell", cell.inlines, lead=lead)
                self.notes(cell.inlines)

    def notes(self, inlines: tuple[Any, ...]) -> None:
        for note in (node for inline in inlines for node in walk(inline) if isinstance(node, Note)):
            self.blocks(note.blocks, "note")

"""The lines of a file become a Document: headings, numbers, lists, tables and signature blocks, whether styled or only typed.

Every word of the file is in the document, or among what was dropped with its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading, nested
from docgen.document.problems import Problem
from docgen.document.tree import Block, Document, Figure, Section, plain
from docgen.formats.reading.contents_list import without_contents, without_running_lines
from docgen.formats.reading.file_text import FileText, Furniture, Grid, Line, Origins, Picture
from docgen.formats.reading.nested_lines import Placed, nested_lines
from docgen.formats.reading.numbered_parts import Numbered, numbered_parts
from docgen.formats.reading.plain_tables import caption_number, has_table, is_layout, lines_of, table_of
from docgen.formats.reading.signature_lines import signatures_at
from docgen.formats.reading.title_lines import front_of, without_control
from docgen.formats.reading.typed_numbers import without_start
from docgen.formats.reading.what_changes import Told, told

Part = Line | Grid | Picture
OPENING = "opening"
"""The id of the section without a title that holds the text above the first heading."""


@dataclass(frozen=True, slots=True)
class Structured:
    """A document made of a file.

    `dropped` is what is no part of the text; `labels` are the labels and words that docgen writes by itself, such as those of list items; `warnings`
    say what the document cannot carry as the file has it. `known` are the ids of sections that the file itself gives; others are made of their titles.
    """

    document: Document
    dropped: tuple[Furniture, ...] = ()
    labels: tuple[Furniture, ...] = ()
    warnings: tuple[Problem, ...] = ()
    origins: Origins = Origins()
    known: frozenset[str] = frozenset()
    shows_title: bool = True
    """Whether the title is on the pages too, and not only among the properties of the file."""


def structured(text: FileText, id: str) -> Structured:
    """The document with this id that a file holds; its style is ""."""
    parts = tuple(part for part in _unboxed(text.lines) if type(part) is not Line or part.inlines or part.kind == "item")
    parts, contents = without_contents(parts)
    parts, running = without_running_lines(parts)
    parts, control, labels = without_control(parts)
    numbered = numbered_parts(parts, text.title)
    front = front_of(numbered.opening, text, numbered.has_title)
    builder = _Sections(text)
    builder.add_opening(front.rest)
    for heading, below in numbered.sections:
        builder.add(heading, below)
    sections = nested(builder.headings)
    matter = replace(front.matter, control=control)
    document = Document(id, text.language, numbered.scheme, "", matter, sections)
    warnings = told(document, builder.told, text.has_macros)
    dropped = (*text.furniture, *contents, *running)
    known, shown = frozenset(builder.ids), front.matter.title != text.title or _is_shown(text)
    return Structured(document, dropped, (*labels, *front.labels, *builder.labels), warnings, text.origins, known, shown)


def _is_shown(text: FileText) -> bool:
    """Whether the title among the properties of a file is a line of its text."""
    return any(type(part) is Line and " ".join(part.words.split()) == text.title for part in text.lines)


class _Sections:
    """Collects the headings and blocks in reading order."""

    def __init__(self, text: FileText) -> None:
        self.text = text
        self.ids: set[str] = {part.section for part in text.lines if part.section}
        self.used: set[str] = set()
        self.counts: dict[str, int] = {}
        self.headings: list[Any] = []
        self.labels: list[Furniture] = []
        self.told: list[Told] = []
        self.in_appendix = False

    def add_opening(self, parts: Sequence[Part]) -> None:
        if blocks := self._blocks(parts):
            id = parts[0].section or self._id(OPENING)
            self.used.add(id)
            self.headings.append(Heading(Section(id, (), (), position=parts[0].position), 1))
            self.headings += blocks

    def add(self, heading: Numbered, parts: Sequence[Part]) -> None:
        line = heading.line
        id = line.section if line.section and line.section not in self.used else self._id(_slug(plain(heading.title)))
        self.used.add(id)
        self.in_appendix = heading.appendix or (self.in_appendix and heading.level > 1)
        section = Section(id, heading.title, (), (), self.in_appendix, None, heading.number, line.position)
        self.headings += [Heading(section, heading.level), *self._blocks(parts)]

    def _id(self, name: str) -> str:
        number = self.counts.get(name, 0) + 1
        id = name if number == 1 else f"{name}-{number}"
        while id in self.used or id in self.ids:
            number += 1
            id = f"{name}-{number}"
        self.counts[name] = number
        self.used.add(id)
        return id

    def _blocks(self, parts: Sequence[Part | Placed]) -> tuple[Block, ...]:
        made = nested_lines(self._ready(parts))
        self.labels += [Furniture(label, "label", line.position) for label, line in made.labels]
        self.told += [Told("list-kept", label, line.position) for label, line in made.kept]
        return made.blocks

    def _ready(self, parts: Sequence[Part | Placed]) -> list[Line | Placed]:
        """The parts, with tables, pictures and signature blocks as blocks."""
        out: list[Line | Placed] = []
        at = 0
        while at < len(parts):
            block, taken = self._block(parts, at)
            part = parts[at]
            if block is not None:
                out.append(Placed(block, next((p.level for p in parts[at : at + taken] if type(p) in (Grid, Picture)), 0)))
            elif type(part) is Line or type(part) is Placed:
                out.append(part)
            at += taken
        return out

    def _block(self, parts: Sequence[Any], at: int) -> tuple[Block | None, int]:
        """The block that begins at a part, if it is more than a line, and how many parts it takes."""
        part, below = parts[at], parts[at + 1] if at + 1 < len(parts) else None
        if type(part) is Line and (signed := signatures_at(parts, at)):
            self.labels += signed.labels
            return signed.signatures, signed.lines
        if below is not None and type(part) is Line and _caption(part, type(below)):
            return self._captioned(below, part), 2
        if type(part) in (Grid, Picture):
            after = type(below) is Line and _caption(below, type(part)) and not (at + 2 < len(parts) and _caption(below, type(parts[at + 2])))
            return self._captioned(part, below if after else None), 2 if after else 1
        return None, 1

    def _captioned(self, part: Grid | Picture, caption: Line | None) -> Block:
        found = caption_number(caption.words) if caption and not caption.label else None
        number = found[1] if found else caption.label.rstrip(":.") if caption else ""
        words = without_start(caption.inlines, found[2]) if caption and found else caption.inlines if caption else ()
        if isinstance(part, Picture):
            return Figure("", words, part.alt, (), number)
        if has_table(part):
            self.told.append(Told("table-in-table", "", part.position))
        return table_of(part, words, number)


def _caption(line: Line, below: type) -> bool:
    """Whether a line is the caption of a part of this kind."""
    if below not in (Grid, Picture) or line.kind not in ("caption", "paragraph"):
        return False
    found = caption_number(f"{line.label} {line.words}" if line.label else line.words)
    if not found:
        return line.kind == "caption"
    return (found[0] == "Table") == (below is Grid)


def _unboxed(parts: Sequence[Part]) -> list[Part]:
    """The parts, with boxes as what they hold; tables without any rows are left out."""
    out: list[Part] = []
    for part in parts:
        if type(part) is Grid and is_layout(part) and not (out and _signs(out[-1])):
            out += _unboxed(list(lines_of(part)))
        elif type(part) is not Grid or part.rows:
            out.append(part)
    return out


def _signs(part: Part) -> bool:
    return type(part) is Line and part.words.lower().startswith("signed for and on behalf of")


def _slug(title: str) -> str:
    """A title as an id: “Funding & review” is funding-review."""
    plain_letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")[:60].strip("-") or "section"

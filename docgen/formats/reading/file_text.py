"""What the reader of any format returns: the lines of a file in reading order, as its program shows them."""

from __future__ import annotations

from typing import Literal

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.tree import Alignment, Inline, plain

Kind = Literal["title", "heading", "paragraph", "item", "quote", "caption", "contents"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or list item as the file has it.

    `kind` is what the file itself says (a style, a tag, a mark), and "paragraph" where it says nothing: a heading or an item that was only
    typed is still a paragraph here. `level` is the depth of a heading or of a list, from 1; a line with a depth that is no item continues
    the item above. `label` is the number or bullet that the program shows before the words and that is not among them ("2.1", "(a)", "•").
    Items with the same `group` belong to one list. `section` is the id of the section that the line is in, where the file says so.
    `position` counts lines of a text, and paragraphs of a Word file, from 1.
    """

    inlines: tuple[Inline, ...]
    position: Position
    kind: Kind = "paragraph"
    level: int = 0
    label: str = ""
    group: str = ""
    section: str = ""
    indent: int = 0
    """How far a paragraph is indented, in characters of a text: it tells the depth of items that were only typed. 0 where the file does not say."""
    style: str = ""
    """The usual name of its style, such as "Title", "CoverStatus" or "Caption", for readers that look for one; "" if it has none."""

    @property
    def words(self) -> str:
        return plain(self.inlines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells of lines. The first `headers` rows are marked as header rows. A cell that spans several places is in the first of them alone."""

    rows: tuple[tuple[tuple[Line | Grid, ...], ...], ...]
    position: Position
    headers: int = 0
    section: str = ""
    level: int = 0
    """The depth of the list whose item it stands in, as with a line; 0 outside lists."""
    alignments: tuple[Alignment, ...] = ()
    """Where the words stand in each column, if the file says so."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, with its alternative text."""

    alt: str
    position: Position
    section: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that stand around the text: `kind` says what they are ("header", "footer", "page number", "contents", "watermark")."""

    words: str
    kind: str
    position: Position


@dataclass(frozen=True, slots=True)
class SectionOrigin:
    """The id of a section, the clause and version that it came from ("" and 0 for local text), and the digest of its content then."""

    id: str
    clause: str = ""
    version: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """What a file that docgen made says of itself: its revision ("halton/2019"), and where its sections came from."""

    revision: str = ""
    sections: tuple[SectionOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file. `language` is a BCP 47 tag, or ""; `title` is the title among its properties, which no reader sees on the page."""

    lines: tuple[Line | Grid | Picture, ...]
    furniture: tuple[Furniture, ...] = ()
    language: str = ""
    title: str = ""
    origins: Origins = Origins()
    tracked: int = 0
    """How many tracked changes the file holds. In this text all are accepted, or all rejected."""
    has_macros: bool = False

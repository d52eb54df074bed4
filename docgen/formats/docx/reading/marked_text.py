"""A Word text as it is stored: paragraphs and tables whose words say whether the old text has them, the new one, or both."""

from __future__ import annotations

from typing import Literal, NamedTuple

from docgen.document.frozen_dataclass import dataclass

Side = Literal["old", "new"]
"""The text with all tracked changes rejected, or with all accepted."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A tracked change: what Word calls it ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"), its author and its date as they are in the file."""

    kind: str
    author: str = ""
    date: str = ""


class Presence(NamedTuple):
    """Whether the old and the new text have something, and the tracked changes that say so, outermost first."""

    old: bool = True
    new: bool = True
    edits: tuple[Edit, ...] = ()

    def on(self, side: Side) -> bool:
        return self.new if side == "new" else self.old


BOTH = Presence()


class Look(NamedTuple):
    """How a run looks, as far as a Document says it; `language` is "" for the file's own."""

    bold: bool = False
    italic: bool = False
    language: str = ""


class Piece(NamedTuple):
    """Part of a paragraph. `kind` is "text", "break", "note" (`text` is then the key of the note), or "picture" (its alternative text).

    `link` is the address, or "#" and the bookmark, to which the words lead; `field` is the code of the innermost field whose result they are.
    """

    kind: Literal["text", "break", "note", "picture"]
    text: str
    presence: Presence = BOTH
    look: Look = Look()
    was: Look = Look()
    link: str = ""
    field: str = ""


class Form(NamedTuple):
    """The properties of a paragraph that matter to its structure; those not given are None."""

    style: str = ""
    num: str | None = None
    level: str | None = None
    outline: str | None = None
    align: str = ""


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph. `number` counts those of its part from 1; `end` says which text has its end; `was` is its old form; `boxes` are the text boxes in it."""

    number: int
    pieces: tuple[Piece, ...]
    form: Form = Form()
    was: Form = Form()
    end: Presence = BOTH
    contents: bool = False
    boxes: tuple[MarkedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedCell:
    blocks: tuple[MarkedBlock, ...]
    presence: Presence = BOTH
    columns: int = 1
    continues: bool = False
    """Whether it continues the cell above it (17.4.84)."""


@dataclass(frozen=True, slots=True)
class MarkedRow:
    cells: tuple[MarkedCell, ...]
    presence: Presence = BOTH
    header: bool = False


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A table; `number` is that of its first paragraph."""

    number: int
    rows: tuple[MarkedRow, ...]


MarkedBlock = MarkedParagraph | MarkedTable


@dataclass(frozen=True, slots=True)
class Story:
    """The text of one part, and the first and last paragraph of each bookmark and comment range in it, by name or id."""

    blocks: tuple[MarkedBlock, ...]
    bookmarks: tuple[tuple[str, int, int], ...] = ()
    comments: tuple[tuple[str, int, int, str], ...] = ()
    edits: tuple[tuple[int, Edit, str], ...] = ()
    """The paragraph, the tracked change and its words, in reading order."""
    paragraphs: int = 0
    """How many there are."""

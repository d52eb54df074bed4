"""The amendments of an instrument of variation as data. Each field is what the printed amendment says, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.redlines.variation.paper import Line, Name

LAST = -1
"""The occurrence of words at the end of a line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the old document: what has the name, up to and with the part `to` of the same section if that is given; `column` is a cell of a row."""

    name: Name
    to: str = ""
    column: str = ""


How = Literal["substitute", "omit", "after", "before", "beginning", "end", "fill"]


@dataclass(frozen=True, slots=True)
class Words:
    """Other words in one line of the old document.

    "substitute" puts `new` in the place of `old`, "omit" takes `old` out; "after" and "before" put `new` beside `old`; "beginning" and "end" put it at an end
    of the line, and "fill" in a line with no words. `old` occurs once there, or `occurrence` says which is meant, from 1, or LAST at the end. With `until`,
    the old words go on to the next occurrence of those.
    """

    place: Place
    how: How
    old: str = ""
    new: str = ""
    occurrence: int = 0
    until: str = ""


@dataclass(frozen=True, slots=True)
class Replace:
    """Lines in the place of those named, which begin with the words `begins` ("" if that is not said)."""

    place: Place
    lines: tuple[Line, ...]
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Omit:
    """Lines taken out, which begin with the words `begins` ("" if that is not said); of a section, with all sections in it."""

    place: Place
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Insert:
    """Lines put after what is named, or before it; further lines at the same place follow in the order of the instrument."""

    place: Place
    before: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Lines moved, with what is done to them, to stand after what `to` names, or before it."""

    place: Place
    to: Place
    before: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A heading, or a section with all sections in it, so many levels lower (or, below 0, higher)."""

    place: Place
    steps: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """Another way to number: "none", "headings" or "paragraphs"."""

    scheme: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The label of each section, table and figure that gets another one ("section 6", "section 8"), unless only the beginning of its number changes.

    In what stays, references follow.
    """

    rows: tuple[tuple[str, str], ...]


Amendment = Words | Replace | Omit | Insert | Move | Level | Scheme | Numbers

"""An edit: one thing that a partner changed, and what it is to docgen."""

from __future__ import annotations

from typing import Any, Literal

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Redline
from docgen.document.tree import Document

Sort = Literal["value", "wording", "structure", "layout", "autocorrect", "reference", "unplaced"]
"""What an edit is: another value of the file; other words of one section; a section that came, went, moved or got another title; looks alone;
what a program typed by itself; a number that is counted; what has no place in any source."""
APPLIED: frozenset[Sort] = frozenset(["value", "wording", "structure", "layout"])
"""The sorts of edits that can be applied."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A line in which the same value shows and that the partner left as it was: how it reads, and how it will read."""

    section: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that a partner made.

    `id` is the section and a number in it. `changes` are its changes in the redline. `clause` ("kind/name@2") is the clause of the section, ""
    for local text and the cover. `node` is what was changed, in a reader's words. For a value, `path` leads to it in the partnership file, and
    `value` is its new text there, or None where it goes. `told` says what a person must know: why words are no value, how a value will be
    printed, why an edit cannot be placed.
    """

    id: str
    sort: Sort
    section: str
    place: str
    clause: str
    node: str
    old: str
    new: str
    changes: tuple[int, ...]
    path: tuple[str, ...] = ()
    value: Any = None
    told: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The edits of one returned document, in reading order; `redline` is from the composed document, as read, to the returned one."""

    redline: Redline
    wanted: Document
    edits: tuple[Edit, ...]

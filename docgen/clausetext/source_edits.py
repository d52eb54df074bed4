"""Edits of a text before it is parsed, and the places that the edited text has in the file."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from docgen.clausetext.jinja_tags import Place
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from `start` to `end` become `text`."""

    start: int
    end: int
    text: str = ""


def edited(text: str, place: Place, edits: Iterable[Edit]) -> tuple[str, Place]:
    """The text after edits that do not overlap, and the places of its characters: those that they had before."""
    edits = sorted(edits)
    if not edits:
        return text, place
    pieces: list[str] = []
    pairs: list[tuple[int, int]] = [(0, 0)]
    """Where each kept or new piece begins, in the text after the edits and before them."""
    length = at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        pairs.append((length := length + edit.start - at, edit.start))
        pairs.append((length := length + len(edit.text), at := edit.end))
    made = "".join([*pieces, text[at:]])
    return made, _place(made, text, place, pairs)


def line_starts(text: str) -> list[int]:
    """The offset of each line."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def position(starts: list[int], place: Place, offset: int) -> Position:
    """The place of a character of the text whose lines begin at `starts`."""
    line = bisect.bisect_right(starts, offset) - 1
    return place(line, offset - starts[line])


def _place(made: str, text: str, place: Place, pairs: list[tuple[int, int]]) -> Place:
    after, before = line_starts(made), line_starts(text)

    def at(line: int, column: int) -> Position:
        offset = after[min(line, len(after) - 1)] + column
        piece = bisect.bisect_right(pairs, offset, key=lambda pair: pair[0]) - 1
        start, origin = pairs[piece]
        # A character of a new piece has no place of its own: it has that of the first character that was replaced, or of one near it.
        limit = pairs[piece + 1][1] if piece + 1 < len(pairs) else len(text)
        return position(before, place, min(origin + offset - start, limit))

    return at

"""Applies the amendments of an instrument to the old document, by what the instrument says alone: its names of places, the words it quotes, and its new text.

Amendments speak of the old document, as it stood before any of them. Sections, paragraphs, tables and figures are then counted anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.document.message_words import capital
from docgen.document.problems import DocgenError, Position, Problem
from docgen.redlines.variation.amendments import LAST, Amendment, Insert, Level, Move, Numbers, Omit, Place, Replace, Scheme, Words
from docgen.redlines.variation.count_lines import counted
from docgen.redlines.variation.line_pieces import Piece, words_of
from docgen.redlines.variation.paper import HEADINGS, Line, Paper

Span = tuple[int, int]
_CLOSING = tuple(",.;:)”’!?]")
"""What stands against the word before it."""
_OPENING = tuple("(“‘[")
_BELOW = re.compile(r"(.*\d)(\.\d+)")


def applied(old: Paper, amendments: Iterable[Amendment]) -> tuple[Line, ...]:
    """The lines of the document that the amendments make. Raises DocgenError if one of them is not clear."""
    application = _Application(old)
    for amendment in amendments:
        application.take(amendment)
    return counted(application.lines(), application.scheme)


class _Application:
    """What the amendments say of each line of the old document, and of the places before and after it."""

    def __init__(self, old: Paper) -> None:
        self.old, self.scheme = old, old.scheme
        self.numbers: Mapping[str, str] = {}
        self.omitted: set[int] = set()
        self.words: defaultdict[tuple[int, int], list[Words]] = defaultdict(list)
        self.steps: defaultdict[int, int] = defaultdict(int)
        self.before: defaultdict[int, list[Any]] = defaultdict(list)
        self.after: defaultdict[int, list[Any]] = defaultdict(list)
        self.moves: dict[int, int] = {}
        """Where each run of lines that moves starts and ends."""
        self.put: list[tuple[Place, bool, Any]] = []
        """What comes beside a place, before it or after it: a line, or the run of old lines that moves there."""

    def take(self, amendment: Amendment) -> None:
        match amendment:
            case Words(place):
                start, _ = self.span(place)
                self.words[start, self.column(start, place)].append(amendment)
            case Replace(place, lines, begins):
                self.omit(place, begins)
                self.put += [(place, True, line) for line in lines]
            case Omit(place, begins):
                self.omit(place, begins)
            case Insert(place, before, lines):
                self.put += [(place, before, line) for line in lines]
            case Move(place, to, before):
                start, end = self.span(place)
                self.moves[start] = end
                self.put.append((to, before, (start, end)))
            case Level(place, steps):
                for index in range(*self.span(place)):
                    self.steps[index] += steps
            case Scheme(scheme):
                self.scheme = scheme
            case Numbers(rows):
                self.numbers = dict(rows)

    def span(self, place: Place) -> Span:
        found = self.old.spans.get(place.name)
        last = self.old.spans.get(replace(place.name, part=place.to)) if place.to else found
        if found is None or last is None or last[1] <= found[0]:
            raise unclear(f"there is no place “{place.name.part or place.name.section}” in {place.name.section}")
        return found[0], last[1]

    def column(self, line: int, place: Place) -> int:
        columns = self.old.lines[line].columns
        if not place.column and not columns:
            return 0
        if place.column not in columns:
            raise unclear(f"“{place.name.part}” in {place.name.section} has no {place.column or 'single cell'}")
        return columns.index(place.column)

    def omit(self, place: Place, begins: str) -> None:
        start, end = self.span(place)
        line = self.old.lines[start].cells[0] if self.old.lines[start].cells else ""
        if begins and begins != line and not line.startswith(begins.removesuffix(" …") + " "):
            raise unclear(f"“{place.name.part}” in {place.name.section} does not begin “{begins}”")
        self.omitted.update(range(start, end))

    def lines(self) -> Iterator[Line]:
        for place, before, what in self.put:
            first, last = left_of(self.span(place), self.moves.items())
            (self.before[first] if before else self.after[last]).append(what)
        yield from self.run(0, len(self.old.lines), None)

    def run(self, start: int, end: int, moving: Span | None) -> Iterator[Line]:
        """The lines that come of a run of old lines, without those that move away from it."""
        index = start
        while index < end:
            if index in self.moves and (index, self.moves[index]) != moving:
                index = self.moves[index]
                continue
            yield from self.beside(self.before[index])
            if index not in self.omitted:
                yield self.line(index)
            yield from self.beside(self.after[index])
            index += 1

    def beside(self, what: list[Any]) -> Iterator[Line]:
        for each in what:
            if type(each) is Line:
                yield each
            else:
                yield from self.run(each[0], each[1], each)

    def line(self, index: int) -> Line:
        line = self.old.lines[index]
        cells = tuple(amended(pieces, self.words.get((index, column), ()), self.numbers) for column, pieces in enumerate(line.pieces))
        return replace(line, cells=cells, depth=line.depth + (self.steps[index] if line.kind in HEADINGS else 0))


def left_of(span: Span, moves: Iterable[Span]) -> Span:
    """The first and the last line of what is left of a place when runs of lines have moved out of it; a run that has all of it takes it along."""
    start, end = span
    inner = [move for move in moves if start <= move[0] and move[1] <= end and move != span]
    left = [index for index in range(start, end) if not any(first <= index < last for first, last in inner)] or [start, end - 1]
    return left[0], left[-1]


def unclear(what: str) -> DocgenError:
    """The error of an amendment that a reader could not follow."""
    seen = f"An amendment is not clear: {what}."
    advice = "This is a fault of docgen: please report it with both revisions. Until it is fixed, `docgen diff` shows what changed."
    return DocgenError([Problem(Position("instrument of variation"), "variation-unclear", seen, "an amendment that can be followed in one way", advice)])


def amended(pieces: Sequence[Piece], edits: Iterable[Words], numbers: Mapping[str, str]) -> str:
    """The words of a line after edits, with new numbers in the cross-references that they leave. Raises DocgenError if an edit is not clear."""
    text, out, at = words_of(pieces), "", 0
    labels, start = [], 0
    for piece in pieces:
        if piece.reference:
            labels.append((start, start + len(piece.text)))
        start += len(piece.text)

    def kept(start: int, end: int) -> str:
        made, done = "", start
        for first, last in labels:
            if start <= first and last <= end:
                made, done = made + text[done:first] + renumbered(text[first:last], numbers), last
        return made + text[done:end]

    for first, last, new in sorted(_exact(text, edit) for edit in edits):
        if first < at:
            raise unclear(f"two amendments of “{text}” overlap")
        out, at = out + kept(at, first) + new, last
    return out + kept(at, len(text))


def renumbered(label: str, numbers: Mapping[str, str]) -> str:
    """The label that a cross-reference gets, with a capital if it had one at the start of a sentence."""
    if new := _new_label(label, numbers):
        return new
    new = _new_label(label[:1].lower() + label[1:], numbers)
    return capital(new) or label


def _new_label(label: str, numbers: Mapping[str, str]) -> str:
    """The new label by the longest row that has it or a number above it: if section 4 becomes 5, section 4.2 becomes 5.2."""
    above, below = label, ""
    while above not in numbers:
        found = _BELOW.fullmatch(above)
        if not found:
            return ""
        above, below = found[1], found[2] + below
    return numbers[above] + below


def _exact(text: str, edit: Words) -> tuple[int, int, str]:
    """Where an edit starts and ends in a line, and the characters that it puts there; single spaces around words look after themselves."""
    new = edit.new
    if edit.how == "fill":
        if text:
            raise unclear(f"“{text}” is not empty")
        return 0, 0, new
    if edit.how == "beginning":
        return 0, 0, new + (" " if text and not text.startswith(_CLOSING) else "")
    if edit.how == "end":
        return len(text), len(text), (" " if text and not new.startswith(_CLOSING) else "") + new
    start, end = found(text, edit)
    if edit.how == "after":
        return end, end, ("" if new.startswith(_CLOSING) or text[:end].endswith(_OPENING) else " ") + new
    if edit.how == "before":
        return start, start, new + ("" if new.endswith(_OPENING) or text[start:].startswith(_CLOSING) else " ")
    if edit.how == "omit":
        if start and text[start - 1] == " ":
            start -= 1
        elif not start and text[end : end + 1] == " ":
            end += 1
    return start, end, new


def found(text: str, edit: Words) -> Span:
    """Where the quoted words of an edit stand in a line. Raises DocgenError if they are not there, or in several places of which none is named."""
    places = list(occurrences(text, edit.old))
    if edit.occurrence == LAST:
        places = [start for start in places if text.endswith(edit.old) and start == len(text) - len(edit.old)]
    elif edit.occurrence:
        places = places[edit.occurrence - 1 : edit.occurrence]
    if len(places) != 1 or not edit.old:
        raise unclear(f"“{edit.old}” stands in {len(places)} places of “{text}”")
    start, end = places[0], places[0] + len(edit.old)
    if edit.until:
        last = next((place for place in occurrences(text, edit.until) if place >= end), -1)
        if last < 0:
            raise unclear(f"“{edit.until}” does not follow “{edit.old}” in “{text}”")
        end = last + len(edit.until)
    return start, end


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text, as whole words: “act” does not stand in “action”."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        inside = (at and text[at - 1].isalnum() and words[0].isalnum()) or (text[end : end + 1].isalnum() and words[-1].isalnum())
        if not inside:
            yield at
        at = text.find(words, at + 1)

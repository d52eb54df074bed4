"""Amendments in words, as an instrument prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from docgen.redlines.variation.amendments import LAST, Amendment, Insert, Level, Move, Numbers, Omit, Place, Replace, Scheme, Words
from docgen.redlines.variation.paper import COVER, WHOLE, Line, ordinal

_SCHEMES = {
    "none": "Remove the numbers of sections and paragraphs.",
    "headings": "Number the sections, and not the paragraphs.",
    "paragraphs": "Number the sections and the paragraphs in them.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An amendment in words, and the lines that it quotes below them; `rows` are those of a table of new numbers."""

    words: str
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What is amended in one section, under a lead such as “In section 5 (Funding)”; with no lead, an amendment that stands alone."""

    lead: str
    told: tuple[Told, ...]


def in_words(amendments: tuple[Amendment, ...], titles: Mapping[str, str]) -> tuple[Group, ...]:
    """The amendments in words, those of one section together. `titles` are the titles of the sections that have numbers."""
    speaking = _Speaking(titles)
    out: list[Group] = []
    for (section, _), group in groupby(amendments, key=lambda each: _under(each)):
        run = list(group)
        if not section:
            out += [Group("", (speaking.alone(each),)) for each in run]
        else:
            out.append(Group(speaking.lead(section), tuple(speaking.within(run))))
    return tuple(out)


def _under(amendment: Amendment) -> tuple[str, bool]:
    """The section under whose lead an amendment is printed; "" if it stands alone."""
    match amendment:
        case Words(place) | Replace(place, _) | Omit(place) | Insert(place, _, _):
            alone = place.name.part == WHOLE
            return ("" if alone else place.name.section, alone)
    return ("", True)


class _Speaking:
    """Puts amendments in words."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.titles = titles

    def lead(self, section: str) -> str:
        return f"On {section}" if section == COVER else f"In {self.section(section)}"

    def section(self, section: str) -> str:
        title = self.titles.get(section)
        return f"{section} ({title})" if title else section

    def whole(self, place: Place) -> str:
        """A place named without a lead."""
        if place.name.part == WHOLE:
            return self.section(place.name.section)
        return f"{part(place)} of {self.section(place.name.section)}"

    def alone(self, amendment: Amendment) -> Told:
        """An amendment as a sentence of its own."""
        match amendment:
            case Omit(place):
                return Told(f"Omit {self.whole(place)}.")
            case Replace(place, lines):
                return Told(f"For {self.whole(place)} substitute—", lines)
            case Insert(place, before, lines):
                return Told(f"{'Before' if before else 'After'} {self.whole(place)} insert—", lines)
            case Move(place, to, before):
                return Told(f"Move {self.whole(place)} so that it {'comes before' if before else 'follows'} {self.whole(to)}.")
            case Level(place, steps):
                levels = f"{'one level' if abs(steps) == 1 else f'{abs(steps)} levels'} {'down' if steps > 0 else 'up'}"
                what = f"{self.whole(place)} and every section in it" if place.name.part == WHOLE else self.whole(place)
                return Told(f"Move the heading of {what} {levels}." if place.name.part == WHOLE else f"Move {what} {levels}, and no other heading.")
            case Scheme(scheme):
                return Told(_SCHEMES[scheme])
            case Numbers(rows):
                return Told(_COUNTED + (_NUMBERS if rows else ""), rows=rows)
        raise AssertionError(amendment)

    def within(self, amendments: list[Amendment]) -> Iterator[Told]:
        """Amendments under the lead of their section; the edits of one line are printed together."""
        for place, group in groupby(amendments, key=lambda each: each.place if isinstance(each, Words) else None):
            run = list(group)
            if place is not None:
                edits = [edit_in_words(each) for each in run if isinstance(each, Words)]
                yield Told(f"in {part(place)}, {_listed(edits)}")
            else:
                yield from (self._block(each) for each in run)

    def _block(self, amendment: Amendment) -> Told:
        match amendment:
            case Omit(place, begins):
                return Told(f"omit {part(place)}{_begins(begins)}")
            case Replace(place, lines, begins):
                return Told(f"for {part(place)}{_begins(begins)} substitute—", lines)
            case Insert(place, before, lines):
                return Told(f"{'before' if before else 'after'} {part(place)} insert—", lines)
        raise AssertionError(amendment)


_COUNTED = "Sections, paragraphs, tables and figures are numbered consecutively as they then stand."
_NUMBERS = (
    " The table shows what has a new number. Whatever is numbered under a section follows it, unless the table lists it separately. "
    "In the text that stays, each reference to one of them is changed to match."
)


def part(place: Place) -> str:
    """A part of a section: 'the third item of the list', 'the row “Date”, in the second column', 'the first paragraph to the second list'."""
    name = place.name.part + (f" to {place.to}" if place.to else "")
    return f"{name}, in {place.column}" if place.column else name


def _begins(words: str) -> str:
    return f" (“{words}”)" if words else ""


def _listed(edits: list[str]) -> str:
    return edits[0] if len(edits) == 1 else f"{', '.join(edits[:-1])}, and {edits[-1]}"


def edit_in_words(edit: Words) -> str:
    """'for “6 weeks” substitute “4 weeks”', 'omit “and” in the second place where it occurs'."""
    if edit.how == "fill":
        return f"where there is nothing, insert “{edit.new}”"
    if edit.how in ("beginning", "end"):
        return f"at the {edit.how} insert “{edit.new}”"
    old = f"the words from “{edit.old}” to “{edit.until}”" if edit.until else f"“{edit.old}”"
    if edit.occurrence == LAST:
        old += " at the end"
    elif edit.occurrence:
        old += f" in the {ordinal(edit.occurrence)} place where it occurs"
    if edit.how == "omit":
        return f"omit {old}"
    return f"for {old} substitute “{edit.new}”" if edit.how == "substitute" else f"{edit.how} {old} insert “{edit.new}”"

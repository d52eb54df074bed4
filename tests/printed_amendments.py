"""Reads the printed words of amendments back, with a copy of the old document in hand, as the parties must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from docgen.redlines.variation.amendment_words import Group, Told
from docgen.redlines.variation.amendments import LAST, Amendment, How, Insert, Level, Move, Numbers, Omit, Place, Replace, Scheme, Words
from docgen.redlines.variation.paper import WHOLE, Name, Paper, ordinal

_ORDINALS = {ordinal(number): number for number in range(1, 200)}
_EDIT = re.compile(
    r"(?P<verb>for|omit|after|before) (?:the words from “(?P<first>.*?)” to “(?P<until>.*?)”|“(?P<old>.*?)”)(?P<last> at the end)?"
    r"(?: in the (?P<nth>\w+) place where it occurs)?(?: (?:substitute|insert) “(?P<new>.*?)”)?|at the (?P<end>beginning|end) insert “(?P<put>.*?)”"
    r"|where there is nothing, insert “(?P<fill>.*?)”",
    re.DOTALL,
)
_NEXT = re.compile(r"$|,(?: and)? (?=(?:for|omit|after|before|at the) )")
_SCHEMES = {"Remove": "none", "Number the sections,": "headings", "Number the sections and": "paragraphs"}


class Reader:
    """Reads what an instrument says of one old document."""

    def __init__(self, old: Paper) -> None:
        self.old = old
        self.sections = {
            (f"{section} ({old.titles[section]})" if section in old.titles else section): section for section in {name.section for name in old.spans}
        }
        self.wholes = {shown: Place(Name(section)) for shown, section in self.sections.items()}
        self.wholes |= {
            f"{name.part} of {shown}": Place(name) for shown, section in self.sections.items() for name in old.spans if name.section == section and name.part
        }

    def amendments(self, groups: tuple[Group, ...]) -> Iterator[Amendment]:
        for group in groups:
            section = self.sections[group.lead.partition(" ")[2]] if group.lead else ""
            for told in group.told:
                yield from self._within(told, section) if section else [self._alone(told)]

    def _alone(self, told: Told) -> Amendment:
        words = told.words
        if found := re.fullmatch("Omit (.*)\\.", words):
            return Omit(self._whole(found[1]))
        if found := re.fullmatch("For (.*) substitute—", words):
            return Replace(self._whole(found[1]), told.lines)
        if found := re.fullmatch("(Before|After) (.*) insert—", words):
            return Insert(self._whole(found[2]), found[1] == "Before", told.lines)
        if found := re.fullmatch("Move (.*) so that it (comes before|follows) (.*)\\.", words):
            return Move(self._whole(found[1]), self._whole(found[3]), found[2] == "comes before")
        if found := re.fullmatch("Move (.*?)(?: and every section in it)? (one|\\d+) levels? (down|up)(, and no other heading)?\\.", words):
            steps = (1 if found[2] == "one" else int(found[2])) * (1 if found[3] == "down" else -1)
            return Level(self._whole(found[1] if found[4] else found[1].removeprefix("the heading of ")), steps)
        if words.startswith("Sections,"):
            return Numbers(told.rows)
        return Scheme(next(scheme for start, scheme in _SCHEMES.items() if words.startswith(start)))

    def _whole(self, words: str) -> Place:
        """The place that words name without a lead; a run of parts is named by its ends."""
        if words in self.wholes:
            return self.wholes[words]
        first, _, rest = words.partition(" to ")
        while rest:
            for shown, section in self.sections.items():
                to = rest.removesuffix(f" of {shown}")
                if to != rest and Name(section, first) in self.old.spans and Name(section, to) in self.old.spans:
                    return Place(Name(section, first), to)
            more, _, rest = rest.partition(" to ")
            first += f" to {more}"
        raise AssertionError(words)

    def _within(self, told: Told, section: str) -> Iterator[Amendment]:
        places = dict(self._places(section))
        for shown in sorted(places, key=len, reverse=True):
            place, words = places[shown], told.words
            if words.startswith(f"in {shown}, ") and (_EDIT.match(words, len(f"in {shown}, "))):
                yield from self._edits(words.removeprefix(f"in {shown}, "), place)
                return
            if found := re.fullmatch(rf"(omit|for) {re.escape(shown)}(?: \(“(.*)”\))?( substitute—)?", words):
                yield Replace(place, told.lines, found[2] or "") if found[1] == "for" else Omit(place, found[2] or "")
                return
            if found := re.fullmatch(rf"(before|after) {re.escape(shown)} insert—", words):
                yield Insert(place, found[1] == "before", told.lines)
                return
        raise AssertionError(told.words)

    def _places(self, section: str) -> Iterator[tuple[str, Place]]:
        parts = [name for name in self.old.spans if name.section == section and name.part != WHOLE]
        for name in parts:
            yield name.part, Place(name)
            for column in self.old.lines[self.old.spans[name][0]].columns:
                yield f"{name.part}, in {column}", Place(name, column=column)
            yield from ((f"{name.part} to {last.part}", Place(name, last.part)) for last in parts if self.old.spans[last][0] >= self.old.spans[name][1])

    def _edits(self, words: str, place: Place) -> Iterator[Words]:
        at = 0
        while at < len(words):
            found = _EDIT.match(words, at)
            while found and not (after := _NEXT.match(words, found.end())):
                # A quotation mark within the quotation: read on to the next.
                found = _EDIT.fullmatch(words, at, words.index("”", found.end()) + 1)
            assert found and after, words[at:]
            yield self._edit(found, place)
            at = after.end()

    def _edit(self, found: re.Match[str], place: Place) -> Words:
        if found["fill"]:
            return Words(place, "fill", new=found["fill"])
        if found["end"]:
            return Words(place, cast(How, found["end"]), new=found["put"])
        how = "substitute" if found["verb"] == "for" else found["verb"]
        occurrence = LAST if found["last"] else _ORDINALS[found["nth"]] if found["nth"] else 0
        return Words(place, cast(How, how), found["old"] or found["first"] or "", found["new"] or "", occurrence, found["until"] or "")

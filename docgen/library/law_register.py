"""The register of statutes and guidance that clauses rest on, `clauses/law.yaml`: their editions, and what replaced them and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from pydantic import Field

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position, Problem
from docgen.document.values import Date as Day
from docgen.formats.printed_values import Language
from docgen.library.superseded import Superseded, superseded
from docgen.sources.yaml_models import Date, Entries, Line, Model, checked_entries

FILE = "clauses/law.yaml"
Evidence = Literal["read", "general"]


class Edition(Model):
    from_: Date = Field(alias="from")
    evidence: Evidence = "general"
    source: Line | None = None
    note: Line | None = None


class Law(Model):
    """A statute, an instrument or guidance. `by` is the id of its replacement, or names it in words."""

    name: Line
    short: Line | None = None
    kind: Literal["statute", "regulations", "guidance"]
    from_: Date | None = Field(default=None, alias="from")
    superseded: Date | None = None
    by: Line | None = None
    editions: dict[Line, Edition] = {}
    evidence: Evidence = "general"
    source: Line | None = None
    note: Line | None = None

    def edition(self, provision: str) -> str:
        """The latest edition that a provision names ("2018" of "2018, chapter 3"), or ""."""
        named = [key for key in self.editions if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", provision)]
        return max(named, key=lambda key: self.editions[key].from_.start(), default="")

    def newest(self, day: Day) -> str:
        """The edition in force on a day, or ""."""
        begun = [key for key, edition in self.editions.items() if edition.from_.start() <= day.start()]
        return max(begun, key=lambda key: self.editions[key].from_.start(), default="")


@dataclass(frozen=True, slots=True)
class Register:
    """The entries by id with the place of each, and the entries of `superseded.yaml`."""

    entries: dict[str, Law]
    places: dict[str, Position]
    superseded: Mapping[str, Superseded] = field(default_factory=dict)

    def replaced(self, id: str, provision: str, day: Day) -> str:
        """What has replaced a clause's basis by a day: a newer edition ("2023"), "superseded" for an instrument no longer in force, or ""."""
        law = self.entries[id]
        if law.superseded and law.superseded.start() <= day.start():
            return "superseded"
        edition, newest = law.edition(provision), law.newest(day)
        return newest if edition and newest and law.editions[newest].from_.start() > law.editions[edition].from_.start() else ""

    def has_begun(self, id: str, provision: str, day: Day | None) -> bool:
        """Whether the edition that a clause rests on was in force by the end of what a day, month or year covers; True if no day is known."""
        edition = self.entries[id].edition(provision)
        return not (day and edition and day.is_past(self.entries[id].editions[edition].from_))

    def in_words(self, id: str, provision: str, by: str) -> str:
        """'Working Together to Safeguard Children 2018, which the edition 2023 replaced in December 2023'."""
        law = self.entries[id]
        name, language = f"{law.name} {law.edition(provision)}".strip(), Language("en-GB")
        if by in law.editions:
            return f"{name}, which the edition {by} replaced ({language.date(law.editions[by].from_)})"
        other = self.entries[law.by].name if law.by in self.entries else law.by or "nothing"
        return f"{name}, replaced by {other}" + (f" ({language.date(law.superseded)})" if law.superseded else "")

    def since(self, id: str, provision: str) -> str:
        """What has replaced a clause's basis at any time: 'the edition 2026 is in force since March 2026', or ""."""
        law, language = self.entries[id], Language("en-GB")
        if law.superseded:
            other = self.entries[law.by].name if law.by in self.entries else law.by or "nothing"
            return f"replaced by {other} in {law.superseded.year}"
        edition, newest = law.edition(provision), law.newest(Day(9999))
        return f"the edition {newest} is in force since {language.date(law.editions[newest].from_)}" if edition and edition != newest else ""


def register(root: Path, problems: list[Problem]) -> Register:
    """The register of a repository; empty if it has none. Problems of its entries are added to `problems`."""
    replaced = superseded(root, problems)
    return Register(*checked_entries(root, FILE, Entries[Law], problems), replaced)

"""What a partner changed on the cover and in the document control, as values of the partnership file."""

from __future__ import annotations

import re

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Change
from docgen.document.tree import FrontMatter
from docgen.exchange.edits.typed_values import Kind, Refused, Typed, typed_value
from docgen.formats.printed_values import Language
from docgen.partnership.revision import Revision

Path = tuple[str, ...]
Names = tuple[str, ...]
_LINES = {"title": "title", "subtitle": "subtitle", "running header": "short_title", "date": "date"}
_OWN_ROWS = {
    "Status": "docgen works the status out from “status:” and the approvals.",
    "Revision": "The revision has the name of its file.",
    "Approved by": "Approvals are given with `docgen approve`.",
    "Date": "The date is the one on the cover.",
}
_REVIEW = re.compile(r"(?:every (?P<every>[^,]+))?(?:, )?(?:next (?:in|on) (?P<next>.+))?", re.I)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its new text, None where it goes; or `why` there is none."""

    path: Path = ()
    value: str | None = None
    why: str = ""


def facts_of(change: Change, row: tuple[str, str] | None, fronts: tuple[FrontMatter, FrontMatter], revision: Revision) -> list[Fact]:
    """The values that a change of the cover changes. `row` is the new name and text of a row of the document control, ("name", "") if it went.

    `fronts` are the cover as it was, and as it is.
    """
    language = Language(revision.language)
    if change.node == "status":
        return [Fact(why=_OWN_ROWS["Status"])]
    if change.node == "party":
        return [_party(change, fronts[0].parties, fronts[1].parties, revision)]
    if change.node == "row" and row:
        return _row(row, revision, language)
    if change.node not in _LINES:
        return [Fact(why="This is a setting of the document and not part of its text.")]
    key = _LINES[change.node]
    words = getattr(fronts[1], key).strip()
    if key == "title" and not words:
        return [Fact(why="A document has a title.")]
    return [_typed((key,), words, "date" if key == "date" else "text", language) if words else Fact((key,))]


def _typed(path: Path, words: str, kind: str, language: Language) -> Fact:
    found = typed_value(words, Kind(kind), language)
    return Fact(path, found.text) if isinstance(found, Typed) else Fact(why=found.why)


def _party(change: Change, old: Names, new: Names, revision: Revision) -> Fact:
    """The new name of a party, where there are as many as before; who a new party is, no cover says."""
    if len(old) == len(new) == len(revision.parties):
        for id, was, now in zip(revision.parties, old, new, strict=True):
            if was != now and change.old.strip() in was and change.new.strip() in now:
                return Fact(("parties", id, "name"), now)
    how = "came" if len(new) > len(old) else "went" if len(new) < len(old) else "took another place"
    return Fact(why=f"A party {how}: what it does, and who signs for it, must be said in the file.")


def _row(row: tuple[str, str], revision: Revision, language: Language) -> list[Fact]:
    name, text = row
    if name in _OWN_ROWS:
        return [Fact(why=_OWN_ROWS[name])]
    if name != "Review":
        return [Fact(("control", name), text or None)]
    found = _REVIEW.fullmatch(text)
    if not found or not text:
        return [Fact(why=f"“{text}” is no review such as “Every 1 year, next in June 2027”.")]
    out = []
    if found["every"]:
        words = found["every"] if " " in found["every"] else f"1 {found['every']}"
        made = typed_value(words, Kind("duration"), language)
        out.append(Fact(why=made.why) if isinstance(made, Refused) else Fact(("review", "every"), made.text))
    if found["next"]:
        out.append(_typed(("review", "next"), found["next"], "date", language))
    return out

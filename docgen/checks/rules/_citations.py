"""What a draft cites from the repository's registers, each thing once, at its first place."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from docgen.checks.draft import Draft, sentences
from docgen.checks.rules._dates import own_date, shown
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.values import Date
from docgen.library.law_register import Law
from docgen.library.superseded import Superseded

_HISTORY = re.compile(
    r"\b(?:replac(?:es|ed|ing)|former(?:ly)?|previous(?:ly)?|predecessors?|succe(?:eds|eded|ssors?)|supersed(?:es|ed|ing)"
    r"|abolish(?:es|ed)|abolition|adapted from|repeal(?:s|ed)?|revoke[sd]?|no longer|t(?:akes?|ook|aken|aking) (?:over from|the place of)"
    r"|originally|histor(?:y|ical|ically)|dissolved|ceased|then known as|as (?:it|they) then w(?:as|ere)"
    r"|until (?:it|they|(?:\w+ )?(?:19|20)\d\d)|before (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NEAR = 400
_ACT_YEAR = re.compile(r"\bAct,? \(?((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """The first citation of something, as written, and how many times it is cited in all."""

    position: Position
    text: str
    times: int

    @property
    def count(self) -> str:
        """' (3 times in this document)', or '' for once."""
        return f" ({self.times} times in this document)" if self.times > 1 else ""


@dataclass(frozen=True, slots=True)
class Outdated:
    """Something cited that was superseded: since when, and by what."""

    cited: Cited
    since: Date
    by: str


def straight(text: str) -> str:
    """The text with straight apostrophes, of the same length."""
    return text.replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=4)
def _whole(draft: Draft) -> str:
    """The whole text of the draft, with straight apostrophes."""
    return "\n".join(straight(passage.text) for passage in draft.passages)


def first(draft: Draft, pattern: re.Pattern[str]) -> Cited | None:
    """The first match of a pattern outside sentences about history, and the number of matches there."""
    if not pattern.search(_whole(draft)):
        return None
    places = [
        (passage, found)
        for passage in draft.passages
        for found in pattern.finditer(straight(passage.text))
        if not _HISTORY.search(_sentence(passage.text, found.start()))
    ]
    return next((Cited(passage.at(found.start()), passage.text[slice(*found.span())], len(places)) for passage, found in places), None)


def _sentence(text: str, offset: int) -> str:
    """The sentence at an offset, or the nearby part of a very long one."""
    rows = sentences(text)
    at = bisect.bisect_right(rows, offset, key=lambda row: row[0]) - 1
    start, sentence = rows[at] if at >= 0 else (0, text)
    return sentence[max(offset - start - _NEAR, 0) : offset - start + _NEAR]


def entries(draft: Draft, wanted: Iterable[Superseded]) -> Iterator[tuple[Superseded, Cited]]:
    """Those of the wanted entries that the draft cites."""
    whole = _whole(draft)
    for entry in wanted:
        pattern = entry.found_by(whole)
        if pattern and pattern.search(whole) and (cited := first(draft, pattern)):
            yield entry, cited


def outdated(draft: Draft, day: Date) -> Iterator[Outdated]:
    """What the draft cites as current although it was superseded by a given day: bodies, editions of guidance, instruments and so on."""
    passed = [entry for entry in draft.register.superseded.values() if entry.status == "superseded" and entry.superseded and entry.superseded.is_past(day)]
    for entry, cited in entries(draft, passed):
        assert entry.superseded
        yield Outdated(cited, entry.superseded, entry.by)
    for law in draft.register.entries.values():
        yield from _editions(draft, law, day)
        if law.superseded and law.superseded.is_past(day) and (found := first(draft, _names(law.name, ""))):
            other = draft.register.entries.get(law.by or "")
            yield Outdated(found, law.superseded, other.name if other else law.by or "nothing")


def _editions(draft: Draft, law: Law, day: Date) -> Iterator[Outdated]:
    newest = _newest(law, day)
    for key, edition in law.editions.items():
        if newest and edition.from_.start() < law.editions[newest].from_.start() and (found := first(draft, edition_of(law, key))):
            after = min((other.from_ for other in law.editions.values() if other.from_.start() > edition.from_.start()), key=Date.start)
            yield Outdated(found, after, f"{law.name} {newest}")


def _newest(law: Law, day: Date) -> str:
    """The newest edition that was certainly in force on a day, or ""."""
    current = [key for key, edition in law.editions.items() if edition.from_.is_past(day)]
    return max(current, key=lambda key: law.editions[key].from_.start(), default="")


@lru_cache(maxsize=512)
def _names(name: str, rest: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(straight(part)) for part in name.split('|'))}){rest}")


def edition_of(law: Law, key: str) -> re.Pattern[str]:
    """A pattern for an edition of guidance: “Working Together 2018”, “Working Together to Safeguard Children (2018)”."""
    return _names("|".join(filter(None, (law.name, law.short))), rf",? ?[(“\"]?{re.escape(key)}\b")


def not_before(draft: Draft) -> tuple[Date, str] | None:
    """The date before which an undated draft cannot have been written, and the newest thing it cites, which has that date."""
    whole = _whole(draft)
    dated = [
        (edition.from_, f"{law.name} {key}")
        for law in draft.register.entries.values()
        if any(name and straight(name) in whole for name in (law.name, law.short))
        for key, edition in law.editions.items()
        if edition_of(law, key).search(whole)
    ]
    dated += [(Date(int(found[1])), f"an Act of {found[1]}") for found in _ACT_YEAR.finditer(whole)]
    return max(dated, key=lambda row: row[0].start(), default=None)


def earliest_date(draft: Draft) -> tuple[Date, str] | None:
    """The date of the draft, or the earliest it can have, with words that say so."""
    if date := own_date(draft):
        return date, f"before the date of this document ({shown(date)})"
    if bound := not_before(draft):
        return bound[0], f"before this document, which cites {bound[1]}"
    return None


def first_day(date: Date) -> Date:
    """The first day that a date covers."""
    return Date(date.year, date.month or 1, date.day or 1)

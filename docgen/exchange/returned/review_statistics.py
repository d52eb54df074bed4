"""Which clauses partners keep changing, over all reviews on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.exchange.returned.review_record import Review

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ClauseStatistics:
    """A clause version ("kind/name@2", "" for local text): the reviews that edited it, the partners who did, and its edits by what became of them.

    `most` are the words that were changed most often, with how often.
    """

    clause: str
    reviews: int
    partners: tuple[str, ...]
    accepted: int
    rejected: int
    open: int
    most: tuple[tuple[str, int], ...]


def statistics(reviews: Iterable[Review]) -> tuple[ClauseStatistics, ...]:
    """The clauses that were edited, those of the most reviews first."""
    rows: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for review in reviews:
        for edit in review["edits"]:
            rows.setdefault(edit["clause"], []).append((review["sha256"], edit))
    made = [_of_clause(clause, found) for clause, found in rows.items()]
    return tuple(sorted(made, key=lambda row: (-row.reviews, -(row.accepted + row.rejected + row.open), row.clause)))


def _of_clause(clause: str, found: list[tuple[str, dict[str, Any]]]) -> ClauseStatistics:
    outcomes = Counter(edit["outcome"] for _, edit in found)
    partners = dict.fromkeys(author for _, edit in found for author in edit["authors"])
    words = Counter(edit["old"].strip() for _, edit in found if edit["old"].strip())
    still = outcomes["open"] + outcomes["not applied"]
    return ClauseStatistics(
        clause, len({file for file, _ in found}), tuple(partners), outcomes["accepted"], outcomes["rejected"], still, tuple(words.most_common(3))
    )


def statistics_table(rows: Iterable[ClauseStatistics]) -> Iterator[tuple[str, ...]]:
    """The rows of a table: clause, reviews, partners, accepted, rejected, open, and the words that were changed most often."""
    for row in rows:
        most = "; ".join(f"“{cut(words, _LONGEST)}”{f' ({count} times)' if count > 1 else ''}" for words, count in row.most)
        yield row.clause or "local text", str(row.reviews), ", ".join(row.partners), str(row.accepted), str(row.rejected), str(row.open), most


HEADS = ("clause", "reviews", "partners", "accepted", "rejected", "open", "changed most often")

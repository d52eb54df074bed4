"""The next review is later than the review interval allows.

A document of June 2020 with a review every year, and the next in June 2022, contradicts itself about 2021. The rule compares the facts `date`, `review.every`
and `review.next`. The first review may be earlier, and a month is allowed for arranging a meeting.

Fails (facts):

    date: 2026-06
    review: {every: 1 year, next: 2028-06}

Passes (facts):

    date: 2026-06
    review: {every: 1 year, next: 2027-07}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import last_day, shown
from docgen.formats.printed_values import Language
from docgen.sources import yaml_tree

SEVERITY = "warning"
_DAYS = {"day": 1, "calendar day": 1, "working day": 1.5, "week": 7, "month": 31, "quarter": 92, "term": 122, "year": 366}
_ALLOWED = 31


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    revision = draft.partnership.revision
    every, following = revision.review.every, revision.review.next
    if not (revision.date and every and following and every.unit in _DAYS):
        return
    days = (following.start() - last_day(revision.date).start()).days
    if days > every.count * _DAYS[every.unit] + _ALLOWED:
        interval = Language("en-GB").duration(every)
        seen = f"“review.next” is {shown(following)}, more than {interval} after the document’s date ({shown(revision.date)})."
        yield Finding(yaml_tree.locate(draft.partnership.source, ("review", "next")), seen, f"a date within {interval}, or another interval")

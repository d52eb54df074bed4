"""Something is cited that was replaced or abolished since.

The document was right on its own date, or has none, and is out of date today: the next review must change it. A text that nobody composed is always
judged. A composed revision is judged if it is dated within the last three years and is not superseded: older ones are records of their time, and one
without a date says nothing of the time it speaks at. What was gone already on the document's own date is an error, and L101 tells of it; history is
left alone, as there.

Fails:

    The chief nurse of the Clinical Commissioning Group will attend.

Fails (facts):

    date: 2024-01
    sections: {guidance: {title: Guidance, reason: x, text: The partners act on Working Together to Safeguard Children 2023.}}

Passes:

    The integrated care board, which replaced the Clinical Commissioning Group, will attend.

Passes (facts):

    date: 2019-06
    sections: {guidance: {title: Guidance, reason: x, text: The partners act on Working Together to Safeguard Children 2018.}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import earliest_date, first_day, outdated
from docgen.checks.rules._dates import when

SEVERITY = "warning"
_YEARS = 3


def check(draft: Draft) -> Iterator[Finding]:
    if not _is_current(draft):
        return
    made = earliest_date(draft)
    before = {each.cited for each in outdated(draft, first_day(made[0]))} if made else set()
    for each in outdated(draft, draft.today):
        if each.cited not in before:
            seen = f"“{each.cited.text}” was replaced or ended {when(each.since)}{each.cited.count}."
            yield Finding(each.cited.passage.at(each.cited.offset), seen, each.by, "Change it at the next review.")


def _is_current(draft: Draft) -> bool:
    if draft.partnership is None:
        return True
    return draft.date is not None and draft.partnership.revision.status != "superseded" and (draft.today.start() - draft.date.start()).days <= _YEARS * 366

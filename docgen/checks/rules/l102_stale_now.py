"""The document cites something that has since been replaced or abolished.

The document was right on its own date, or has none, but is now out of date and needs changing at its next review. Texts that docgen did not make are always
checked. Revisions are checked if they have a date in the last three years and are not superseded, since older ones are records of their time. What had already
ended on the document's own date is an error, which L101 reports; both rules ignore history.

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
    dated = earliest_date(draft)
    before = {each.cited for each in outdated(draft, first_day(dated[0]))} if dated else set()
    for each in outdated(draft, draft.today):
        if each.cited not in before:
            seen = f"“{each.cited.text}” was replaced or ended {when(each.since)}{each.cited.count}."
            yield Finding(each.cited.position, seen, each.by, "Change it at the next review.")


def _is_current(draft: Draft) -> bool:
    if draft.partnership is None:
        return True
    return draft.date is not None and draft.partnership.revision.status != "superseded" and (draft.today.start() - draft.date.start()).days <= _YEARS * 366

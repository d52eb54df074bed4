"""The end date or review date of the document has passed.

A memorandum that has expired no longer applies, and one whose review is overdue may no longer say what the parties want. Texts that docgen did not make are
always checked against today. Revisions are checked only as drafts or in consultation, before such a date is signed.

Fails:

    This memorandum will continue in effect until 30 September 2019.

Fails:

    The arrangements will be reviewed by March 2020.

Fails (facts):

    date: 2024-01
    review: {next: 2025-01}

Passes:

    The earlier memorandum ended on 30 September 2019. This one was reviewed in March 2020, and will continue in effect until 30 September 2031.

Passes (facts):

    status: superseded
    date: 2024-01
    review: {next: 2025-01}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import shown, written
from docgen.sources import yaml_tree

SEVERITY = "warning"
_UNDER_WAY = ("draft", "consultation")
_DUE = re.compile(
    r"\b(?:expir(?:es|ing)|will (?:expire|end|cease|terminate|be (?:reviewed|revised|updated|renewed))"
    r"|(?:review date|next review|review due|expiry(?: date)?|expires):?|(?:will|shall) (?:[a-z]+ ){1,6}until|in (?:effect|force) until|valid until)"
    r"(?: again)?(?: on| by| in| no later than| before| at the end of)?(?: the)? $",
    re.IGNORECASE,
)
_REACH = 90
"""How many characters before a date may say what it is for."""


def check(draft: Draft) -> Iterator[Finding]:
    if draft.partnership and draft.partnership.revision.status not in _UNDER_WAY:
        return
    if draft.partnership:
        yield from _facts(draft)
    for passage in draft.passages:
        for found in written(passage.text):
            due = _DUE.search(passage.text[max(found.start - _REACH, 0) : found.start])
            if due and found.date and found.date.is_past(draft.today):
                yield Finding(passage.at(found.start), f"“{due[0].strip()} {found.text}” has passed.", "a future date", "Renew or review the document.")


def _facts(draft: Draft) -> Iterator[Finding]:
    assert draft.partnership
    revision = draft.partnership.revision
    dates = {("dates", name): date for name, date in revision.dates.items() if re.search(r"expir|(?:^|_)end|until|review", name)}
    dates |= {("review", "next"): revision.review.next} if revision.review.next else {}
    for path, date in dates.items():
        if date.is_past(draft.today):
            yield Finding(yaml_tree.locate(draft.partnership.source, path), f"“{'.'.join(path)}”, {shown(date)}, has passed.", "a future date")

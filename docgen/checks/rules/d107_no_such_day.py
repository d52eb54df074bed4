"""A date names a day that does not exist, or the wrong day of the week.

A term that ends on 31 June has no last day. A meeting on "Monday 4 June 2019" (a Tuesday) may be on either day.

Fails:

    The term ends on 31 June 2020.

Fails:

    The first meeting is on Monday 4 June 2019.

Passes:

    The term ends on 30 June 2020, and the first meeting is on Tuesday 4 June 2019.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import shown, written

SEVERITY = "error"
LOCAL = True
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(calendar.day_name)}),?(?: the)? $")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in written(passage.text):
            if found.date is None:
                yield Finding(passage.at(found.start), f"There is no “{found.text}”.", "a date that exists")
                continue
            weekday = _WEEKDAY.search(passage.text[max(found.start - 16, 0) : found.start])
            right = calendar.day_name[found.date.start().weekday()]
            if weekday and found.date.day and weekday["day"] != right:
                yield Finding(passage.at(found.start), f"{shown(found.date)} is not a {weekday['day']}.", f"{right} {shown(found.date)}, or another date")

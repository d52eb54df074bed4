"""A date names a day that does not exist, or the wrong day of the week.

A term that ends on 31 June has no last day, in whatever form the date is printed: "31st of June", "31 Jun 2020", "June 31st", "31/06/2020", "2020-06-31".
A meeting on "Monday 4 June 2019" (a Tuesday) may be on either day.

Fails:

    The term ends on 31 June 2020.

Fails:

    The Council pays by 31 November, and the Trust by 32nd May.

Fails:

    | Payment | Due |
    |---|---|
    | First | 31.06.2020 |
    | Second | 29 Feb 2023 |

Fails:

    The plan runs from 1 to 31 April, or until the thirty-first day of September.

Fails:

    The first meeting is on Monday 4 June 2019.

Passes:

    The term ends on 30 June 2020, and the first meeting is on Tuesday 4 June 2019. It pays on 29 February 2024 and on 29 February each leap year.

Passes:

    See section 32 May 2020 edition, issue 45 March 2021, version 2020.31.06.1, the form 30/02/20/7, and June 31 members. On 11/31/2020 the number is 31/31.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import impossible, shown, written

SEVERITY = "error"
LOCAL = True
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(calendar.day_name)}),?(?: the)? $")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for start, words in impossible(passage.text):
            yield Finding(passage.at(start), f"There is no “{words}”.", "a date that exists")
        for found in written(passage.text):
            if found.date is None:
                continue
            weekday = _WEEKDAY.search(passage.text[max(found.start - 16, 0) : found.start])
            right = calendar.day_name[found.date.start().weekday()]
            if weekday and found.date.day and weekday["day"] != right:
                yield Finding(passage.at(found.start), f"{shown(found.date)} is not a {weekday['day']}.", f"{right} {shown(found.date)}, or another date")

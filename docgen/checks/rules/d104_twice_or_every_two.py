"""A word such as "bi-annual" can mean twice in a period or every two periods.

"Bi-annual" is read as twice a year or as every two years; "bi-monthly" and "bi-weekly" are no better. Nobody can be sure of meeting a duty to meet, report
or train that depends on such a word.

Fails:

    Staff attend the bi-annual learning events, and the group meets bi-weekly.

Passes:

    Staff attend the learning events, which are held twice a year. The group meets every two months, and the biennial review stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
LOCAL = True
_WORD = re.compile(r"\bbi(?:-\s?|\s)?(?P<period>annual|month|week|year)(?:ly)?\b", re.IGNORECASE)
_PERIODS = {"annual": "year", "month": "month", "week": "week", "year": "year"}


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _WORD.finditer(passage.text):
            period = _PERIODS[found["period"].lower()]
            yield Finding(passage.at(found.start()), f"“{found[0]}” can be read in two ways.", f"twice a {period}, or every two {period}s")

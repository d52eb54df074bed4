"""A day in a date is written as an ordinal, or with an article.

Dates are easiest to read, and to search for, in one form: 30 September 2019. "30th September 2019", "the 30th of September 2019" and "the 30 September
2019" say the same in other ways, and the letters are often left wrong when a date is changed.

Fails:

    The arrangements end on 30th September 2019.

Fails:

    The Act was passed on the 12 November 2009.

Passes:

    The arrangements end on 30 September 2019. The Board meets on the 30th day after the notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import MONTH

SEVERITY = "warning"
LOCAL = True
_DATE = re.compile(rf"\b(?P<article>the )?(?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?(?P<of> of)? (?P<month>{MONTH})\b")
_YEAR = re.compile(r"(?:,? (?:19|20)\d\d)?")
_GOES_ON = re.compile(r"[^\w ]|$| (?:[^\w ]|and|or|to|until|by|at|in|for|when|but|with|is|was|as\b)")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _DATE.finditer(passage.text):
            # In “the 30 September deadline” the article belongs to the noun.
            year = _YEAR.match(passage.text, found.end())
            article = found["article"] and year and _GOES_ON.match(passage.text, year.end())
            if article or found["ordinal"] or found["of"]:
                start = found.start() if article else found.start("day")
                seen = passage.text[start : found.end()]
                plain = f"{int(found['day'])} {found['month']}"
                yield Finding(passage.at(start), f"“{seen}” is not how a date is written here.", plain, fix=(seen, plain))

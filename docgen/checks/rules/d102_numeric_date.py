"""A date is written in figures with slashes or dots.

"03/04/19" is 3 April to one reader and 4 March to another, and "30/09/19" leaves out the century. Write a date on which a duty begins or ends with the name
of the month. Financial years (2018/19) are not dates.

Fails:

    The agreement ends on 30/09/19.

Fails:

    Approved 03.04.2019 by the Board.

Passes:

    The agreement ends on 30 September 2019, in the year 2019/20. Section 3.4.19 and version 1.2.19 stay, as does SI 2018/789.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import shown
from docgen.document.values import Date

SEVERITY = "warning"
LOCAL = True
_SLASHES = re.compile(r"(?<![\w/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?![\w/])")
# With dots, only a four-digit year distinguishes a date from the number of a section or a version.
_DOTS = re.compile(r"(?<![\w/.-])(?P<a>\d{1,2})[.-](?P<b>\d{1,2})[.-](?P<year>(?:19|20)\d\d)(?![\w/.])")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in (*_SLASHES.finditer(passage.text), *_DOTS.finditer(passage.text)):
            if dates := _possible(int(found["a"]), int(found["b"]), int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)):
                seen = f"“{found[0]}” {'can be two dates' if len(dates) > 1 else 'is a date in figures'}."
                yield Finding(passage.at(found.start()), seen, " or ".join(dates))


def _possible(first: int, second: int, year: int) -> list[str]:
    """The dates that the figures may mean, the British reading first."""
    possible = [(first, second), (second, first)] if first != second else [(first, second)]
    return [shown(Date(year, month, day)) for day, month in possible if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]]

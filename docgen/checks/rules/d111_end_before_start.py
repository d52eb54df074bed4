"""Something ends, or is reviewed, before it begins.

A term from 1 April 2020 to 31 March 2020 is impossible, and so is a review due before the document was made. The rule compares `date`, `review.next` and the
dates in the facts whose ids mean a beginning or an end, and in texts two dates that are joined as the ends of a period.

Fails (facts):

    review: {next: 2025-06}

Fails (facts):

    dates: {start: 2026-07-01, expiry: 2026-06-30}

Fails:

    The arrangements run from 1 April 2020 to 31 March 2020.

Passes:

    The arrangements run from 1 April 2020 to 31 March 2021. The Act of 2 May 2010 was in force until 1 March 2009 was past.

Passes (facts):

    dates: {start: 2026-07-01, expiry: 2027-06-30}
    review: {next: 2026-06}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import last_day, shown, written
from docgen.document.values import Date
from docgen.partnership.partnership_files import Partnership
from docgen.sources import yaml_tree

SEVERITY = "error"
_BEGINS = re.compile(r"(?:^|_)(?:start|starts|begin|begins|beginning|commencement|effective|from)(?:_|$)")
_ENDS = re.compile(r"(?:^|_)(?:end|ends|ending|expiry|expires|until|termination|close)(?:_|$)")
_FROM = re.compile(r"\b(?:from|begin(?:s|ning)?(?: on)?|start(?:s|ing)?(?: on)?|commenc(?:es|ing)(?: on)?|between) $", re.IGNORECASE)
_TO = re.compile(r",? (?:to|until|till|and|and (?:will )?(?:ends?|ending|expires?|continues? until)(?: on)?|–|-) (?:and including )?", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Finding]:
    yield from _facts(draft.partnership) if draft.partnership else ()
    for passage in draft.passages:
        dates = list(written(passage.text))
        for first, second in pairwise(dates):
            joined = _TO.fullmatch(passage.text, first.end, second.start) and _FROM.search(passage.text[max(first.start - 16, 0) : first.start])
            if joined and first.date and second.date and _is_before(second.date, first.date):
                yield Finding(passage.at(second.start), f"“{second.text}” is before “{first.text}”.", "an end after the beginning")


def _facts(partnership: Partnership) -> Iterator[Finding]:
    revision, source = partnership.revision, partnership.source
    begins = {name: date for name, date in revision.dates.items() if _BEGINS.search(name)}
    ends = {("dates", name): date for name, date in revision.dates.items() if _ENDS.search(name)}
    ends |= {("review", "next"): revision.review.next} if revision.review.next else {}
    for path, end in ends.items():
        first = max([*([revision.date] if revision.date else []), *(begins.values() if path[0] == "dates" else ())], key=Date.start, default=None)
        if first and _is_before(end, first):
            yield Finding(yaml_tree.locate(source, path), f"“{'.'.join(path)}” is {shown(end)}, before {shown(first)}.", f"a date after {shown(first)}")


def _is_before(date: Date, other: Date) -> bool:
    """Whether a date ends before another begins."""
    return last_day(date).start() < other.start()

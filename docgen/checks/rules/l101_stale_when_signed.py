"""The document cites something that had already been replaced or abolished when it was made.

A memorandum that relies on a body, an Act or guidance that no longer existed on its own date gives duties to nobody, and sends the reader to a text that no
longer applies. The registers `clauses/superseded.yaml` and `clauses/law.yaml` list what has ended, with dates and evidence. The date of the document is that of
its facts, or a date alone on a line near its beginning. A document without one cannot be older than the newest guidance or Act it cites. Each thing is reported
once, with the number of times it is cited. Sentences about history ("replaces", "formerly", "adapted from", "until 2016") are ignored.

Fails:

    # Memorandum

    June 2019

    The inspectorates, for example HMIC, hold the partners to account.

Fails:

    The parties follow Working Together to Safeguard Children 2018. The Department of Health leads the process.

Fails (facts):

    date: 2021-03
    sections: {guidance: {title: Guidance, reason: x, text: The partners act on Working Together to Safeguard Children 2015.}}

Passes:

    # Memorandum

    June 2016

    The inspectorates, for example HMIC, hold the partners to account. The partners act on Working Together 2015.

Passes:

    # Memorandum

    June 2019

    The principles were adapted from the Association of Chief Police Officers. The Department of Health and Social Care leads the process.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import earliest_date, first_day, outdated
from docgen.checks.rules._dates import when

SEVERITY = "error"


def check(draft: Draft) -> Iterator[Finding]:
    date, words = earliest_date(draft) or (None, "")
    for each in outdated(draft, first_day(date)) if date else ():
        yield Finding(each.cited.position, f"“{each.cited.text}” was replaced or ended {when(each.since)}, {words}{each.cited.count}.", each.by)

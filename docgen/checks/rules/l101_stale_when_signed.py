"""Something is cited that was already replaced or abolished when the document was made.

A memorandum that rests on a body, an Act or guidance that was no more on its own date gives duties to nobody and sends the reader to a text that no
longer holds. What is no more stands in the registers `clauses/superseded.yaml` and `clauses/law.yaml`, with dates and evidence. The document is
judged against its own date: that of its facts, or a line of its front that is nothing but a date. A document without one cannot be older than the
newest guidance or Act it cites. Each thing is told of once, with how often it stands in the document. Sentences that tell history ("replaces",
"formerly", "adapted from", "until 2016") are left alone.

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
    made = earliest_date(draft)
    if not made:
        return
    date, words = made
    for each in outdated(draft, first_day(date)):
        place = each.cited.passage.at(each.cited.offset)
        yield Finding(place, f"“{each.cited.text}” was replaced or ended {when(each.since)}, {words}{each.cited.count}.", each.by)

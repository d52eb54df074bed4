"""The document cites an Act, or an edition of guidance, that is later than the document.

A document of 2016 cannot rely on an Act of 2017. The date or the citation is wrong, or the text was changed after it was agreed. Documents without a date are
not checked. A Bill, or future guidance, may be mentioned as such.

Fails:

    # Memorandum

    May 2016

    The Children and Social Work Act 2017 applies.

Fails (facts):

    date: 2017-02
    sections: {guidance: {title: Guidance, reason: x, text: The partners act on Working Together to Safeguard Children 2018.}}

Passes:

    # Memorandum

    May 2018

    The Children and Social Work Act 2017 applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import edition_of, first
from docgen.checks.rules._dates import own_date, shown, when

SEVERITY = "error"
_ACT = re.compile(r"\b(?:Act|Regulations),? \(?(?P<year>(?:19|20)\d\d)\b")


def check(draft: Draft) -> Iterator[Finding]:
    date = own_date(draft)
    if not date:
        return
    for passage in draft.passages:
        for found in _ACT.finditer(passage.text):
            if int(found["year"]) > date.year:
                seen = f"“{found[0].rstrip('(')}” is later than this document ({shown(date)})."
                yield Finding(passage.at(found.start()), seen, "a date after what it cites")
    for law in draft.register.entries.values():
        for key, edition in law.editions.items():
            if date.is_past(edition.from_) and (cited := first(draft, edition_of(law, key))):
                seen = f"“{cited.text}” came into force {when(edition.from_)}, after the date of this document ({shown(date)})."
                yield Finding(cited.position, seen, "the edition that was in force, or another date")

"""A section of an Act is named without the Act.

"Section 11 audits" means something only to readers who know which Act is meant, so the first mention should give the Act. The rule reports only sections that
are never given with their Act, and only for what statutes are known for (audits, enquiries, assessments, agreements), not the document's own sections.

Fails:

    The partners will carry out Section 11 audits.

Fails:

    Schools complete their s175 audit each year.

Passes:

    The partners will audit how they meet section 11 of the Children Act 2004. A section 11 audit takes a month. Section 6 lists the assessments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
LOCAL = True
_PROCESS = (
    r"(?:(?:self-?|safeguarding |joint |statutory )?"
    r"(?:audit|assessment|enquir|inquir|investigation|agreement|review|duty|duties|referral|return|strategy meeting|child\b|child protection))"
)
_USED = re.compile(rf"\b(?:[Ss]ection|[Ss]\.?) ?(?P<number>\d{{1,3}}[A-Z]?) (?={_PROCESS})")
_WITH_ACT = re.compile(
    r"\b(?:sections?|ss?\.?) ?(?P<numbers>\d{1,3}[A-Z]*(?:\(\d+\))?(?:(?:,| and| or| to|/|-|–| and/or section) ?\d{1,3}[A-Z]*)*)\)?,?"
    r" (?:of|in|under) the [^.;]{0,60}?Act\b",
    re.I,
)
_ACT_FIRST = re.compile(r"\bAct \d{4},? (?:\(?)(?:sections?|ss?\.?) ?(?P<numbers>\d{1,3}[A-Z]*(?:(?:,| and| or| to) ?\d{1,3}[A-Z]*)*)", re.I)


def check(draft: Draft) -> Iterator[Finding]:
    given = {
        number
        for passage in draft.passages
        for pattern in (_WITH_ACT, _ACT_FIRST)
        for found in pattern.finditer(passage.text)
        for number in re.findall(r"\d{1,3}[A-Z]*", found["numbers"])
    }
    for passage in draft.passages:
        for found in _USED.finditer(passage.text):
            if found["number"] not in given:
                given.add(found["number"])
                seen = f"“{found[0].strip()}” is a section of an Act that is not named."
                yield Finding(passage.at(found.start()), seen, "the section with its Act and year, at its first mention")

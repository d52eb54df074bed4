"""An Act is cited without its year.

"The Children Act" may be that of 1989 or of 2004, and the reader cannot tell which duty is meant. The year is part of the short title of an Act. A document
that cites the only Act of a name with its year may leave the year out elsewhere. Each Act is reported once.

Fails:

    The duty to co-operate comes from the Children Act.

Fails:

    Under section 10 of the Children Act 2004 the partners co-operate. Section 47 of the Children Act gives a duty to enquire.

Passes:

    Under the Children Act 2004 (“the Act”) the partners co-operate, and the Children Acts 1989 and 2004 have duties of their own.

Passes:

    The Equality Act 2010 applies. Nothing here takes away from the Equality Act, and nobody has a duty to act.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import first, straight

SEVERITY = "warning"
LOCAL = True
_YEAR = re.compile(r"^(?P<title>.+ Act) (?P<year>\d{4})$")
_DATED = r",? \(?(?:of )?(?:19|20)\d\d"
_COMMON = (
    "Adoption and Children Act 2002",
    "Care Act 2014",
    "Children Act 1989",
    "Children Act 2004",
    "Crime and Disorder Act 1998",
    "Domestic Abuse Act 2021",
    "Education Act 1996",
    "Education Act 2002",
    "Health and Care Act 2022",
    "Health and Social Care Act 2008",
    "Health and Social Care Act 2012",
    "Human Rights Act 1998",
    "Mental Capacity Act 2005",
    "Modern Slavery Act 2015",
    "National Health Service Act 2006",
)
"""Acts that memoranda often cite, in addition to those in the register."""


def check(draft: Draft) -> Iterator[Finding]:
    years = defaultdict(set)
    for name in (*(law.name for law in draft.register.entries.values() if law.kind == "statute"), *_COMMON):
        if found := _YEAR.match(straight(name)):
            years[found["title"]].add(found["year"])
    whole = "\n".join(straight(passage.text) for passage in draft.passages)
    for title, known in years.items():
        if title not in whole or (len(known) == 1 and re.search(rf"{re.escape(title)}{_DATED}", whole)):
            continue
        # A longer title that ends in the same words is a different Act.
        longer = "".join(f"(?<!{re.escape(other.removesuffix(title))})" for other in years if other != title and other.endswith(title))
        if cited := first(draft, re.compile(rf"{longer}(?<!\d{{4}} )\b{re.escape(title)}\b(?!{_DATED})")):
            which = " or ".join(f"{title} {year}" for year in sorted(known))
            yield Finding(cited.position, f"“{cited.text}” has no year{cited.count}.", which)

"""A number in words and the same number in figures disagree.

In "two (3)" one of the two numbers is wrong, and a court would have to choose. Write a number once.

Fails:

    A party may leave on thirty (60) days’ notice.

Passes:

    A party may leave on thirty (30) days’ notice. Two (Health and Police) of the three (see section 2) agree, with twenty-one (21) days to go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.document.number_words import SMALL, value

SEVERITY = "error"
LOCAL = True
# Not after “hundred and”, which is part of a longer number.
_BOTH = re.compile(rf"(?<!hundred and )(?<!hundred )(?<!thousand )\b(?P<words>{SMALL}) \((?P<figures>\d{{1,4}})\)", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _BOTH.finditer(passage.text) if "(" in passage.text else ():
            if value(found["words"]) != int(found["figures"]):
                yield Finding(passage.at(found.start()), f"“{found[0]}” gives two numbers.", f"“{found['words']}” or “{found['figures']}”, once")

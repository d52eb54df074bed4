"""A word appears twice in a row.

A doubled word is a slip of typing or editing. Words that may rightly follow themselves ("had had", "that that") and figures are left alone.

Fails:

    The Board will will meet every quarter.

Passes:

    The Board will meet every quarter. They had had notice, and that that was late is no matter.

Passes:

    The contact is Duran Duran, in Walla Walla.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
LOCAL = True
_TWICE = re.compile(r"\b([a-z]+)(\s+)\1\b")
_RIGHTLY = frozenset(["had", "that"])


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(passage.text):
            if found[1] not in _RIGHTLY:
                yield Finding(passage.at(found.start()), f"“{found[1]}” appears twice in a row.", f"“{found[1]}” once", fix=(found[0], found[1]))

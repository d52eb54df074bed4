"""A heading has no words.

An empty heading is an empty line in the list of headings, and confuses screen reader users who move from heading to heading. It is left behind when the
words of a heading are deleted but its mark is not.

Fails:

    ##

    The Board will meet.

Passes:

    ## Meetings

    The Board will meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_EMPTY = re.compile(r"#{1,6}(?=\s|$)")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        if (passage.kind == "heading" and not passage.text.strip()) or (not draft.document and _EMPTY.match(passage.text)):
            yield Finding(passage.position, "A heading has no words.", "its words, or no heading")

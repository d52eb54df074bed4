"""A heading has no words.

It stands in the list of headings as an empty line, and whoever moves from heading to heading by ear lands on nothing. It is what remains when the words of a
heading are deleted and its mark is not.

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

"""A name joins a word to itself: "Exshire and Exshire Board".

Where one name was entered twice, the other place or body is missing, and perhaps a party with it.

Fails:

    Signed by the Chair, Exshire and Exshire Family Board.

Passes:

    Signed by the Chair, Exshire and Wyeton Family Board. The parties met again and again.

Passes:

    See the List of Agencies and Agencies – Further Duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "error"
LOCAL = True
_TWICE = re.compile(r"(?<![\w-])(?P<name>[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z])?) (?:and|&) (?P=name)(?![\w-]| [–—-] |:)")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(passage.text):
            expected = f"“{found['name']}” once, or the other name that is meant"
            yield Finding(passage.at(found.start()), f"“{found[0]}” gives the same name twice.", expected)

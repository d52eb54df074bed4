"""A name joins a word to itself: "Exshire and Exshire Board".

Where one name was entered twice, the other place or body is missing, and perhaps a party with it. Points of the compass, which begin many names, and titles
in which the word before makes two names of one ("Chief Officer and Officer") are left alone. W101 finds a word that follows itself without "and".

Fails:

    Signed by the Chair, Exshire and Exshire Family Board.

Fails:

    Signed for Nether-Wyeton & Nether-Wyeton and for Exshire County and Exshire County.

Passes:

    Signed by the Chair, Exshire and Wyeton Family Board, for North and North East Exshire. The parties met again and again.

Passes:

    See the List of Agencies and Agencies – Further Duties, by the Chief Officer and Officers, and by the Chief Officer and Officer Cadets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "error"
LOCAL = True
_TWICE = re.compile(
    r"(?<![\w-])(?P<name>(?!(?:North|South|East|West|Central|Greater|Upper|Lower|New) )[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z])?)"
    r" (?:and|&) (?P=name)(?![\w-]| [–—-] |:)"
)
_CAPITAL = re.compile(r"\b[A-Z]\w* $")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(passage.text):
            # In "Chief Officer and Officer" the word before makes the first name a different one.
            if not _CAPITAL.search(passage.text[: found.start()][-40:]):
                expected = f"“{found['name']}” once, or the other name that is meant"
                yield Finding(passage.at(found.start()), f"“{found[0]}” gives the same name twice.", expected)

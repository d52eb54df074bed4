"""The same name is on both sides of "and".

"Exshire and Exshire Board" names one place twice: another was meant, or the words were copied. Points of the compass, which begin many names, are left alone.

Fails:

    Chair, Exshire and Exshire Family Board

Passes:

    Chair, Exshire and Wyeshire Family Board, for North and North East Exshire, with the Chief Officer and Officers, which does more and more
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_TWICE = re.compile(r"\b(?P<name>(?!North|South|East|West|Central|Greater|Upper|Lower|New)[A-Z][a-z]{3,}(?:-[A-Z]?[a-z]+)*) (?:and|&) (?P=name)\b(?!-)")
_CAPITAL = re.compile(r"\b[A-Z]\w* $")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(passage.text):
            # In "Chief Officer and Officer" the word before makes the first name a different one.
            if not _CAPITAL.search(passage.text[: found.start()][-40:]):
                expected = f"“{found['name']}” once, or the other name that was meant"
                yield Finding(passage.at(found.start()), f"“{found[0]}” gives the same name twice.", expected)

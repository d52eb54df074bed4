"""A preposition is used before "whom" or "which" and again at the end.

"Those to whom they delegate their authority to" says "to" twice; one of the two was left behind when the sentence was rearranged.

Fails:

    The Board will tell the officers to whom it gives powers to, and their deputies.

Passes:

    The Board will tell the officers to whom it gives powers, and the bodies for which it is responsible. What for?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
_TWICE = re.compile(r"\b(?P<word>to|for|with|from|of|on|in) (?P<who>whom|which)\b(?P<between>[^.,;:()?]{3,100}) (?P=word)(?=[.,;:)]|$)", re.I)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(english(passage)):
            word = found["word"].casefold()
            seen = f"“{word} {found['who']} … {word}” says “{word}” twice."
            yield Finding(passage.at(found.start()), seen, f"“{word} {found['who']} …”, without the second “{word}”")

"""A word appears twice in a row.

A doubled word is a slip of typing or editing, also where the first one begins a sentence ("The the") and where a value begins with the word before it. Words
that may rightly follow themselves ("had had", "that that"), names, figures and words in another language are left alone.

Fails:

    The Board will will meet every quarter.

Fails:

    The the group will meet every month.

Fails:

    The group will report to the
    the Council, AND AND to the Trust.

Passes:

    The Board will meet every quarter. They had had notice, and that that was late is no matter.

Passes:

    The contact is Duran Duran, in Walla Walla. In May may we meet; Will will, in in-house teams, and IT it is that Mark marks.

Passes:

    The French text says [nous nous réunissons]{lang=fr}, and the Welsh one Mae’r bwrdd wedi bod yn yn y neuadd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_TWICE = re.compile(r"(?<![\w’'-])([a-z]+)(\s+)(\1)(?![\w’'-])", re.IGNORECASE)
_RIGHTLY = frozenset(["had", "that"])
_JOINING = frozenset(
    [*("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "if", "in", "is", "of", "on", "or", "our"), *("the", "this", "to", "with")]
)
"""Words that are no part of a name when they are doubled, however they are written."""
_ABBREVIATED = frozenset(["AN", "AS", "AT", "BE", "IN", "IS", "IT", "OR", "US"])


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(english(passage)):
            if _is_slip(found[1], found[3]):
                yield Finding(passage.at(found.start()), f"“{found[1]}” appears twice in a row.", f"“{found[1]}” once", fix=(found[0], found[1]))


def _is_slip(first: str, second: str) -> bool:
    """Whether the second word is a slip: both are in small letters, or a joining word is not an abbreviation such as "IT"."""
    small = first.casefold()
    if small in _RIGHTLY or (len(small) == 1 and first != second):
        return False
    if first.islower() and second.islower():
        return True
    return small in _JOINING and not (first != second and {first, second} & _ABBREVIATED)

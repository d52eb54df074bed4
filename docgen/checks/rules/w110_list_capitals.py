"""Some items of one list begin with a capital and some with a small letter.

The mixture shows that the list was put together from several sources, and leaves open whether each item is a sentence of its own. Names and abbreviations
keep their capitals anywhere.

Fails:

    The members publish what they hear. The Board will:

    - Publish a report
    - meet every quarter
    - Hear complaints

Passes:

    The Board will work with:

    - schools
    - Exshire Police
    - NHS bodies
    - colleges
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import beginning, lists, vocabulary

SEVERITY = "warning"
_FIRST = re.compile(r"[“‘\"'(]?(?P<word>[^\W\d_]+)")
_NAME = re.compile(r"\S+ [^\Wa-z\d_]")


def check(draft: Draft) -> Iterator[Finding]:
    words = vocabulary(draft)
    for found in lists(draft):
        first = [(item, match["word"]) for item in found.items if (match := _FIRST.match(item.text))]
        small = [item for item, word in first if word.islower() and len(word) > 1]
        # A capital counts only on a word that the document also has in small letters, and before a word without one: others may be names.
        large = [item for item, word in first if word.istitle() and not _NAME.match(item.text) and (word.casefold() in words or word in ("A", "The"))]
        if small and large:
            odd, usual = (small[0], "a capital") if len(small) < len(large) else (large[0], "a small letter")
            yield Finding(odd.position, f"“{beginning(odd.text)}” begins unlike other items of its list.", f"{usual}, as the others have")

"""A heading is typed in capitals.

Some screen readers spell out capitals letter by letter, and words in capitals are harder for everyone to read. The style of the document should decide how
headings look. Abbreviations used in the text, and Roman numerals, are allowed.

Fails:

    ## PURPOSE OF THE BOARD

    The Board exists to help.

Passes:

    ## Purpose of the Board

    The Board answers to CAFE.

    ## CAFE

    The committee was set up in May.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_WORD = re.compile(r"[^\W\d_]+")


def check(draft: Draft) -> Iterator[Finding]:
    used = {word for passage in draft.passages if passage.kind not in ("heading", "title") for word in _WORD.findall(passage.text) if word.isupper()}
    for passage in draft.passages:
        words = [word for word in _WORD.findall(passage.text) if len(word) > 1]
        if passage.kind == "heading" and words and passage.text.upper() == passage.text and any(len(word) > 2 and word not in used for word in words):
            yield Finding(passage.position, f"The heading “{passage.text}” is typed in capitals.", f"“{passage.text.capitalize()}”, with capitals for names")

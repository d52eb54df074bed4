"""“And/or” leaves open which is meant.

Courts and drafting offices have long warned against it: a duty to do "A and/or B" is met, on one reading, by either, and on another only by both. "A or B, or
both" says what is nearly always meant; often "or" is enough.

Fails:

    The Chair will tell the Council and/or the Police.

Passes:

    The Chair will tell the Council or the Police, or both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_AND_OR = re.compile(r"(?:(?<![\w’'-])[\w’'-]+ )?\band ?/ ?or\b(?: [\w’'-]+)?", re.I)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _AND_OR.finditer(english(passage)):
            yield Finding(passage.at(found.start()), f"“{found[0]}” can be read in two ways.", "“or”, “and”, or “A or B, or both”")

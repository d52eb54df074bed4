"""The lead-in to a list ends in a semicolon, a comma or a full stop.

A colon says that the list belongs to the words before it. After a semicolon or a comma the reader looks for the rest of the sentence. A complete sentence
before a list may end in a full stop, so the rule reports a full stop only after a word that cannot end a sentence ("will.", "by.").

Fails:

    The Boards will;

    - meet every quarter
    - share what they learn

Passes:

    The Boards will:

    - meet every quarter
    - share what they learn

    There are two Boards.

    - The first is old.
    - The second is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import ending

SEVERITY = "warning"
_WRONG = re.compile(r"(?:(?<=\w)[;,]|(?<=\bwill)\.|(?<=\bmust)\.|(?<=\bby)\.|(?<=\bto)\.)$")


def check(draft: Draft) -> Iterator[Finding]:
    reported: set[int] = set()
    for index, passage in enumerate(draft.passages):
        lead = draft.passages[passage.lead] if passage.kind == "item" and passage.lead == index - 1 and index else None
        if lead and lead.kind == "paragraph" and passage.lead not in reported and (found := _WRONG.search(lead.text)):
            reported.add(passage.lead)
            words, last = ending(lead.text), lead.text.split()[-1]
            yield Finding(lead.at(found.start()), f"“{words}” leads into a list without a colon.", f"“{words[:-1]}:”", fix=(last, last[:-1] + ":"))

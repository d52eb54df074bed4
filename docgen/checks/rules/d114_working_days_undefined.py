"""The document counts working days without defining them.

When a period ends depends on whether a bank holiday, or a day on which one party's offices are closed, is a working day. Many partnerships do without a
definition, as statutory guidance does, so this rule runs only if selected. It reports the first place.

Fails:

    The Council will notify the Panel within five working days of the incident.

Passes:

    “Working day” means a day other than a Saturday, a Sunday or a public holiday in England.

    The Council will notify the Panel within five working days of the incident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
DEFAULT = False
_USED = re.compile(r"\b(?:working|business) days?\b", re.IGNORECASE)
_DEFINED = re.compile(
    r"\b(?:working|business) days?[”’\"']?,? (?:means?|is|are|has the meaning|refers? to|mean)\b|\bdefinition of (?:a )?working day", re.IGNORECASE
)


def check(draft: Draft) -> Iterator[Finding]:
    first = None
    for passage in draft.passages:
        # In a table of definitions the term is alone in a cell.
        alone = passage.kind == "cell" and _USED.fullmatch(passage.text.strip(" “”‘’\"'"))
        if alone or _DEFINED.search(passage.text):
            return
        found = _USED.search(passage.text)
        first = first or (found and (passage, found))
    if first:
        passage, used = first
        yield Finding(passage.at(used.start()), f"“{used[0]}” is not defined.", "a definition that says which days count, or plain days")

"""The text says "shall".

"Shall" is a duty to one reader, a prediction to another and a statement of law to a third; drafting offices have given it up. A memorandum says "will" for a
commitment of the parties, "must" for a legal duty, "should" for what is expected and "may" for what is allowed; a contract says "must". Quotations are ignored.
There is no automatic fix, because the choice of word decides who has a duty.

Fails:

    The Executive Group shall meet every quarter.

Passes:

    The Executive Group will meet every quarter. The Act says that each authority “shall co-operate”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import masked

SEVERITY = "warning"
_SHALL = re.compile(r"\b[Ss]hall(?: not)?\b")
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)\"[^\"]*\"|(?<!\w)[‘'][^’'“”]{0,200}[’'](?!\w)")


def check(draft: Draft) -> Iterator[Finding]:
    strict = draft.type == "data-sharing-agreement"
    expected = "“must” for a duty" if strict else "“will” for a commitment of the parties, “must” for a duty in law"
    for passage in draft.passages:
        text = masked(_QUOTED, passage.text, " ") if "hall" in passage.text else ""
        for found in _SHALL.finditer(text):
            yield Finding(passage.at(found.start()), f"“{found[0]}” has more than one meaning.", expected)

"""The text says that something is attached, but the document has no appendix.

What should have been attached but was not is not agreed. Such words remain when a draft is sent round without its papers.

Fails:

    # 1 Aims

    The formula is attached to this memorandum.

Passes:

    # 1 Aims

    The formula is attached as Appendix 1. Conditions attached to grants are kept, and importance is attached to trust.

    # Appendix 1

    The formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import appendices

SEVERITY = "error"
_ATTACHED = re.compile(
    r"\b(?:attached|annexed|appended) (?:to this|hereto|as an? (?:appendix|annex|schedule)|below|overleaf)\b"
    r"|\bthe (?:attached|enclosed|appended) [a-z]+|\benclosed herewith\b"
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages if not any(appendices(draft)) else ():
        for found in _ATTACHED.finditer(passage.text):
            seen = f"The text says “{found[0]}”, but nothing is attached."
            yield Finding(passage.at(found.start()), seen, "an appendix, or where to find the document")

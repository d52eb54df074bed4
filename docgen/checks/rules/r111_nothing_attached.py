"""The text says that something is attached, and the document has no appendix.

What was to be attached and was not is not agreed. The words stay when a draft is sent round without its papers.

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
    there = any(True for _ in appendices(draft))
    for passage in draft.passages if not there else ():
        for found in _ATTACHED.finditer(passage.text):
            yield Finding(passage.at(found.start()), f"It says “{found[0]}”, and nothing is attached.", "an appendix, or where the document can be had")

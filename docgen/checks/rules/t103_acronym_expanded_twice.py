"""The full name of an acronym is given a second time.

A second explanation makes the reader ask whether another body is meant, and the two drift apart when one is edited. After the first, use the letters alone.
Tables, which are read on their own, may explain them again.

Fails:

    The Exshire Quality Panel (EQP) meets monthly. Minutes of the Exshire Quality Panel (EQP) are public.

Passes:

    The Exshire Quality Panel (EQP) meets monthly. Minutes of the EQP are public.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._acronyms import acronyms

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    for short, acronym in acronyms(draft).items():
        in_text = [use for use in acronym.expanded if use.passage.kind not in ("cell", "caption", "title")]
        for use in in_text[1:]:
            yield Finding(use.position, f"“({short})” was introduced before, but has its full name again here.", f"“{short}” alone after the first time")

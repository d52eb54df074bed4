"""An appendix is attached, but nothing in the document refers to it.

An appendix has effect through the words that refer to it. Without them, a reader cannot know whether it binds, informs, or was left in by mistake.

Fails:

    # 1 Aims

    The parties will work together.

    # Appendix 1

    The formula.

Passes:

    # 1 Aims

    The parties share the costs by the formula in Appendix 1.

    # Appendix 1

    The formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import appendices, kind

SEVERITY = "warning"
_NAMED = re.compile(
    r"(?<!\w)(?P<kind>append(?:ix|ices)|annex(?:e|es)?|schedules?) (?P<labels>(?:[A-Z]|\d{1,2}|[IVX]{1,4})(?:(?:, | and | or | to )(?:[A-Z]|\d{1,2})\b)*)(?!\w)"
)
_LABEL = re.compile(r"[A-Z]\b|\d{1,2}|[IVX]{2,4}")


def check(draft: Draft) -> Iterator[Finding]:
    named: set[tuple[str, str]] = set()
    for passage in draft.passages:
        if passage.kind not in ("heading", "title"):
            # The first letter may be a capital or not; the label's case tells "Annex A" from "annex a plan".
            text = re.sub(r"\b[ASas](?=ppend|nnex|chedul)", lambda found: found[0].lower(), passage.text)
            for found in _NAMED.finditer(text):
                named.update((kind(found["kind"]), label) for label in _LABEL.findall(found["labels"]))
    for passage, word, label in appendices(draft):
        if (word, label) not in named:
            name = passage.number if passage.number[:1].isalpha() else " ".join(passage.text.split()[:2])
            yield Finding(passage.position, f"Nothing refers to “{name}”.", f"words such as “as set out in {name}”")

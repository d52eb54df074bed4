"""The printed numbers of headings leave out a number, or repeat one.

A missing number looks like a missing section, and a reader of the signed copy cannot know whether something was taken out. A repeated number makes every
reference to it doubtful. docgen numbers the documents that it composes, so the rule looks only at other texts.

Fails:

    # 1 Aims

    The parties will work together.

    # 3 Costs

    The parties share the costs.

Fails:

    # 1 Aims

    The parties will work together.

    # 2 Costs

    The parties share the costs.

    # 2 Disputes

    The officers meet first.

Fails:

    # 1 Aims

    ## 1.1 Safety

    The parties will work together.

    ## 1.3 Welfare

    The parties will work together.

Passes:

    # 1 Aims

    The parties will work together.

    # 2 Costs

    1. Staff

    2. Rooms

    # 3 Disputes

    3.1 The officers meet first.

    ## 3.2 Costs of disputes

    3.3 Each pays its own.

    ## 3.4 Mediation

    The officers may ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import headings

SEVERITY = "error"
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_PRINTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? ")
_FARTHEST = 4
"""Numbers further apart than this are not one sequence: one is a house number, or a figure that begins a line."""


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.document:
        yield from _sections(draft)
        yield from _subsections(draft)


def _sections(draft: Draft) -> Iterator[Finding]:
    # The last numbers of the open runs, the outermost first: a list that begins again at 1 is inside the section before it.
    runs: list[int] = []
    for _, passage in headings(draft):
        number = int(passage.number) if passage.number.isdigit() and not _MONTH.match(passage.text) else 0
        if not number:
            continue
        while len(runs) > 1 and number != runs[-1] + 1 and any(number == run + 1 for run in runs[:-1]):
            runs.pop()
        if runs and number == runs[-1] > 1:
            yield Finding(passage.position, f"A second section has the number {number}.", f"{number + 1}")
        elif runs and runs[-1] + 1 < number <= runs[-1] + _FARTHEST:
            yield Finding(passage.position, f"Section {number} follows section {runs[-1]}.", f"{runs[-1] + 1}", "Restore what is missing, or renumber.")
            runs[-1] = number
        elif number == 1:
            runs.append(1)
        elif runs and number == runs[-1] + 1:
            runs[-1] = number


def _subsections(draft: Draft) -> Iterator[Finding]:
    """Findings in the numbers of subsections ("2.1"), as far as no paragraph between them can have taken a number."""
    last: dict[str, int] = {}
    found = {index for index, _ in headings(draft)}
    for index, passage in enumerate(draft.passages):
        outer, _, number = passage.number.rpartition(".")
        if index not in found:
            # Text that does not begin its line may have followed a number, which would be the next one.
            if (passage.kind == "paragraph" and passage.position.column > 1) or _PRINTED.match(passage.text):
                last.clear()
        elif outer and number.isdigit():
            here, before = int(number), last.get(outer, 0)
            if before and here == before:
                yield Finding(passage.position, f"A second section has the number {passage.number}.", f"{outer}.{before + 1}")
            elif before and before + 1 < here <= before + _FARTHEST:
                yield Finding(passage.position, f"Section {passage.number} follows section {outer}.{before}.", f"{outer}.{before + 1}")
            last[outer] = here

"""Two headings of one section have the same words.

A reader who is sent to "Costs" finds the first and stops. In a text that came from pages, the second is often a running header that was copied in.

Fails:

    # 1 Costs

    The parties share the costs.

    # 2 Costs

    The council pays for rooms.

Passes:

    # 1 Executive

    ## Membership

    Three officers.

    # 2 Forum

    ## Membership

    All agencies.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import headings, is_marked

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    above: list[tuple[int, set[str]]] = [(0, set())]
    for _, passage in headings(draft):
        words = " ".join(passage.text.casefold().split())
        # Of a line that is a heading by its looks alone nobody knows the level: it is compared with the one directly before it.
        level = passage.level if is_marked(passage) else _BELOW
        while above[-1][0] > level:
            above.pop()
        if above[-1][0] < level:
            above.append((level, set()))
        if words in above[-1][1]:
            yield Finding(passage.position, f"The heading “{passage.text}” stands here again.", "a heading of its own for each section")
        if level == _BELOW:
            above[-1][1].clear()
        above[-1][1].add(words)


_BELOW = 9

"""Two headings in one section have the same words.

A reader who is sent to "Costs" finds the first and stops. In a text taken from printed pages, the second is often a running header.

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
_LOWEST = 9


def check(draft: Draft) -> Iterator[Finding]:
    levels: list[tuple[int, set[str]]] = [(0, set())]
    for _, passage in headings(draft):
        words = " ".join(passage.text.casefold().split())
        # A line that only looks like a heading has no known level: it is compared with the one directly before it.
        level = passage.level if is_marked(passage) else _LOWEST
        while levels[-1][0] > level:
            levels.pop()
        if levels[-1][0] < level:
            levels.append((level, set()))
        if words in levels[-1][1]:
            yield Finding(passage.position, f"The heading “{passage.text}” is repeated here.", "a different heading for each section")
        if level == _LOWEST:
            levels[-1][1].clear()
        levels[-1][1].add(words)

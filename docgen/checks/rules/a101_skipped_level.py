"""A heading skips a level.

Screen reader users move from heading to heading by level. A third-level heading directly below a first-level one suggests that something is missing
between them. Composed documents cannot skip a level; in other texts the rule checks headings marked with "#".

Fails:

    # The Board

    ### Meetings

    The Board will meet.

Passes:

    # The Board

    ## Membership

    ### Chair

    The members elect one.

    ## Meetings

    The Board will meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    headings = [passage for passage in draft.passages if passage.kind == "heading" and _is_marked(passage)]
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            seen = f"“{heading.text}” is a heading of level {heading.level} below one of level {before.level}."
            yield Finding(heading.position, seen, f"a heading of level {before.level + 1}")


def _is_marked(heading: Passage) -> bool:
    """Whether the heading is marked with "#", judged by its column: without a mark the level is only guessed from the number."""
    return bool(heading.breaks) and heading.position.column >= heading.level + 2 + (len(heading.number) + 1 if heading.number else 0)

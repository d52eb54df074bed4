"""The text says that something is shown below, but the section ends there.

"The structure is shown below" with the next heading after it means that a picture or a table was lost.

Fails:

    # 1 Reporting

    The reporting lines are shown below.

    # 2 Costs

    The parties share the costs.

Passes:

    # 1 Reporting

    The reporting lines are shown below.

    | Group | Reports to |
    |---|---|
    | Forum | Executive |

    # 2 Costs

    The parties share the costs, as set out below. Each pays a half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import is_marked

SEVERITY = "error"
_BELOW = re.compile(r"\b(?:is|are) (?P<words>(?:detailed|shown|set out|illustrated|listed|outlined|described|given|pictured) below)[.:]$")


def check(draft: Draft) -> Iterator[Finding]:
    for passage, following in zip_longest(draft.passages, draft.passages[1:]):
        found = _BELOW.search(passage.text) if passage.kind in ("paragraph", "item") else None
        # The heading of a subsection may be what is meant; another heading is not.
        ends = following is None or (following.kind == "heading" and is_marked(following) and not following.number.startswith(f"{passage.number}."))
        if found and ends:
            advice = "Restore what was left out, or say which section has it."
            yield Finding(passage.at(found.start("words")), f"The text says “{found['words']}”, but the section ends here.", "what is shown", advice)

"""A list of sentence fragments follows a heading or a full sentence, and nothing leads into it.

"make sure that staff are trained;" is nobody's duty until a lead-in says whose it is ("The parties will:"). Items that are sentences of their own need no
lead-in; nor do items after a heading that are names.

Fails:

    # 1 Training

    - Review what training is needed;
    - Agree how it is delivered.

Fails:

    # 1 Training

    Agencies that are not named should work with the parties.

    - Review what training is needed;
    - Agree how it is delivered.

Passes:

    # 1 Training

    The parties will:

    - review what training is needed;
    - agree how it is delivered.

    # 2 Duties

    - The parties meet twice a year.
    - The chair reports to the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._lists import lists
from docgen.checks.rules._prose import beginning

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    for lead, before, items in lists(draft):
        fragments = items[0].text.rstrip().endswith((";", ",", "; and", "; or", ", and"))
        if fragments and _leads_nowhere(lead, before):
            advice = "Say who does this, or what the items are, in a line that ends in a colon."
            seen = f"Nothing leads into the list that begins “{beginning(items[0].text, 5)}”."
            yield Finding(items[0].position, seen, "a lead-in such as “The parties will:”", advice)


def _leads_nowhere(lead: Passage, before: Passage | None) -> bool:
    if lead.kind == "heading":
        return not lead.text.endswith(":")
    # A paragraph after an item may belong to the same list.
    return lead.kind == "paragraph" and lead.text.endswith((".", "!", "?", ".”")) and not (before and before.kind == "item")

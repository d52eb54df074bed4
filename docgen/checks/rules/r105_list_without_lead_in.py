"""A list of parts of sentences stands under a heading, or after a full sentence, and nothing leads into it.

"make sure that staff are trained;" is a duty of nobody until a lead-in says whose it is ("The parties will:"). Items that are sentences of their own need
no lead-in, and neither do items after a heading that are names.

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

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    for lead, before, items in lists(draft):
        fragments = items[0].text.rstrip().endswith((";", ",", "; and", "; or", ", and"))
        if fragments and _leads_nowhere(lead, before):
            advice = "Write who does this, or what the items are, in a line that ends in a colon."
            seen = f"Nothing leads into the list that begins “{_begin(items[0].text)}”."
            yield Finding(items[0].position, seen, "a lead-in such as “The parties will:”", advice)


def _leads_nowhere(lead: Passage, before: Passage | None) -> bool:
    if lead.kind == "heading":
        return not lead.text.endswith(":")
    # After an item, a paragraph may be a part of the list that goes on.
    return lead.kind == "paragraph" and lead.text.endswith((".", "!", "?", ".”")) and not (before and before.kind == "item")


def _begin(text: str) -> str:
    words = text.split()
    return " ".join(words[:5]) + (" …" if len(words) > 5 else "")

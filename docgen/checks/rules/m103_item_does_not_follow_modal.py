"""A list item does not continue the "will:" that introduces the list.

Each item after "The Board will:" should complete the sentence: "will … review", "will … publish". "Will … reviewing", "will … management of reviews" and
"will … will ensure" are not sentences, and leave it unclear whether the item is a duty at all.

Fails:

    The Board will:

    - review the plan;
    - publishing a report; and
    - ensure that staff are trained.

Fails:

    The Board will:

    - review the plan; and
    - will ensure that staff are trained.

Passes:

    The Board will:

    - review the plan;
    - bring the partners together; and
    - where needed, and having regard to costs, train staff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._modals import VERBS, groups

SEVERITY = "warning"
_LEAD = re.compile(r"\b(?P<modal>will|must|shall|should|may)(?: also| each| not)?\s?[:;–-]?$")
_NO_VERB = re.compile(
    r"(?P<modal>will|must|shall|should|may)\b|(?P<ing>(?!bring\b|sing\b|spring\b|string\b)[a-z-]{2,}ing)\b"
    r"|(?P<noun>management|development|provision|oversight|implementation|co-?ordination|facilitation|preparation|maintenance|attendance|promotion"
    r"|participation|identification|production|establishment|monitoring|integration)\b",
    re.IGNORECASE,
)
# “having regard to …, take part” has its verb after a comma.
_LATER = re.compile(rf", (?:{'|'.join(sorted(VERBS))})\b")


def check(draft: Draft) -> Iterator[Finding]:
    introducing = {draft.passages[passage.lead].position for passage in draft.passages if passage.lead >= 0}
    for lead, items in groups(draft):
        introduced = _LEAD.search(lead)
        for before, item in zip((None, *items), items, strict=False):
            found = _NO_VERB.match(item.text)
            # An item that ends in a colon, with no list below it, introduces the next item.
            belongs = before and before.text.endswith(":") and before.position not in introducing
            if introduced and found and not belongs and not (found["ing"] and _LATER.search(item.text)):
                modal = introduced["modal"]
                yield Finding(item.at(0), f"“{modal}: … {found[0]}” is not a sentence.", f"an item that begins with the verb that follows “{modal}”")

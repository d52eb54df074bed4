"""A word leaves open when, how often or how far something is to be done.

"Regularly", "in a timely manner" and "as appropriate" let each reader set the measure. A reviewer may ask for a period, a number or the person who decides.
Such words are often intended, so the rule runs only where it is selected.

Fails:

    The Board will review its plan regularly, and the Chair will reply in a timely manner where necessary.

Passes:

    The Board will review its plan every year, and the Chair will reply within ten working days. The appropriate officer decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
DEFAULT = False
_TIME = re.compile(
    r"\b(?:regularly|periodically|(?:on|at) (?:a )?(?:regular|periodic|frequent) (?:basis|intervals?)|from time to time|in due course|promptly"
    r"|in a timely (?:manner|fashion|way)|timely|as soon as (?:possible|practicable|reasonably practicable)|without (?:undue )?delay)\b",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:as and when(?: (?:required|necessary|appropriate|needed))?|(?:as|if|when|where|wherever|whenever) (?:deemed )?"
    r"(?:appropriate|necessary|required|needed|applicable|possible|practicable)|as far as (?:possible|practicable)"
    r"|(?:reasonable|best) endeavours|including but not limited to)\b",
    re.I,
)
_EXPECTED = ((_TIME, "a period or a day, such as “every quarter” or “within ten working days”"), (_SCOPE, "who decides, or in which cases"))


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        for pattern, expected in _EXPECTED:
            for found in pattern.finditer(text):
                yield Finding(passage.at(found.start()), f"“{found[0]}” leaves the measure open.", expected)

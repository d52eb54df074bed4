"""A duty or an aim is stated with "would".

"The group would be responsible" is the language of a proposal, left over from an earlier draft. State what is agreed as agreed. The rule reports only phrases
such as "would be responsible", not conditional uses such as "would, if asked, be prepared to".

Fails:

    In a serious case the practice group would be responsible for the plan.

Fails:

    The aim would be to settle disputes early.

Passes:

    The practice group is responsible for the plan. A review that would be harmful to the child will wait.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_WOULD = re.compile(
    r"\bwould (?:(?:then |also |normally |usually )?be (?:responsible|accountable|required|expected|chaired|reviewed|funded|to)"
    r"|report to|meet (?:monthly|quarterly|every))\b"
)
_SUPPOSED = re.compile(r"\b(?:that|which|who|it|otherwise) would\b|\bwere (?:to|it)\b|\bthan would\b", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Finding]:
    for passage, start, sentence in draft.sentences:
        for found in _WOULD.finditer(sentence):
            if not _SUPPOSED.search(sentence):
                yield Finding(passage.at(start + found.start()), f"“{found[0]}” leaves it unclear whether this is agreed.", "“is”, “will” or “must”")

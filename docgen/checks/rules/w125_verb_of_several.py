"""A plural subject has a singular verb.

"The agencies agrees" is the trace of an edit: one party became several, or the verb was copied. The reader cannot tell whether all or one are bound. The
rule judges only sentences that begin with their subject, and only words that cannot be anything else.

Fails:

    The relevant agencies agrees to share what they know.

Passes:

    The relevant agencies agree to share what they know. One of the agencies agrees to keep the list of the partners. A review of the arrangements shows why.

Passes:

    The partners' plan includes that. The Board of Members has a chair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import prose

SEVERITY = "warning"
_SUBJECT = re.compile(
    r"(?:(?:the|all|these|those|both|our|such|other) )?"
    r"(?:(?:[A-Z][\w-]*|safeguarding|relevant|statutory|local|three|two|four|other|new|named|member|partner|lead) ){0,4}"
    r"(?P<many>arrangements|agencies|partners|organisations|bodies|members|representatives|authorities|signatories|practitioners|councils) "
    r"(?P<verb>agrees|accepts|supports|ensures|provides|includes|promotes|has|is|was|does|acts|works|shares|takes|meets|makes)\b",
)
_PLURAL = {"has": "have", "is": "are", "was": "were", "does": "do", "agrees": "agree"}


def check(draft: Draft) -> Iterator[Finding]:
    for passage, start, sentence in draft.sentences:
        text = prose(sentence)
        found = _SUBJECT.match(text[:1].casefold() + text[1:]) or _SUBJECT.match(text)
        if found:
            many, verb = found["many"], found["verb"]
            better = f"“{many} {_PLURAL.get(verb, verb.removesuffix('s'))}”"
            yield Finding(passage.at(start + found.start("many")), f"“{many} {verb}” has a singular verb.", better)

"""“It's” is written for “its”, or the other way round.

"It's" is short for "it is" or "it has"; what belongs to it is "its". Readers of formal documents notice this slip first.

Fails:

    The Board will publish it's report.

Fails:

    The Board knows that its a matter for the Council.

Passes:

    It's a duty of the Board to publish its report, and it’s clear that it's been done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "error"
LOCAL = True
_IT_IS = re.compile(r"\b([Ii]t)['’]s (?P<next>[a-z]+(?:-[a-z]+)?)")
_ITS = re.compile(r"\b([Ii])ts (?=(?:a|an|the|been)\b)")
_AFTER_IT_IS = re.compile(
    r"(?:a|about|already|become|begun|gone|got|shown|grown|won|all|also|always|an|as|at|because|been|being|best|better|both|by|clear|crucial|difficult|easy|enough|essential|even|ever|for|from|"
    r"good|great|hard|here|how|if|important|impossible|in|just|key|known|less|like|likely|made|met|more|most|much|my|necessary|never|no|none|not|"
    r"now|of|off|often|okay|on|one|only|our|out|over|part|possible|probable|quite|right|seen|set|so|sometimes|still|such|sure|taken|that|the|their|"
    r"them|there|they|this|time|to|too|true|under|unlikely|up|usual|very|vital|well|what|when|where|whether|who|why|with|worth|wrong|yet|your|his|"
    r"her|these|those|given|due|fair|safe|done|used|held)|[a-z]+(?:ing|ed|ly|en)"
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        for found in _IT_IS.finditer(text):
            if not _AFTER_IT_IS.fullmatch(found["next"]):
                better = f"{found[1]}s {found['next']}"
                yield Finding(passage.at(found.start()), f"“{found[0]}” means “{found[1]} is {found['next']}”.", f"“{better}”", fix=(found[0], better))
        for found in _ITS.finditer(text):
            whole = found[0] + text[found.end() :].split(" ", 1)[0]
            yield Finding(passage.at(found.start()), f"“{whole}” says that something belongs to it.", f"“{found[1]}t is”")

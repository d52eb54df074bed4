"""A number is given twice, in words and in figures.

"Two (2)" says the same thing in two ways, and if only one of them is changed, the text contradicts itself. Once is enough. A number in brackets after a name,
or a year, is left alone.

Fails:

    Either body may withdraw on thirty (30) days' notice.

Passes:

    Either body may withdraw on 30 days' notice. Section one (2014) of the plan, and the three partners (5 bodies), will remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_WORDS = (
    "twenty-one|twenty-four|twenty-eight|forty-five|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|one|two|three|four|five|six|seven"
    "|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
_TWICE = re.compile(rf"\b(?P<word>{_WORDS}) ?[(\[](?P<figure>\d{{1,3}})[)\]]", re.I)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _TWICE.finditer(english(passage)) if "(" in passage.text or "[" in passage.text else ():
            yield Finding(passage.at(found.start()), f"“{found[0]}” gives a number twice.", f"“{found['word']}” or “{found['figure']}”, once")

"""A document writes financial or school years in more than one form.

"2018/19" and "2018 to 2019" may be the same twelve months or two whole years. A single form leaves no doubt. The most frequent form is accepted; each other
form is reported once.

Fails:

    Contributions are agreed for 2018/19 and 2019/20. They rise in 2020-21.

Passes:

    Contributions are agreed for 2018/19 and 2019/20. The plan runs from 2018 to 2022, and SI 2018/789 applies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_YEARS = re.compile(r"(?<![\w/-])(?P<first>(?:19|20)\d\d)(?P<joint>/|-|–| to )(?P<second>(?:19|20)?\d\d)(?![\w/-])")


def check(draft: Draft) -> Iterator[Finding]:
    forms: dict[tuple[str, int], list[tuple[Passage, int, str]]] = defaultdict(list)
    for passage in draft.passages:
        for found in _YEARS.finditer(passage.text):
            if (int(found["first"]) + 1) % 100 == int(found["second"]) % 100:
                forms[found["joint"], len(found["second"])].append((passage, found.start(), found[0]))
    usual, *others = sorted(forms.values(), key=lambda places: -len(places)) or [[]]
    for places in others:
        passage, start, text = places[0]
        yield Finding(passage.at(start), f"“{text}” is written in a different form from “{usual[0][2]}”.", f"one form for all years, such as {usual[0][2]}")

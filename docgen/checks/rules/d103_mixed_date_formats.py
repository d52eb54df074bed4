"""A document writes dates in more than one form.

A reader of "30 September 2019", "September 30, 2019" and "2019-09-30" in one document has to ask whether the difference matters, and a search for a date
misses some places. The most frequent form is accepted; each other form is reported once.

Fails:

    The term begins on 1 April 2020 and the review is on 1 June 2021. It ends on March 31, 2022.

Passes:

    The term begins on 1 April 2020 and ends in March 2022.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import MONTH

SEVERITY = "warning"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_FORMS = {
    "30 September 2019": re.compile(rf"\b\d{{1,2}} (?:{MONTH}) (?:19|20)\d\d\b"),
    "September 30, 2019": re.compile(rf"\b(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b"),
    "30 Sep 2019": re.compile(rf"\b\d{{1,2}}[ -](?:{_SHORT})\.?[ -](?:19|20)?\d\d\b"),
    "2019-09-30": re.compile(r"(?<![\w/-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])"),
}


def check(draft: Draft) -> Iterator[Finding]:
    places: dict[str, list[tuple[Passage, int, str]]] = defaultdict(list)
    for passage in draft.passages:
        for name, form in _FORMS.items():
            places[name] += [(passage, found.start(), found[0]) for found in form.finditer(passage.text)]
    used = sorted((name for name in places if places[name]), key=lambda name: -len(places[name]))
    for other in used[1:]:
        passage, start, text = places[other][0]
        usual = places[used[0]][0][2]
        yield Finding(passage.at(start), f"“{text}” is written in a different form from “{usual}”.", f"one form for all dates, such as {usual}")

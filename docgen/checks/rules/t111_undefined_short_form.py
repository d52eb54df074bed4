"""A short form such as "the Council" is used, but nothing says which body it means.

"The Unit", "the Panel" or "the Board" is plain to those who wrote it. A later reader, or a court, must guess which body of that kind is meant, or whether it
is yet another. The rule runs only where it is selected: in a short paper with one board, "the Board" is clear enough.

Fails:

    The Exshire Safeguarding Unit will open in May. The Unit has six staff.

Passes:

    The Exshire Safeguarding Unit (“the Unit”) will open in May. The Unit has six staff, and the Exshire Council pays.

Passes (facts):

    sections: {aims: {title: Aims, reason: An example., text: "{{ parties.council }} pays. {{ parties.council }} reports to the Council of Europe."}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._acronyms import known_shorts
from docgen.checks.rules._definitions import definitions

SEVERITY = "warning"
DEFAULT = False
_BODY = re.compile(
    r"\b[Tt]he "
    r"(?P<word>Agency|Authority|Board|Charity|Commission|Committee|Constabulary|Council|Department|Forum|Group|Panel|Partnership|Service|Team|Trust|Unit)"
    r"(?![\w-])(?! (?:[A-Z(&]|of [A-Z]|for [A-Z]|and [A-Z]))"
)


def check(draft: Draft) -> Iterator[Finding]:
    known = {definition.term.casefold() for definition in definitions(draft)} | {word.casefold() for word in known_shorts(draft)}
    for passage in draft.passages:
        for found in _BODY.finditer(passage.text) if passage.kind != "heading" else ():
            if found["word"].casefold() not in known:
                known.add(found["word"].casefold())
                expected = f"the full name, and “the {found['word']}” in brackets after it, at the first use"
                yield Finding(passage.at(found.start()), f"“the {found['word']}” is not introduced as the short form of a body.", expected)

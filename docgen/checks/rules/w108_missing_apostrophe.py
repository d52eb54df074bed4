"""An apostrophe is missing from a possessive.

"Childrens" and "womens" are not words, and the name of a body without its apostrophe is not its name. The same goes for a period of notice ("three months'
notice") and for what belongs to several bodies ("the agencies' returns").

Fails:

    The Childrens Board will meet the Young Peoples Trust.

Fails:

    Either body may withdraw on three months written notice.

Fails:

    The Board will read the other agencies policies.

Passes:

    The Children's Board and the Young People's Trust may withdraw on three months' notice. It gives agencies policies to follow in six months time limits.

Passes:

    The peoples of the world, and the boards that partners own; within two months they lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english, words

SEVERITY = "warning"
LOCAL = True
_NO_WORD = re.compile(r"\b([Cc]hildren|[Ww]omen|[Yy]oung [Pp]eople)s(?= \w)(?=(?P<next> \w+))")
_SERVICES = re.compile(r"(?<!\bof )(?<!\band )\b([Cc]hildren)(?= (?P<next>Services|Safeguarding Board)\b)")
_NOTICE = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|ten|twelve|fourteen|twenty|thirty|sixty|ninety)\)? (?:working |calendar |clear )?"
    r"(?P<unit>days|weeks|months|years)(?P<rest> (?:written |prior |clear )*notice)\b",
    re.I,
)
_OWNERS = re.compile(
    r"(?P<before>\b\w+ )?\b(?P<owner>agencies|partners|organisations|schools|authorities|councils|bodies|boards)"
    r" (?P<what>(?:(?:lead|designated|safeguarding|senior|named|own) ){0,3}(?:agencies|returns|representatives|policies|procedures|leads))\b"
)
_GIVERS = re.compile(r"giv|grant|assign|alloc|offer|send|show|teach|provid|make|ask|tell|call", re.I)
_HINTS = frozenset([
    "children", "childrens", "womens", "peoples", "notice", "agencies", "partners", "organisations", "schools", "authorities", "councils", "bodies", "boards",
])  # fmt: skip


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        if _HINTS.isdisjoint(words(text)):
            continue
        for found in (*_NO_WORD.finditer(text), *_SERVICES.finditer(text)):
            seen, better, fault = f"{found[0].strip()} {found['next'].strip()}", f"{found[1]}'s {found['next'].strip()}", "lacks its apostrophe"
            if text.startswith("s and Social Work Act", found.end() - 1):
                seen, better, fault = "Childrens and Social Work Act", "Children and Social Work Act", "is not the title of the Act"
            yield Finding(passage.at(found.start()), f"“{seen}” {fault}.", f"“{better}”", fix=(seen, better))
        for found in _NOTICE.finditer(text):
            seen, better = found["unit"] + found["rest"], f"{found['unit']}'{found['rest']}"
            yield Finding(passage.at(found.start("unit")), f"“{seen}” lacks its apostrophe.", f"“{better}”", fix=(seen, better))
        for found in _OWNERS.finditer(text):
            if not _GIVERS.match(found["before"] or ""):
                seen = f"{found['owner']} {found['what']}"
                yield Finding(passage.at(found.start("owner")), f"“{seen}” lacks an apostrophe.", f"“{found['owner']}' {found['what']}”, if it is theirs")

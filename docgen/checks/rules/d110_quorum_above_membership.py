"""A quorum is larger than the membership of its body.

A body of five whose quorum is six can never decide. The number of members comes from the section that states the quorum ("consists of five members"), or
from the facts about a group that the sentence names.

Fails:

    ## The Board

    The Board has five members. The quorum is six members.

Fails (facts):

    groups: {executive: {name: Executive Group, members: [The Chief Executive, The Chief Constable]}}
    sections: {quorum: {title: Quorum, reason: x, text: The Executive Group is quorate if three members attend.}}

Passes:

    ## The Board

    The Board has five members. The quorum is three members.

Passes:

    ## The Board

    The Board has five members and may invite others. The quorum of the Assembly, of which section 4 tells, is 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.document.number_words import SMALL, value
from docgen.document.quotation_marks import curled

SEVERITY = "error"
_MEMBERS = re.compile(
    r"\b(?:has|ha(?:s|ve) a membership of|consists? of|is composed of|comprises?|is made up of)"
    rf" (?P<number>\d{{1,3}}|{SMALL}) (?:\w+ )?(?:members|representatives|people)\b",
    re.IGNORECASE,
)
_QUORUM = re.compile(
    r"\b(?:quorum (?:is|of|will be|shall be|for (?:a|any|its) meetings? (?:is|will be))|(?:is|are) quorate (?:if|when|with)) (?:at least )?"
    rf"(?P<number>\d{{1,3}}|{SMALL})\b(?! ?(?:%|per cent|[- ]?(?:thirds?|quarters?|half)))",
    re.IGNORECASE,
)
# A line of the facts with such words may mean any number of people.
_OPEN = re.compile(r"\b(?:others?|any|each|every|all|as necessary|as required|\w+(?:tives|cers|bers|gers|ers|ors|ists))\b", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Finding]:
    members: dict[tuple[str, str], int] = {}
    for passage, _, sentence in draft.sentences:
        for found in _MEMBERS.finditer(sentence):
            section = (passage.section, passage.number)
            members[section] = max(members.get(section, 0), value(found["number"]))
    groups = draft.partnership.revision.groups.values() if draft.partnership else ()
    for passage, start, sentence in draft.sentences:
        for found in _QUORUM.finditer(sentence):
            named = [group.members for group in groups if any(name and curled(name) in sentence for name in (group.name, group.short))]
            listed = [len(names) for names in named if _is_counted(names)]
            size = listed[0] if len(listed) == 1 else members.get((passage.section, passage.number), 0)
            if 0 < size < value(found["number"]):
                yield Finding(passage.at(start + found.start()), f"“{found[0]}” is more than the {size} members.", f"a quorum of at most {size}")


def _is_counted(members: tuple[str, ...]) -> bool:
    return bool(members) and not any(_OPEN.search(member) for member in members)

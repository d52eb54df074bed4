"""A word names one sex where anybody may have the duty or the post.

Public bodies draft in gender-neutral words: "chair" for "chairman", "they" or the noun again for "he" or "he or she". A post may be held by anybody, and the
text outlives its holder. "His Majesty", and passages about a named man (Mr, Sir), are left alone.

Fails:

    The Chairman will sign when he or she is satisfied.

Fails:

    Each member must send his deputy.

Passes:

    The Chair will sign when they are satisfied, as His Majesty's Inspectors and Mr Smith, in his report, advised. The human resources are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_BETTER = {
    "chairman": "chair",
    "chairmen": "chairs",
    "chairmanship": "chairing",
    "chairwoman": "chair",
    "vice-chairman": "vice-chair",
    "spokesman": "spokesperson",
    "policeman": "police officer",
    "policemen": "police officers",
    "fireman": "firefighter",
    "firemen": "firefighters",
    "manpower": "staff",
    "man-hours": "hours of work",
    "workman": "worker",
    "workmen": "workers",
    "layman": "lay person",
    "alderman": "elected member",
    "ombudsmen": "ombuds services",
}
_WORD = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _BETTER), key=len, reverse=True))}|s/he|he/she|he or she|she or he|his/her|his or her|him/her|him or her"
    r"|he|him|his|himself)(?![\w-])",
    re.I,
)
_NAMED = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Bishop|Judge|Father|Dr|Professor)\b|\bHis (?:Majesty|Honour|Royal|Excellency)\b")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        named = _NAMED.search(text)
        for found in _WORD.finditer(text):
            word = found[0].casefold()
            better = _BETTER.get(word)
            if better or not named:
                yield Finding(passage.at(found.start()), f"“{found[0]}” names one sex.", f"“{better}”" if better else "the noun again, or “they” or “their”")

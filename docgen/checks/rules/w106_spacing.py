"""There is a space too many or too few: before a mark, inside a bracket, on one side of a dash, or between words.

Readers stumble over it, and if a line breaks there, the next one begins with a mark. Two spaces after a full stop are a typist's habit and are left alone.

Fails:

    The Board will report , and the partners will reply .

Fails:

    The Board ( and its groups) will report.

Fails:

    The Board's plan– its first – will follow.

Fails:

    The Board will  report.

Passes:

    The Board will report.  The partners (all three) will reply – in full – by 2018–19; .NET and … are left alone, as is 'e .g' .5.

Passes:

    The French text says [Le conseil décide : il vote ; qui vient ?]{lang=fr}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_BEFORE = "There is a space before “{mark}”: “{seen}”."
_INSIDE = "There is a space inside a bracket: “{seen}”."
_DASH = "The dash has a space on one side only: “{seen}”."
_BETWEEN = "There is more than one space between words: “{seen}”."
# Every match of a pattern contains one of the strings before it, and searching for them is quick.
_KINDS = (
    ((" ,", " ;", " :", " .", " ?", " !"), re.compile(r"(?<![\w)”’])(?P<before>[\w)”’]+) +(?P<after>[,;:.?!])(?=\s|$)(?![ ]?[.])"), "{before}{after}", _BEFORE),
    (("( ",), re.compile(r"(?P<before>\() +(?P<after>\w+)"), "{before}{after}", _INSIDE),
    ((" )",), re.compile(r"\b(?P<before>\w+) +(?P<after>\))"), "{before}{after}", _INSIDE),
    (("–", "—"), re.compile(r"\b(?P<before>[^\W\d]{2,})(?P<dash>[–—]) (?P<after>[^\W\d]+)"), "{before} {dash} {after}", _DASH),
    (("–", "—"), re.compile(r"\b(?P<before>[^\W\d]+) (?P<dash>[–—])(?P<after>[^\W\d]{2,})"), "{before} {dash} {after}", _DASH),
    (("  ",), re.compile(r"(?<![\w,;])(?P<before>[\w,;]+) {2,}(?P<after>\w+)"), "{before} {after}", _BETWEEN),
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        for hints, pattern, form, message in _KINDS:
            for found in pattern.finditer(text) if any(hint in text for hint in hints) else ():
                better = form.format(**found.groupdict())
                yield Finding(passage.at(found.start()), message.format(mark=found["after"], seen=found[0]), f"“{better}”", fix=(found[0], better))

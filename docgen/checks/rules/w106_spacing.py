"""A space is missing or too many: before a mark, within a bracket, on one side of a dash, or between words.

Readers stumble over it, and where a line breaks there, a mark stands alone at its beginning. Two spaces after a full stop are a typist's
habit and left alone.

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
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import prose

SEVERITY = "warning"
LOCAL = True
# Each with signs without which it finds nothing: to look for them costs little.
_KINDS = (
    (
        (" ,", " ;", " :", " .", " ?", " !"),
        re.compile(r"(?<![\w)”’])(?P<before>[\w)”’]+) +(?P<after>[,;:.?!])(?=\s|$)(?![ ]?[.])"),
        "{before}{after}",
        "A space stands before “{mark}”: “{seen}”.",
    ),
    (("( ",), re.compile(r"(?P<before>\() +(?P<after>\w+)"), "{before}{after}", "A space stands within a bracket: “{seen}”."),
    ((" )",), re.compile(r"\b(?P<before>\w+) +(?P<after>\))"), "{before}{after}", "A space stands within a bracket: “{seen}”."),
    (
        ("–", "—"),
        re.compile(r"\b(?P<before>[^\W\d]{2,})(?P<dash>[–—]) (?P<after>[^\W\d]+)"),
        "{before} {dash} {after}",
        "The dash has a space on one side alone: “{seen}”.",
    ),
    (
        ("–", "—"),
        re.compile(r"\b(?P<before>[^\W\d]+) (?P<dash>[–—])(?P<after>[^\W\d]{2,})"),
        "{before} {dash} {after}",
        "The dash has a space on one side alone: “{seen}”.",
    ),
    (("  ",), re.compile(r"(?<![\w,;])(?P<before>[\w,;]+) {2,}(?P<after>\w+)"), "{before} {after}", "Two spaces stand between words: “{seen}”."),
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = prose(passage.text)
        for signs, pattern, form, said in _KINDS:
            for found in pattern.finditer(text) if any(sign in text for sign in signs) else ():
                mended = form.format(**found.groupdict())
                yield Finding(passage.at(found.start()), said.format(mark=found["after"], seen=found[0]), f"“{mended}”", fix=(found[0], mended))

"""A word is used for another that looks or sounds like it.

A spelling checker passes these slips, because each word exists: "will feedback" for "will feed back", "be lead by" for "be led by", "principle officer" for
"principal officer", or "no later three days" without "than".

Fails:

    The group will be lead by the Council and will feedback to the Board.

Fails:

    The report is due no later ten days after the meeting.

Passes:

    The group will be led by the Council, will feed back to the Board, and will seek feedback on the lead officer no later than May.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "error"
LOCAL = True
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty)"
_MODAL = r"\b(?P<keep>(?:will|must|should|may|shall|can|to) )"
_SLIPS = (
    ("lead", r"\b(?P<keep>(?:be|been|was|were|is|are) )lead(?= by\b)", "led"),
    ("lead", r"\b(?P<keep>(?:has|have|had) )lead(?= to\b)", "led"),
    ("feed", r"\b(?P<keep>be )feed(?= (?:into|back|to|through)\b)", "fed"),
    ("feedback", rf"{_MODAL}feedback(?= (?:the|to|on|any|all|learning|results|findings|their|its|through|via)\b)", "feed back"),
    ("feedback", r"(?<=and )(?P<keep>)feedback(?= (?:the|any|their|its) )", "feed back"),
    ("setup", rf"{_MODAL}setup\b", "set up"),
    ("principal", r"\b(?P<keep>in )principal(?=[\s,.;])(?= *(?:[,.;]|to\b|that\b|agree))", "principle"),
    ("principle", r"\b(?P<keep>)principle(?= (?:officer|office|partner|authority|contact|place|purpose|social worker)s?\b)", "principal"),
    (" of ", r"\b(?P<keep>(?:should|would|could|must|might) )of(?= (?!course\b))", "have"),
    ("no", rf"\b(?P<keep>(?:no|not) (?:later|earlier|less|fewer|more) )(?={_NUMBER} )", "than "),
    (" there", r"\b(?P<keep>(?:on|in|for|under|by|of) )there(?= (?:own|behalf|area|duties|role|staff|remit)\b)", "their"),
    ("maybe", r"\b(?P<keep>)maybe(?= (?:used|made|required|needed|shared|given|asked|held|subject|necessary|appointed|agreed)\b)", "may be"),
    ("loose", r"\b(?P<keep>)loose(?= (?:its|their|the right)\b)", "lose"),
)
"""A word in the slip, the slip's pattern, and the right words to put after what is kept."""
_PATTERNS = tuple((word, re.compile(pattern, re.I), better) for word, pattern, better in _SLIPS)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        small = text.casefold()
        for word, pattern, better in _PATTERNS:
            # Patterns are slow, and most texts do not have the word.
            for found in pattern.finditer(text) if word in small else ():
                after = text[found.end() :].split(" ")
                tail = " ".join(after[:2]) if after[0] == "" else after[0]
                seen, fixed = (f"{words.rstrip()}{'' if tail[:1] in ',.;' else ' '}{tail.strip()}" for words in (found[0], found["keep"] + better))
                yield Finding(passage.at(found.start()), f"“{seen.rstrip(',.;')}” is a slip.", f"“{fixed.rstrip(',.;')}”", fix=(seen, fixed))

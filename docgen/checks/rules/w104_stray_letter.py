"""A single letter is where a word should be.

A lone consonant between words was left behind by an edit, and the reader cannot know whether a word was lost with it. Letters that name something
("option b", "part d", "R v Smith", "s 11") are left alone.

Fails:

    Each agency gives money or other help k where the Board asks for it.

Passes:

    Choose option b where part d or item c applies, as in R v Jones; see s 11 and p 4, and measure 2 x 3 metres.

Passes:

    The plan follows routes b and c to the end.

Passes:

    In Welsh the minutes say [Mae'r bwrdd yn y neuadd]{lang=cy}, and Mae'r bwrdd yn cyfarfod yn y neuadd bob mis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_LONE = re.compile(r"(?<=[a-z] )[b-df-hj-np-uwyz](?= [a-z]{2,})")
_NAMED = re.compile(
    r"\b(?:options?|parts?|items?|points?|letters?|paragraphs?|paras?|sections?|clauses?|appendix|annex|class|category|group|grade|type|level|band"
    r"|column|row|figure|table|note|plan|tier|schedule|hepatitis|vitamin|[a-z]) $",
    re.I,
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        lone = list(_LONE.finditer(text))
        # Several lone letters name things: "routes b and c".
        if len(lone) == 1 and not _NAMED.search(text[: lone[0].start()][-16:]):
            start = lone[0].start()
            words = f"{text[:start].split()[-1]} {text[start]} {text[start + 2 :].split()[0]}"
            yield Finding(passage.at(start), f"There is a lone letter in “{words}”.", "a word, or nothing", "Delete it, or write the word.")

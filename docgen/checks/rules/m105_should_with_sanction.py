"""A body "should" do something, but there is a sanction if it does not.

"Should" means that something is expected but may be left undone for a reason. If that leads to a letter to the Chief Executive, an escalation or a suspension,
it was a commitment all along: say "will" or "must". The rule looks for a sanction in the same paragraph, or in the next paragraph or item of the section, that
shares a word with the duty.

Fails:

    - Where a member cannot attend, a deputy should attend in their place.
    - If a member fails to attend two meetings, the Chair will write a letter to the agency.

Passes:

    - Where a member cannot attend, a deputy will attend in their place.
    - If a member fails to attend two meetings, the Chair will write a letter to the agency.

Passes:

    - Where a member cannot attend, a deputy should attend in their place.
    - If a partner does not pay its contribution, the matter will be escalated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import beginning

SEVERITY = "warning"
_SHOULD = re.compile(r"\bshould\b(?P<rest>[^.;]*)")
_FAILURE = re.compile(
    r"\b(?:if|where|should)\b[^.]{0,80}\b(?:fails?|failed|failure|does not|do not|has not|have not|neglects?)\b(?P<what>[^.]*)"
    r"|\bfailure to\b(?P<to>[^.]*)",
    re.IGNORECASE,
)
_SANCTION = re.compile(
    r"\b(?:letter|writes? to|write to|escalat\w+|refer(?:red)? to|reported to|suspend\w*|withdraw\w*|withh[eo]ld|terminat\w+|remov(?:e|ed|al)"
    r"|expel\w*|sanction\w*|held to account|enforcement|dispute resolution)\b",
    re.IGNORECASE,
)
_NEAR = 600
"""How many characters after a duty to search for its sanction."""
_USUAL = "that this with from their them they have been will should would must where which when other board agency agencies partner partners member members"
_COMMON = frozenset(_USUAL.split())


def check(draft: Draft) -> Iterator[Finding]:
    for passage, following in pairwise((*draft.passages, None)):
        if passage is None or passage.kind not in ("paragraph", "item"):
            continue
        near = following.text if following and following.kind == passage.kind and _place(following) == _place(passage) else ""
        for found in _SHOULD.finditer(passage.text):
            after = f"{passage.text[found.end() : found.end() + _NEAR]} {near[:_NEAR]}"
            if _is_sanctioned(found["rest"], after):
                seen = f"“{beginning(found[0], 6)}” has a sanction if it is not done."
                yield Finding(passage.at(found.start()), seen, "“will” or “must”, if it is a commitment")


def _place(passage: Passage) -> tuple[str, str, int]:
    return passage.section, passage.number, passage.group


def _is_sanctioned(duty: str, after: str) -> bool:
    words = _words(duty)
    return any(_SANCTION.search(found[0]) and words & _words(found["what"] or found["to"] or "") for found in _FAILURE.finditer(after))


def _words(text: str) -> set[str]:
    """The first letters of the longer words of a text, so that “attend” and “attends” are the same."""
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _COMMON}

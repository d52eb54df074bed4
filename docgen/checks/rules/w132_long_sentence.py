"""A sentence has more than 40 words.

The longer a sentence, the more ways there are to read it. Guides to official writing aim at about 25 words. Split a long sentence where it says a second
thing, or make its conditions a list. Legal texts have many, so the rule runs only where it is selected.

Fails:

    The Board, which consists of the members whom the partners name and of those whom the members choose in turn, will meet in each quarter of the year,
    and will, at each of these meetings, hear what its groups have done since it last met and what they plan to do next.

Passes:

    The Board will meet in each quarter of the year. It will hear what its groups have done.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import beginning

SEVERITY = "warning"
LOCAL = True
DEFAULT = False
MOST = 40


def check(draft: Draft) -> Iterator[Finding]:
    for passage, start, sentence in draft.sentences:
        words = len(sentence.split())
        if words > MOST:
            yield Finding(passage.at(start), f"The sentence “{beginning(sentence)}” has {words} words.", f"{MOST} words or fewer", "Split it, or make a list.")

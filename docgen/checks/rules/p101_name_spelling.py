"""The name of one body, post or document is spelt in two ways.

Names identify who is bound. "Exshire & Wyeton Board" beside "Exshire and Wyeton Board", "Director of People" beside "Director People", or an apostrophe that
comes and goes, let a reader ask whether two bodies are meant, and defeat a search. One spelling should stand throughout.

Fails:

    The Exshire & Wyeton Children Partnership meets monthly. The Exshire and Wyeton Children Partnership reports yearly. The Exshire and Wyeton Children
    Partnership is independent.

Fails:

    The Strategic Director of Place leads. The Strategic Director of Place reports. The Strategic Director Place signs.

Fails:

    The Review Executive Group meets monthly, and the Review Executive Group publishes minutes. Matters go on the Review Executive Groups' agenda.

Fails (facts):

    groups: {family: {name: Exshire Family and Health Board}, forum: {name: Practice Forum, chair: "Chair, Exshire Family & Health Board"}}

Passes (facts):

    groups: {family: {name: Exshire Family and Health Board}, forum: {name: Practice Forum, chair: "Chair, Exshire Family and Health Board"}}

Passes:

    The Exshire Family Board meets monthly. The Exshire Family Board’s minutes are public. Other Exshire Family Boards do not meet.
    The Director of Adult Care leads. The Directors of Adult Care of other counties attend.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._names import Name, Spelling, names

SEVERITY = "warning"
_PLURAL = re.compile(r"(?<=[^s])s$")
_HEAD = re.compile(r"(?<=[^s'])s(?= (?:of|for) )")
"""The plural of a post or body that other words follow: "Directors of Housing"."""


def check(draft: Draft) -> Iterator[Finding]:
    told: set[tuple[str, int, int]] = set()
    # Longer names first: a slip in one is told of once, and not again for the part of the name that it is in.
    for name in sorted(names(draft).values(), key=lambda name: -len(name.key)):
        right = _right(name)
        for spelling in name.spellings:
            place = (spelling.position.file, id(spelling.passage), spelling.start + len(spelling.text))
            if _form(spelling, name) != right and place not in told:
                told.add(place)
                usual = name.given or next(other.text for other in name.spellings if _form(other, name) == right)
                yield Finding(spelling.position, f"“{spelling.text}” stands here, and “{usual}” elsewhere.", "one spelling of a name")


def _right(name: Name) -> str:
    if name.given:
        return _PLURAL.sub("", _HEAD.sub("", name.given.replace("’", "'").casefold()))
    counts = Counter(_form(spelling, name) for spelling in name.spellings)
    # Of two that are as frequent, the one with the apostrophe is the likelier.
    return max(counts, key=lambda form: (counts[form], form.count("'"))) if counts else ""


def _form(spelling: Spelling, name: Name) -> str:
    """The spelling without a plural at its end, and without a possessive plural if the name is known in the plural."""
    form = spelling.form
    if form.endswith("s'") and any(other.form == form[:-1] for other in name.spellings):
        form = form[:-1]
    return _PLURAL.sub("", _HEAD.sub("", form))

"""The name of one body, post or document is spelt in two ways.

Names identify who is bound. "Exshire & Wyeton Board" and "Exshire and Wyeton Board", "Director of People" and "Director People", or an apostrophe that
comes and goes, make a reader ask whether two bodies are meant, and defeat a search. Use one spelling throughout.

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
"""The plural of a post or body with words after it: "Directors of Housing"."""


def check(draft: Draft) -> Iterator[Finding]:
    reported: set[tuple[str, int, int]] = set()
    # Longer names first: a slip is reported once, and not again for each shorter name within the longer one.
    for name in sorted(names(draft).values(), key=lambda name: -len(name.key)):
        usual = _usual_form(name)
        for spelling in name.spellings:
            place = (spelling.position.file, id(spelling.passage), spelling.start + len(spelling.text))
            if _form(spelling, name) != usual and place not in reported:
                reported.add(place)
                text = name.given or next(other.text for other in name.spellings if _form(other, name) == usual)
                yield Finding(spelling.position, f"“{spelling.text}” is written “{text}” elsewhere.", "one spelling of each name")


def _usual_form(name: Name) -> str:
    if name.given:
        return _PLURAL.sub("", _HEAD.sub("", name.given.replace("’", "'").casefold()))
    counts = Counter(_form(spelling, name) for spelling in name.spellings)
    # Of two equally frequent forms, the one with the apostrophe is likelier.
    return max(counts, key=lambda form: (counts[form], form.count("'"))) if counts else ""


def _form(spelling: Spelling, name: Name) -> str:
    """The form of a spelling without its plural, and without a possessive plural if the name also has a plain plural."""
    form = spelling.form
    if form.endswith("s'") and any(other.form == form[:-1] for other in name.spellings):
        form = form[:-1]
    return _PLURAL.sub("", _HEAD.sub("", form))

"""An acronym is used before its full name is given.

A memorandum is read from the beginning. Letters that are explained pages later send the reader looking, and the first use may be taken for another body.

Fails:

    The EQP will see the figures first. Then the Exshire Quality Panel (EQP) will publish them.

Passes:

    The Exshire Quality Panel (EQP) will see the figures first. Then the EQP will publish them.

Passes:

    # Duties of the EQP

    The Exshire Quality Panel (EQP) will publish the figures, and the EQP will keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._acronyms import Use, acronyms, name_before

SEVERITY = "warning"
_LINK = re.compile(r"\[[^\]]*\]\(#[^)]*\)")


def check(draft: Draft) -> Iterator[Finding]:
    for short, held in acronyms(draft).items():
        given = min(((use.index, use.start) for use in [*held.expanded, *held.near]), default=None)
        # Titles and headings are short, and the text under them is where the name is given.
        early = [use for use in held.used if given and (use.index, use.start) < given and _is_prose(use.passage)]
        if early and held.expanded:
            advice = f"“{name_before(held.expanded[0].long)} ({short})” comes later, {_where(held.expanded[0], early[0])}."
            yield Finding(early[0].position, f"“{short}” is used here before it is written in full.", "the full name at the first use", advice)


def _is_prose(passage: Passage) -> bool:
    """Whether a passage says something: a line that ends as no sentence does is a title, and a link alone is a line of the contents."""
    if _LINK.fullmatch(passage.text):
        return False
    return passage.kind in ("item", "note") or (passage.kind == "paragraph" and passage.text.rstrip()[-1] in '.:;,!?”’")')


def _where(given: Use, early: Use) -> str:
    if given.position.file == early.position.file:
        return f"on line {given.position.line}"
    return f"in section {given.passage.number}" if given.passage.number[:1].isdigit() else f"in {given.position.file}"

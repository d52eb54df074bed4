"""An acronym is used before its full name is given.

A memorandum is read from the beginning. Letters that are explained pages later make the reader search, and the first use may be taken for another body.

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
    for short, acronym in acronyms(draft).items():
        given = min(((use.index, use.start) for use in [*acronym.expanded, *acronym.near]), default=None)
        # Titles and headings are short, and the name is given in the text under them.
        early = [use for use in acronym.used if given and (use.index, use.start) < given and _is_prose(use.passage)]
        if early and acronym.expanded:
            advice = f"“{name_before(acronym.expanded[0].long)} ({short})” comes later, {_where(acronym.expanded[0], early[0])}."
            yield Finding(early[0].position, f"“{short}” is used here before it is written in full.", "the full name at the first use", advice)


def _is_prose(passage: Passage) -> bool:
    """Whether a passage has sentences: a paragraph without an end mark is a title, and a link alone is a line of the contents."""
    ends = passage.kind in ("item", "note") or (passage.kind == "paragraph" and passage.text.rstrip()[-1] in '.:;,!?”’")')
    return ends and not _LINK.fullmatch(passage.text)


def _where(given: Use, early: Use) -> str:
    if given.position.file == early.position.file:
        return f"on line {given.position.line}"
    return f"in section {given.passage.number}" if given.passage.number[:1].isdigit() else f"in {given.position.file}"

"""An acronym is introduced but never used again.

Letters in brackets promise the reader that they will be used again. Otherwise they are clutter, and often the trace of a passage that was cut, or of a body
that has another name later.

Fails:

    Members include the Exshire Quality Panel (EQP) and the Exshire Fire Service.

Fails (facts):

    groups: {panel: {name: Exshire Quality Panel, short: EQP}}
    sections: {aims: {title: Aims, reason: An example., text: "{{ groups.panel }} meets monthly."}}

Passes:

    Members include the Exshire Quality Panel (EQP) and the Exshire Fire Service. The EQP takes the chair, and the CFQ
    (Council for Quality) the minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._acronyms import acronyms
from docgen.document.problems import Position
from docgen.sources import yaml_tree

SEVERITY = "warning"
_BRACKET = re.compile(r"\((?:the )?[“‘\"']?(?:the )?$")
"""Only letters in brackets after the name count; letters that the name only explains are meant to be read."""


def check(draft: Draft) -> Iterator[Finding]:
    for short, acronym in acronyms(draft).items():
        # A second full name is a use too, for it may head a passage about the body; a cell may be one of a table of abbreviations.
        last = max(((use.index, use.start) for use in [*acronym.used, *acronym.near, *acronym.expanded[1:]]), default=(-1, 0))
        first = acronym.expanded[0] if acronym.expanded else None
        if first and last < (first.index, first.start) and first.passage.kind != "cell" and _BRACKET.search(first.passage.text[: first.start]):
            place = _place_in_facts(draft, short)
            advice = "Delete the line “short: …”." if place else "Delete the brackets."
            yield Finding(place or first.position, f"“({short})” is introduced but never used again.", "a short form only for what is named again", advice)


def _place_in_facts(draft: Draft, short: str) -> Position | None:
    """The place of a short form in a partnership file, from which docgen introduces it."""
    if not draft.partnership:
        return None
    revision = draft.partnership.revision
    for kind, bodies in (("parties", revision.parties), ("groups", revision.groups), ("terms", revision.terms)):
        for id, body in bodies.items():
            if body.short == short:
                return yaml_tree.locate(draft.partnership.source, [kind, id, "short"])
    return None

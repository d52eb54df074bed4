"""An acronym is introduced and never used again.

Letters in brackets promise the reader that they will be met again. Where they are not, they are clutter, and often the trace of a passage that was
cut, or of a body that later goes by another name.

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
"""Only letters that stand in brackets after the name; where the name explains the letters, they are what is meant to be read."""


def check(draft: Draft) -> Iterator[Finding]:
    for short, held in acronyms(draft).items():
        # A heading that explains the letters heads what is said of the body; the table of abbreviations lists those of the text.
        last = max(((use.index, use.start) for use in [*held.used, *held.near, *held.expanded[1:]]), default=(-1, 0))
        first = held.expanded[0] if held.expanded else None
        if first and last < (first.index, first.start) and first.passage.kind != "cell" and _BRACKET.search(first.passage.text[: first.start]):
            place = _given(draft, short)
            advice = "Leave out the line “short: …”." if place else "Leave out the brackets."
            yield Finding(place or first.position, f"“({short})” is introduced and never used after.", "a short form only for what is named again", advice)


def _given(draft: Draft, short: str) -> Position | None:
    """Where the facts give a short form that the composer then introduces by itself."""
    if not draft.partnership:
        return None
    revision = draft.partnership.revision
    for kind, bodies in (("parties", revision.parties), ("groups", revision.groups), ("terms", revision.terms)):
        for id, body in bodies.items():
            if body.short == short:
                return yaml_tree.locate(draft.partnership.source, [kind, id, "short"])
    return None

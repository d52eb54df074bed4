"""An acronym is used, but the document never gives its full name.

A reader who does not know the letters cannot know who has a duty or what is meant, and letters that are plain today may not be in five years. Acronyms that
everybody knows, such as UK, NHS, GP and MP, need no full name; nor do words in capitals for emphasis.

Fails:

    The lead officer will report to the EQPB every quarter.

Passes:

    The lead officer will report to the Exshire Quality Panel Board (EQPB). The EQPB meets every quarter, at an NHS site in the UK.

Passes:

    QA (quality assurance) is the task of the lead officer. We do NOT share records, and we will not.

Passes:

    The Exshire Quality Panel, hereafter the EQP, meets monthly, and so does the CFQ – the Council for Quality. It will NOT share records.

Passes:

    | Short form | Full name |
    |---|---|
    | EQP | Exshire Quality Panel |

    The EQP meets monthly.

Fails (facts):

    sections: {aims: {title: Aims, reason: An example., text: The parties will report to the EQPB.}}

Passes (facts):

    groups: {panel: {name: Exshire Quality Panel, short: EQP}}
    sections: {aims: {title: Aims, reason: An example., text: "{{ groups.panel }} meets monthly. {{ groups.panel }} reports yearly."}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._acronyms import acronyms, initials, known_shorts, name_before

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    given = known_shorts(draft)
    for short, acronym in acronyms(draft).items():
        # A name next to the letters that begins as they do may be an unusual full name, which T104 judges.
        explained = acronym.expanded or any(initials(name_before(use.long))[:1] == short[0] for use in acronym.near)
        if not explained and short not in given:
            first = min([*acronym.used, *acronym.near], key=lambda use: (use.index, use.start))
            advice = "Write the full name where it is first used, or use the full name throughout."
            yield Finding(first.position, f"“{short}” is never written in full.", f"its full name once, with “({short})” after it", advice)

"""One body has a second name, which the text never introduces.

"Executive Board" where the text has introduced the "Executive Group", "the Board of the Partnership" for the "Partnership Board", a "Local" board that has
its county elsewhere, or a second short form: a reader looks for another body, and the duties of one are divided between two. A name that has a heading, an
item or a short form of its own is another body, and so is one in the same sentence as the first.

Fails:

    # Executive Group

    The Executive Group meets monthly. The chairs report to the Executive Board.

Fails:

    The parties set up a Partnership Board. The Board of the Partnership meets monthly.

Fails:

    The Exshire Safeguarding Children Board (ESCB) meets monthly. The chief officers answer to the Local Safeguarding Children Board.

Fails:

    The Exshire Safeguarding Children Partnership (“the Safeguarding Partnership”) meets monthly. Agencies report to the Children’s Partnership.

Fails:

    - Children in Care Partnership – The Board brings agencies together.

Fails (facts):

    groups: {executive: {name: Safeguarding Executive Group, short: the Group}}
    sections: {aims: {title: Aims, reason: An example., text: "The Chair reports to the Executive."}}

Passes:

    # Executive Group

    The Executive Group reports to the Executive Board of the Council and to the council’s Executive Committee. The Executive Panel (EP) is another body.
    The Executive Group and the Executive Forum meet together. The Executive Forum has no staff.

Passes:

    The Exshire Safeguarding Children Partnership (“the Partnership”) replaces the Local Safeguarding Children Board. The Safeguarding Children Partnership has
    a website. The Exshire Local Family Board (ELFB) is no Local Area Board.

Passes (facts):

    groups: {executive: {name: Safeguarding Executive Group}, board: {name: Safeguarding Executive Board}}
    sections: {aims: {title: Aims, reason: An example., text: "The Safeguarding Executive Board meets monthly."}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._bodies import Bodies, bodies
from docgen.checks.rules._second_names import second_names, turned_names

SEVERITY = "warning"
_LABELLED = re.compile(r"(?: \([^)]*\))?(?: [–—-]|:|\.) The (?P<kind>Board|Committee|Forum|Group|Panel|Partnership)\b(?! (?:[A-Z(]|of ))")


def check(draft: Draft) -> Iterator[Finding]:
    for mention, other in turned_names(draft):
        seen = f"“{mention.text}” is “{other}” elsewhere."
        yield Finding(mention.position, seen, "one name for each body", "If two are meant, say how they differ.")
    for mention, other in second_names(draft):
        seen = f"“{mention.text}” is never introduced, and “{other}” seems to be meant."
        yield Finding(mention.position, seen, "one name for each body", "If two are meant, introduce each by its name.")
    yield from _labelled(bodies(draft))


def _labelled(known: Bodies) -> Iterator[Finding]:
    """Findings such as “Children in Care Partnership – The Board …”, where “the Board” is no board's short form."""
    for key, mentions in known.mentions.items():
        for mention in mentions:
            found = _LABELLED.match(mention.after) if mention.before.strip() in ("", "The") else None
            kind = found["kind"].casefold() if found else ""
            if found and kind not in known.short_kinds and kind not in key[1] and kind not in key[0]:
                place = mention.passage.at(mention.start + len(mention.text) + found.start("kind"))
                seen = f"“The {found['kind']}” means “{mention.text}” here, which is no {kind}."
                yield Finding(place, seen, f"“the {key[1].capitalize()}”, or “it”")

"""A defined short form is used for another body.

Once "the Panel" is defined as one panel, it means that panel everywhere. A paragraph that begins with another panel and goes on "The Panel will …" gives the
duty to the wrong one.

Fails:

    The National Audit Panel (“the Panel”) publishes guidance.

    - Exshire Grants Panel – The Panel considers bids.

Passes:

    The National Audit Panel (“the Panel”) publishes guidance.

    - Exshire Grants Panel – This panel considers bids and reports to the Panel.
    - National Audit Panel – The Panel meets in London.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._definitions import definitions

SEVERITY = "warning"
_OPENING = re.compile(r"(?:The )?(?P<name>(?:[A-Z][\w’'-]*(?: (?:of|and|for|&))? ){1,7}(?P<kind>[A-Z]\w+))(?: [–—-]|:|\.)? The (?P<term>[A-Z]\w+)\b")


def check(draft: Draft) -> Iterator[Finding]:
    terms = {definition.term: definition for definition in definitions(draft)}
    for index, passage in enumerate(draft.passages):
        found = _OPENING.match(passage.text) if terms else None
        term = terms.get(found["term"]) if found and found["kind"] == found["term"] else None
        if found and term and term.index < index and not term.before.endswith(found["name"]):
            seen = f"“The {found['term']}” means “{found['name']}” here, but was defined as another."
            yield Finding(passage.at(found.start("term")), seen, f"“{found['name']}”, or “it”, or a short form of its own")

"""A defined short form is used for another body.

Once "the Panel" is defined as one panel, it is that panel wherever it stands. A paragraph that begins with another panel and goes on "The Panel will …"
gives the duty to the wrong one.

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
from docgen.checks.rules._definitions import Definition, definitions

SEVERITY = "warning"
_OPENING = re.compile(r"(?:The )?(?P<name>(?:[A-Z][\w’'-]*(?: (?:of|and|for|&))? ){1,7}(?P<kind>[A-Z]\w+))(?: [–—-]|:|\.)? The (?P<term>[A-Z]\w+)\b")


def check(draft: Draft) -> Iterator[Finding]:
    terms: dict[str, Definition] = {held.term: held for held in definitions(draft)}
    for index, passage in enumerate(draft.passages):
        found = _OPENING.match(passage.text) if terms else None
        if found and found["kind"] == found["term"] and (held := terms.get(found["term"])) and held.index < index and not held.before.endswith(found["name"]):
            seen = f"“The {found['term']}” is “{found['name']}” here, and was defined as another."
            yield Finding(passage.at(found.start("term")), seen, f"“{found['name']}”, or “it”, or a short form of its own")

"""One body has two ids in the partnership file.

Reporting lines, signatures and obligations then treat it as two bodies, and an edit of one leaves the other as it was.

Fails (facts):

    groups: {constabulary: {name: The Exshire Police}}

Passes (facts):

    groups: {board: {name: Exshire Police and Fire Board}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.sources import yaml_tree

SEVERITY = "error"
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["and", "of", "the", "for"])


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    revision = draft.partnership.revision
    first: dict[tuple[str, ...], str] = {}
    for kind, bodies in (("parties", revision.parties), ("groups", revision.groups)):
        for id, body in bodies.items():
            words = _WORD.findall(body.name.casefold().replace("’", "").replace("'", ""))
            key = tuple(word for word in words if word not in _SMALL)
            if key in first:
                place = yaml_tree.locate(draft.partnership.source, [kind, id, "name"])
                yield Finding(place, f"“{body.name}” is the same body as “{first[key]}”.", "one id for each body", "Delete one id and use the other.")
            first.setdefault(key, id)

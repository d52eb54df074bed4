"""A party does not sign the memorandum, though others do.

A party that has not signed is not bound, whatever the text says about it. A body that takes part without being bound is a group, or is only named in the text.

Fails (facts):

    parties: {trust: {name: Exshire Health Trust}}

Passes (facts):

    parties: {trust: {name: Exshire Health Trust}}
    signatories: [{party: council, post: Chief Executive}, {party: police, post: Chief Constable}, {party: trust, post: Chief Officer}]

Passes (facts):

    signatories: []
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.sources import yaml_tree

SEVERITY = "error"


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    revision = draft.partnership.revision
    signing = {signatory.party for signatory in revision.signatories}
    for name, party in revision.parties.items() if signing else ():
        if name not in signing:
            place = yaml_tree.locate(draft.partnership.source, ["parties", name], key=True)
            yield Finding(place, f"“{party.name}” is a party but does not sign.", f"a line “- {{party: {name}, post: …}}” under signatories")

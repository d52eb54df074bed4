"""The post that signs for a party is neither its representative nor its delegate.

If the text says that the Chief Executive answers for the council but the Director signs, either the signature lacks authority or one of the two posts is out
of date.

Fails (facts):

    parties: {council: {representative: Leader of the Council}}

Passes (facts):

    parties: {council: {representative: Chief Executive, delegate: Director of People}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.sources import yaml_tree

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    revision = draft.partnership.revision
    for index, signatory in enumerate(revision.signatories):
        party = revision.parties[signatory.party]
        posts = [post for post in (party.representative, party.delegate) if post]
        if posts and signatory.post.casefold() not in " / ".join(posts).casefold():
            place = yaml_tree.locate(draft.partnership.source, ["signatories", index, "post"])
            yield Finding(place, f"“{signatory.post}” signs for “{party.name}”.", " or ".join(f"“{post}”" for post in posts))

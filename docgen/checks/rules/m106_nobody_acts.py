"""A commitment does not say who acts.

"Links will be maintained" and "the matter will be escalated" bind nobody: each party may wait for the others. A commitment should say who acts. Many such
sentences are harmless because the section or the sentence before says it, so this rule runs only if selected. It allows "by the Chair" and "by letter".

Fails:

    Effective links will be maintained with other partnerships.

Passes:

    The Chair will maintain links with other partnerships. The review will be led by the Chair. The notice says how data will be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
DEFAULT = False
_IRREGULAR = (
    "made|given|taken|held|kept|set|sent|paid|led|met|brought|built|done|drawn|found|written|put|shown|told|understood|undertaken"
    "|borne|begun|chosen|known|seen|shared|sought"
)
_PASSIVE = re.compile(rf"\b(?:will|must|should|shall)(?: not| also)? be (?:\w+ly )?(?P<verb>(?!need\b|feed\b|speed\b)\w+ed|{_IRREGULAR})\b(?P<rest>[^.;]*)")
_NO_ACTS = "required expected needed based composed concerned involved committed entitled limited interested qualified"
_STATES = frozenset(_NO_ACTS.split())
# “how it will be used” and “which should be sent” describe and commit nobody.
_DESCRIBES = re.compile(r"\b(?:how|what|which|that|whether|whose|who)\b[^,;:]*$", re.IGNORECASE)
_AGENT = re.compile(r"\bby (?!(?:means|way|\w+ing|reason|virtue|the end|\d)\b)")


def check(draft: Draft) -> Iterator[Finding]:
    for passage, start, sentence in draft.sentences:
        for found in _PASSIVE.finditer(sentence):
            before = sentence[max(found.start() - 120, 0) : found.start()]
            if found["verb"] not in _STATES and not _AGENT.search(found["rest"]) and not _DESCRIBES.search(before):
                words = found[0][: found.start("rest") - found.start()]
                yield Finding(passage.at(start + found.start()), f"“{words}” does not say who does it.", "the actor as the subject: “the Chair will …”")

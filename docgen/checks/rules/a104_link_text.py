"""The words of a link do not say where it leads.

Screen readers list the links of a document by their words alone. There "here", "click here" and "read more" are meaningless, as they are on paper. An
address used as link text is read out letter by letter.

Fails:

    The policy is [here](https://example.org/policy).

Fails:

    See [https://example.org/policies/2026](https://example.org/policies/2026).

Passes:

    See the [information sharing policy](https://example.org/policy).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._links import links

SEVERITY = "warning"
_SAYS_NOTHING = re.compile(
    r"(?:click |tap |see |found |available )?here|click|(?:this|the) (?:link|page|website|document)|link|(?:read |find out |learn |see )?more|more information"
    r"|(?:https?://|www\.)\S+",
    re.I,
)


def check(draft: Draft) -> Iterator[Finding]:
    for place, words, url in links(draft):
        if _SAYS_NOTHING.fullmatch(words.strip(" .…")):
            seen = f"The text of a link to {url or 'nothing'} is “{words}”." if words != url else f"The text of a link is its address: “{words}”."
            yield Finding(place, seen, "the name of what it links to")

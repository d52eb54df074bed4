"""A link has text but leads nowhere.

The text names a document that the reader should look at, but the document is not there: it was left behind when the text was copied from a website.

Fails:

    Services follow the [Exshire Framework](#), which the council publishes.

Passes:

    Services follow the [Exshire Framework](https://exshire.example/framework), and section [2](#costs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "error"
LOCAL = True
_EMPTY = re.compile(r"\[(?P<words>[^\[\]]{1,120})\]\(\s*#?\s*\)")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _EMPTY.finditer(passage.text):
            seen = f"The link “{found['words']}” leads nowhere."
            yield Finding(passage.at(found.start()), seen, "an address, or an attached appendix", "Name the document in full, with its date.")

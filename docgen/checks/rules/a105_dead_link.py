"""A link leads nowhere.

A link whose address is empty or "#" looks like a link but does nothing. The address was lost, often in conversion from a word processor, and the reader
cannot find the document.

Fails:

    The partners will follow the [threshold document](#).

Fails:

    The partners will follow the [threshold document]().

Passes:

    The partners will follow the [threshold document](https://example.org/thresholds), as [section 2](#section-2) says.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._links import links

SEVERITY = "warning"
LOCAL = True


def check(draft: Draft) -> Iterator[Finding]:
    for place, words, url in links(draft):
        if url.strip("<>") in ("", "#", "http://", "https://"):
            yield Finding(place, f"The link “{words}” leads nowhere.", "an address", "Give the address, or the title and date of the document without a link.")

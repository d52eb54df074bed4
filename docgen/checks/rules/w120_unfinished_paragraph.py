"""A paragraph breaks off without a full stop.

A sentence without an end is the trace of a cut: a page break in the middle of a paragraph, or words that were lost in an edit. Headings, titles, addresses
and references, which are not sentences, are left alone.

Fails:

    The Board will publish a report every year, and it will send a copy of the report to the partners and to the

    Council in May.

Passes:

    The Board will publish a report every year, and it will send a copy of the report to the partners.

    Memorandum of Understanding between the Board of the County and the Trust for Children and Families of the City of Exchester
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import ending

SEVERITY = "warning"
_VERB = re.compile(r"\b(?:is|are|was|were|will|must|should|shall|may|can|has|have|does|do)\b")
_FEWEST = 12


def check(draft: Draft) -> Iterator[Finding]:
    for index, passage in enumerate(draft.passages):
        text = passage.text.rstrip()
        # Text with a label before it is an item of a numbered list.
        is_labelled = passage.breaks and passage.position.column > 1
        if passage.kind != "paragraph" or is_labelled or text.startswith((">", "{")) or text.endswith((" and", " or")):
            continue
        if len(text.split()) < _FEWEST or not text[-1:].isalnum() or not _VERB.search(text):
            continue
        following = draft.passages[index + 1] if index + 1 < len(draft.passages) else None
        # A paragraph before a list or a table need not end in a mark.
        if following is None or following.kind in ("heading", "paragraph", "title"):
            seen = f"This paragraph breaks off: “{ending(text)}”."
            yield Finding(passage.at(len(text) - 1), seen, "a full stop, or the rest of the sentence", "Check what was cut off.")

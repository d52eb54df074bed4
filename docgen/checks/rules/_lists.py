"""The lists of a draft, each with the passages before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? ")


def lists(draft: Draft) -> Iterator[tuple[Passage, Passage | None, list[Passage]]]:
    """The passage that introduces each list, the passage before that, and the items.

    Numbered paragraphs are not a list, nor are items that continue one after a paragraph or a page break.
    """
    groups: dict[int, list[Passage]] = {}
    for passage in draft.passages:
        if passage.kind == "item":
            groups.setdefault(passage.group, []).append(passage)
    for items in groups.values():
        lead = items[0].lead
        before = draft.passages[lead - 1] if lead > 0 else None
        if lead >= 0 and not _NUMBERED.match(items[0].text):
            yield draft.passages[lead], before, items

"""A sentence leads into a list, but no list follows.

"This memorandum states:" with a new section after it is a sign that a list was lost, and with it what the parties meant to agree. So is an item that ends in
a colon when the next item is at its own level and not below it.

Fails:

    # 1 Aims

    The parties have the following aims:

    # 2 Costs

    The parties share the costs.

Fails:

    The parties will:

    - keep records, which include:
    - names
    - dates

Passes:

    # 1 Aims

    The parties have the following aims:

    - safety
    - welfare, which means:
        - health
        - happiness

    # 2 Costs

    The parties share the costs. The vision is:

    “Every child is safe.”

    - Signed for the council:
    - Name:
    - Date:
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import is_marked
from docgen.document.tree import Section, Signatures

SEVERITY = "error"
_AGREE = re.compile(r"\bagree[sd]?\b[^.]*:$", re.IGNORECASE)
"""Words such as "the parties agree as follows:" lead into the sections themselves."""
_LONGEST_LABEL = 8
_LABEL = re.compile(
    r"(?:address|authori[sz]ed|by|date|email|for|name|on behalf|organisation|phone|position|post|print|signature|signed|telephone|title)\b", re.IGNORECASE
)
"""Labels for what is filled in by hand: "Signed for the council:"."""


def check(draft: Draft) -> Iterator[Finding]:
    # A signature block has no passages, but is what the sentence before it leads into.
    sections = _all(draft.document.sections) if draft.document else ()
    signed = {section.id for section in sections if any(isinstance(block, Signatures) for block in section.blocks)}
    for passage, following in zip_longest(draft.passages, draft.passages[1:]):
        is_lead = passage.text.endswith(":") and passage.kind in ("paragraph", "item") and passage.section not in signed
        if is_lead and not _is_label(passage.text) and _is_lost(passage, following):
            ends = "nothing is below it" if passage.kind == "item" else "none follows"
            seen = f"“… {' '.join(passage.text.split()[-4:])}” leads into a list, but {ends}."
            yield Finding(passage.at(len(passage.text) - 1), seen, "the list, or a complete sentence", "Restore the list, or indent its items.")


def _is_label(text: str) -> bool:
    return " " not in text or bool(_LABEL.match(text) and len(text.split()) < _LONGEST_LABEL)


def _is_lost(passage: Passage, following: Passage | None) -> bool:
    if following is None:
        return True
    if following.kind == "heading":
        return is_marked(following) and not _AGREE.search(passage.text)
    return passage.kind == "item" and following.kind == "item" and following.group == passage.group


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)

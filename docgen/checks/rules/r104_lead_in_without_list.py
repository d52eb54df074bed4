"""A sentence leads into a list, and no list follows.

"This memorandum states:" with a new section after it is a list that was lost, and with it what the parties meant to agree. So is an item of a list that ends
in a colon, where the next item stands beside it and not under it.

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
_WHOLE = re.compile(r"\bagree[sd]?\b[^.]*:$", re.IGNORECASE)
"""What "the parties agree as follows:" leads into are the sections themselves."""


_LONGEST_LABEL = 8
_LABEL = re.compile(
    r"(?:address|authori[sz]ed|by|date|email|for|name|on behalf|organisation|phone|position|post|print|signature|signed|telephone|title)\b", re.IGNORECASE
)
"""What is filled in by hand after a colon: "Signed for the council:"."""


def check(draft: Draft) -> Iterator[Finding]:
    # What signatures stand under is no passage: a lead-in to the signature block has its list.
    signed = {
        section.id for section in _all(draft.document.sections if draft.document else ()) if any(isinstance(block, Signatures) for block in section.blocks)
    }
    for passage, following in zip_longest(draft.passages, draft.passages[1:]):
        # A single word is a label as well.
        is_label = " " not in passage.text or (_LABEL.match(passage.text) and len(passage.text.split()) < _LONGEST_LABEL)
        if (
            passage.text.endswith(":")
            and not is_label
            and passage.kind in ("paragraph", "item")
            and passage.section not in signed
            and _is_lost(passage, following)
        ):
            ends = "nothing stands under it" if passage.kind == "item" else "none follows"
            seen = f"“… {' '.join(passage.text.split()[-4:])}” leads into a list, and {ends}."
            yield Finding(passage.at(len(passage.text) - 1), seen, "the list, or a sentence that ends", "Restore the list, or indent its items.")


def _is_lost(passage: Passage, following: Passage | None) -> bool:
    if following is None:
        return True
    if following.kind == "heading":
        return is_marked(following) and not _WHOLE.search(passage.text)
    return passage.kind == "item" and following.kind == "item" and following.group == passage.group


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)

"""The lead-in to a list ends in a semicolon, a comma or no mark, or in a full stop after a word that cannot end a sentence.

The colon tells the reader that the list completes the sentence. A semicolon, or no mark at all, leaves open whether words are missing. A complete sentence
before a list may end in a full stop.

Fails:

    The parties will;

    - share their records;
    - train their staff.

Fails:

    The parties will

    - share their records;
    - train their staff.

Fails:

    The parties will.

    - share their records;
    - train their staff.

Passes:

    The parties will:

    - share their records;
    - train their staff.

Passes:

    The parties share their records. They train their staff.

    - Records are kept for six years.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._lists import lists

SEVERITY = "warning"
_TAIL = 14
_UNFINISHED = frozenset(["are", "by", "following", "include", "includes", "is", "may", "must", "shall", "should", "that", "to", "will"])
_NO_END = frozenset(["by", "must", "to", "will"])
"""Words that a full stop cannot follow."""


def check(draft: Draft) -> Iterator[Finding]:
    for lead, _, items in lists(draft):
        text = lead.text.rstrip()
        is_earlier_item = lead.kind == "item" and lead.level >= items[0].level
        if _is_wrong(text, lead.kind == "heading") and not is_earlier_item:
            at = len(text) - (text[-1] in ";,.")
            tail = text[-_TAIL:].partition(" ")[2] or text.rpartition(" ")[2]
            better = tail.rstrip(";,.") + ":"
            yield Finding(lead.at(at - 1), f"“… {tail}” leads into a list but does not end in a colon.", f"“{better}”", fix=(tail, better))


def _is_wrong(text: str, heading: bool) -> bool:
    # A short line without a full stop is read as a heading, but may be a sentence that stops at a word which cannot end one.
    last = text.rpartition(" ")[2]
    return (text[-1:] in (";", ",") and not heading) or last in _UNFINISHED or (last.removesuffix(".") in _NO_END and not heading)

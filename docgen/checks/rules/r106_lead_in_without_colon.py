"""What leads into a list ends in a semicolon, a comma or nothing.

The colon tells the reader that the list completes the sentence. A semicolon or a bare end leaves open whether words are missing.

Fails:

    The parties will;

    - share their records;
    - train their staff.

Fails:

    The parties will

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

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._lists import lists

SEVERITY = "warning"
_TAIL = 14
_UNFINISHED = frozenset(["are", "by", "following", "include", "includes", "is", "may", "must", "shall", "should", "that", "to", "will"])


def check(draft: Draft) -> Iterator[Finding]:
    for lead, _, items in lists(draft):
        text = lead.text.rstrip()
        beside = lead.kind == "item" and lead.level >= items[0].level
        # A short line without a full stop is read as a heading, where it may be a sentence that was cut.
        if not beside and ((text[-1] in ";," and lead.kind != "heading") or _is_cut(text)):
            yield _finding(lead, text)


def _is_cut(text: str) -> bool:
    """Whether a paragraph stops at a word that cannot end a sentence."""
    return text.rpartition(" ")[2] in _UNFINISHED


def _finding(lead: Passage, text: str) -> Finding:
    at = len(text) - (text[-1] in ";,")
    tail = text[-_TAIL:].partition(" ")[2] or text.rpartition(" ")[2]
    seen = f"“… {tail}” leads into a list and does not end in a colon."
    return Finding(lead.at(at - 1), seen, f"“{tail.rstrip(';,')}:”", fix=(tail, tail.rstrip(";,") + ":"))

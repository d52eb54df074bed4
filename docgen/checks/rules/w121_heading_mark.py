"""A heading ends in a full stop, a colon or another mark.

A heading is a name, not a sentence: it appears in the contents list and in references, where the mark is wrong. A question may keep its mark.

Fails:

    ## Signatures:

    The partners sign below.

Passes:

    ## Signatures

    The partners sign below.

    ## Who signs?

    The partners, etc.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
LOCAL = True
_ABBREVIATIONS = ("etc.", "ltd.", "co.", "no.", "inc.")
_MOST_WORDS = 6


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = passage.text.rstrip()
        if passage.kind == "heading" and text[-1:] in tuple(".:;,") and _is_name(text):
            yield Finding(passage.at(len(text) - 1), f"The heading “{text}” ends in “{text[-1]}”.", f"“{text[:-1]}”", fix=(text, text[:-1]))


def _is_name(text: str) -> bool:
    """Whether this is really a heading: a longer line may be the lead-in to a list, and figures alone are a number."""
    return any(map(str.isalpha, text)) and len(text.split()) <= _MOST_WORDS and not text.casefold().endswith(_ABBREVIATIONS)

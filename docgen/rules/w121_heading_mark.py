"""A heading ends in a full stop, a colon or another mark.

A heading is a name and no sentence: it stands in the contents list and in references, where the mark is wrong. A question may keep its mark.

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

from docgen.draft import Draft
from docgen.rulebook import Finding

SEVERITY = "warning"
LOCAL = True
_ABBREVIATIONS = ("etc.", "ltd.", "co.", "no.", "inc.")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = passage.text.rstrip()
        if passage.kind == "heading" and text[-1:] in tuple(".:;,") and not text.casefold().endswith(_ABBREVIATIONS):
            yield Finding(passage.at(len(text) - 1), f"The heading “{text}” ends in “{text[-1]}”.", f"“{text[:-1]}”", fix=(text, text[:-1]))

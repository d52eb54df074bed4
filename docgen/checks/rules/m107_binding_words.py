"""A document that is not legally binding uses the language of a contract.

Whether a memorandum creates legal relations is judged by its words, and "undertakes", "agrees to be bound", "obligations under this memorandum" or "breach of
this agreement" weaken a statement that it is not binding. The rule checks only documents with such a statement, and allows legal duties ("statutory
obligations") and negative sentences.

Fails:

    This memorandum is not legally binding.

    Each party undertakes to pay its share, and hereby accepts the obligations under this memorandum.

Fails:

    The parties do not intend this document to create legally enforceable rights.

    A party in breach of this document will pay the costs.

Passes:

    This memorandum is not legally binding, and creates no obligation that a court would enforce.

    Each party will pay its share and meet its statutory obligations. The group undertakes reviews.

Passes:

    Each party undertakes to pay its share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_NOT_BINDING = re.compile(
    r"\b(?:not|nor|no)\b[^.]{0,60}\b(?:legally binding|legally enforceable|enforceable (?:in|by)|binding in law|legal relations|legal obligations?"
    r"|court would enforce)\b",
    re.IGNORECASE,
)
_BINDING = re.compile(
    r"\bundertakes? to\b|\bagrees? to be bound\b|\b(?:is|are|be) bound by (?:this|these|the terms)\b|\bhereby\b|\bcovenants?\b"
    r"|\bwarrants? (?:that|to)\b|\bin consideration of\b|\b(?:obligations?|liabilit(?:y|ies)) (?:under|in|of|arising from) (?:this|these)\b"
    r"|\b(?:in|material|serious) breach of (?:this|these|its|any|a term)\b|\bbreach(?:es)? (?:of )?(?:this|these)\b"
    r"|\benter(?:s|ing|ed)? into (?:a|this) (?:legally )?binding\b|\bjointly and severally\b|\bindemnif(?:y|ies)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|nor|no|nothing|neither|without|never|law|statut\w+)\b", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Finding]:
    if not any(_NOT_BINDING.search(sentence) for _, _, sentence in draft.sentences):
        return
    for passage, start, sentence in draft.sentences:
        if not _DENIED.search(sentence):
            for found in _BINDING.finditer(sentence):
                seen = f"“{found[0]}” is the language of a contract, but this document says that it is not binding."
                yield Finding(passage.at(start + found.start()), seen, "“will”, “commitments”, “departs from this document”")

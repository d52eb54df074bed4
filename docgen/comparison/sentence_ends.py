"""Where the sentences of a text end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?][”’\"')\]]*(?=\s|$)")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:Nos?|St|Dr|Mrs?|Ms|Prof|Rev|Cllr|Sir|vs?|cf|ss?|arts?|regs?|paras?|pp?|c|Ltd|Co|[A-Z]|e\.g|i\.e|a\.m|p\.m)\.$")
_LONGEST = 8
"""Longer than any abbreviation, with the letter before it."""


def sentence_ends(text: str) -> Iterator[int]:
    """Where each sentence ends, after its full stop and what closes it; an abbreviation ends none."""
    return (found.end() for found in _END.finditer(text) if not _is_abbreviation(text, found.end()))


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends where the text does."""
    return bool(_END.search(text[-2:])) and not _is_abbreviation(text, len(text))


def _is_abbreviation(text: str, end: int) -> bool:
    """Whether an abbreviation, with its full stop, ends at a place of the text."""
    return bool(_ABBREVIATION.search(text, max(0, end - _LONGEST), end))

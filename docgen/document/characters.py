"""Characters that no source may hold: they cannot be seen, turn the order of the letters round, or mean something only to docgen."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but for tab and line feed
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # separators of lines; overrides of the direction of writing
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"  # surrogates, private use, noncharacters
)


def invisible(text: str) -> list[int]:
    """Where in the text such characters stand."""
    return [found.start() for found in _UNSEEN.finditer(text)]


def code_point(character: str) -> str:
    """U+0000."""
    return f"U+{ord(character):04X}"

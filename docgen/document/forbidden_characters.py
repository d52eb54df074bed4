"""Characters that no source may hold: they are invisible, change the direction of the text, or have a meaning only inside docgen."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, except tab and line feed
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # line and paragraph separators, direction overrides
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"  # surrogates, private use, noncharacters
)


def invisible(text: str) -> list[int]:
    """The offsets of such characters in the text."""
    return [found.start() for found in _FORBIDDEN.finditer(text)]


def code_point(character: str) -> str:
    """The usual notation, such as U+200B."""
    return f"U+{ord(character):04X}"

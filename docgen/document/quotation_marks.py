"""Straight quotation marks and apostrophes as print has them: “ ” ‘ ’. Some stay straight: those of feet and inches, and those in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>()]+|[\w.'+-]+@[\w-]+(?:\.[\w-]+)+|`[^`\n]*`")
_MARK = re.compile(r"[\"']")
_ELIDED = re.compile(r"'(?=\d\ds?\b|(?:tis|twas|em|cause|n')(?![A-Za-z]))", re.IGNORECASE)
_CLOSES = re.compile(r"[^\s(\[{—–‘“]'(?!\w)")
_BEFORE_AN_OPENING = "([{—–/“‘-"
_SIGNS = {'"': ("“", "”"), "'": ("‘", "’")}
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def curled(text: str) -> str:
    """The text with its straight marks curled; of the same length."""
    if '"' not in text and "'" not in text:
        return text
    out = list(text)
    for at, sign in _marks(text):
        out[at] = sign
    return "".join(out)


def straight_marks(text: str) -> frozenset[int]:
    """The offsets of the marks that stay straight."""
    return frozenset(at for at, sign in _marks(text) if sign == text[at])


def straightened(text: str) -> str:
    """The text with straight marks only, for comparing."""
    return text.translate(_STRAIGHT)


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each straight mark and what it becomes."""
    inside = {at for found in _ADDRESS.finditer(text) for at in range(found.start(), found.end())}
    depth = {'"': 0, "'": 0}
    opened = -1
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        opening, closing = _SIGNS[mark]
        if at in inside:
            yield at, mark
        elif (not at or text[at - 1].isspace() or text[at - 1] in _BEFORE_AN_OPENING or opened == at - 1) and _may_open(text, at, mark):
            depth[mark] += 1
            opened = at
            yield at, opening
        elif not depth[mark] and text[at - 1 : at].isdecimal() and not text[at + 1 : at + 2].isalpha():
            yield at, mark  # feet or inches: it follows a figure and closes nothing
        else:
            depth[mark] -= bool(depth[mark] and not text[at + 1 : at + 2].isalnum())
            yield at, closing


def _may_open(text: str, at: int, mark: str) -> bool:
    """Whether a mark at the beginning of a word opens a quotation. An apostrophe may stand there too, so a single mark must have its closing one."""
    if not text[at + 1 : at + 2].strip():
        return False
    return mark == '"' or not (_ELIDED.match(text, at) or not _CLOSES.search(text, at + 1))


def with_ending(name: str, ending: str) -> str:
    """The name with the ending of its possessive or plural: a name in s takes the apostrophe alone (“the Trusts’ duty”)."""
    return name + ("’" if ending == "’s" and name.endswith("s") else ending)

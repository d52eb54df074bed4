"""Split text into sentences, so that each has a line of its own and a change shows as one line."""

from __future__ import annotations

import re

_BEFORE_NAME = frozenset(["dr", "mr", "mrs", "ms", "prof", "st", "rev", "hon", "cllr", "sir", "messrs"])
_PROVISIONS = ("no", "nos", "s", "ss", "sch", "schs", "para", "paras", "art", "arts", "reg", "regs", "r", "rr", "cl", "cls")
_BEFORE_NUMBER = frozenset([*_PROVISIONS, "p", "pp", "ch", "chs", "c", "vol", "pt", "pts", "fig", "figs", "app", "ann"])
_NEVER = frozenset(["e.g", "eg", "i.e", "ie", "cf", "viz", "vs", "v", "approx", "incl", "al"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]", re.UNICODE)

_OPENING, _CLOSING = "“\u2018\"'([«", "”\u2019\"')\\]»"

_AFTER = rf"""[{_CLOSING}]*
        (?:[\x02\x04]|\x06[^\x07]*\x07)*[{_CLOSING}]*
        [ ]
        (?=(?:[\x01\x03]|\x06(?:\[|<[^/\x07]*)\x07)*[{_OPENING}]*([^\W_]))  # the first letter or digit of what may be a sentence
    """
_STOP, _END = re.compile(rf"\.{_AFTER}", re.VERBOSE), re.compile(rf"[.?!…]{_AFTER}", re.VERBOSE)
"""Searching for a full stop alone is several times as fast as for one of four characters."""
_BEFORE_WORD = "“\u2018\"'([«\x01\x03\x07"
_LONGEST = 8
"""Longer than any abbreviation."""


def broken(text: str) -> str:
    """The text with the space after each sentence replaced by a line feed; it may contain the marks of `flowing_text`.

    Abbreviations ("e.g.", "s. 4", "No. 6", "Dr Smith", "A. B. Smith") and the number at the start of a paragraph do not end a sentence.
    """
    if "?" in text or "!" in text or "…" in text:
        end = _END
    elif text.find(".", 0, -1) >= 0:
        end = _STOP
    else:
        return text
    out, start = [], 0
    for match in end.finditer(text):
        if _ends(text, match):
            out.append(text[start : match.end() - 1])
            start = match.end()
    if not out:
        return text
    out.append(text[start:])
    return "\n".join(out)


def _ends(text: str, match: re.Match[str]) -> bool:
    following = match[1]
    if following.islower():
        return False
    if match[0][0] != ".":
        return True
    start = match.start()
    tail = text[max(0, start - _LONGEST) : start]
    space = tail.rfind(" ")
    if space < 0 and start > _LONGEST:
        return True
    before = tail[space + 1 :].lstrip(_BEFORE_WORD).lower()
    if before in _NEVER or before in _BEFORE_NAME or _INITIALS.fullmatch(before):
        return False
    if before in _BEFORE_NUMBER:
        return not following.isdigit()
    return not (before.isdigit() and len(before) == start)

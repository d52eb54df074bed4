"""What can be seen of a line by itself: whether it could be a heading, and how it ends."""

from __future__ import annotations

import re

from docgen.document.tree import Break, Note, Strong, Text, walk
from docgen.formats.reading.file_text import Line

LONGEST_HEADING = 14
"""The most words in a heading that was only typed."""
_ENDS = re.compile(r"[.;,:][”’\"')\]]*$")
_APPENDIX = re.compile(
    r"(?P<number>(?:appendix|annexe?|schedule|attachment)(?:\s+(?:[A-Z]|\d{1,2}|[ivxIVX]{1,4})(?![\w.]*\w))?)\s*(?P<mark>[:.–—-]\s*)?(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)


def is_short(line: Line) -> bool:
    """Whether a line looks like a heading or a name: few words, none of them a sentence."""
    words = line.words.strip()
    return bool(words) and len(words.split()) <= LONGEST_HEADING and any(map(str.isalpha, words)) and not _ENDS.search(words)


def could_be_heading(words: str, ends_in_colon: bool = False) -> bool:
    """Whether these words, without a number, could be a heading that was only typed."""
    words = words.strip()
    bare = words.removesuffix(":") if ends_in_colon else words
    begins = next((sign for sign in bare if sign.isalpha()), "")
    return bool(begins) and not begins.islower() and not bare.startswith("(") and len(bare.split()) <= LONGEST_HEADING and not _ENDS.search(bare)


def is_one_line(line: Line) -> bool:
    return not any(type(node) in (Break, Note) for node in _nodes(line))


def is_strong(line: Line) -> bool:
    """Whether all the words of a line are strong."""
    return bool(line.words.strip()) and all(type(node) is Strong or (type(node) is Text and not node.text.strip()) for node in line.inlines)


def is_capitals(words: str) -> bool:
    return words.isupper() and (len(words.split()) > 1 or sum(map(str.isalpha, words)) > 2)


def appendix_at_start(words: str) -> tuple[str, int] | None:
    """The number of an appendix, such as "Schedule 2", and where its title begins; None if the words are no heading of one."""
    found = _APPENDIX.fullmatch(words.strip())
    if not found:
        return None
    title, bare = found["title"], len(found["number"].split()) == 1
    if (title and bare and not found["mark"]) or (title and not found["mark"] and title[0].islower()):
        return None
    shift = len(words) - len(words.lstrip())
    return " ".join(found["number"].split()), shift + found.start("title")


def _nodes(line: Line) -> list[object]:
    return [node for inline in line.inlines for node in walk(inline)]

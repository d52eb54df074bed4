"""A word is spelt the American way.

A British public document with some American spellings looks as if it was put together from other texts. Both "organise" and "organize" are British. Names
keep their spelling, and so does a computer program. Documents whose language is not British English are not judged.

Fails:

    The Board will analyze the behavior of the program of work at the center.

Fails:

    Each body holds the license that it was given and will licence others.

Passes:

    The Board will analyse behaviour at the centre, organize the programme, hold a licence and license others. The computer program is from
    the Center for Research.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english, words
from docgen.document.british_spelling import BRITISH
from docgen.document.problems import Position

SEVERITY = "warning"
LOCAL = True
_WORD = re.compile(r"(?<![\w.-])[A-Za-z]{4,}(?![\w-])")
_GRAMMAR = (
    (re.compile(r"(?<=\b(?:of|he|is|or|to|nd) )programs?(?= of (?:work|training|activity|events|audits|reviews))", re.I), "program", "programme"),
    (re.compile(r"(?<=\bwork )programs?\b|(?<=\btraining )programs?\b", re.I), "program", "programme"),
    (re.compile(r"(?:(?<=\ba )|(?<=\bthe )|(?<=\bany )|(?<=\bthis )|(?<=\bits ))license(?=[\s,.;])", re.I), "license", "licence"),
    (re.compile(r"(?:(?<=\bwill )|(?<=\bto )|(?<=\bmay )|(?<=\bmust ))licence(?= (?:the|its|it|others|them|any|each)\b)", re.I), "licence", "license"),
)
_HINTS = frozenset([*BRITISH, "program", "programs", "license", "licence"])


def check(draft: Draft) -> Iterator[Finding]:
    if draft.document and draft.document.language != "en-GB":
        return
    for passage in draft.passages:
        text = english(passage)
        if _HINTS.isdisjoint(words(text)):
            continue
        for found in _WORD.finditer(text):
            if (better := BRITISH.get(found[0].casefold())) and not _is_name(text, found):
                yield _finding(passage.at(found.start()), found[0], better)
        for pattern, one, other in _GRAMMAR:
            for found in pattern.finditer(text):
                yield _finding(passage.at(found.start()), found[0], found[0].casefold().replace(one, other))


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether a word is a name by its capitals: it is all in capitals, or has one that does not begin a sentence."""
    return found[0].isupper() or (found[0][0].isupper() and not re.search(r"(?:^|[.!?:] )$", text[: found.start()][-2:]))


def _finding(position: Position, seen: str, better: str) -> Finding:
    better = better.capitalize() if seen[0].isupper() else better
    return Finding(position, f"“{seen}” is spelt the American way.", f"“{better}”", fix=(seen, better))

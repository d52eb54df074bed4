"""A period does not say when it begins.

Two parties cannot agree when "within 10 days" ends unless an event starts the period: a request, a notice, a meeting. The event may be in the same sentence,
in the sentence before, or in the introduction to the list, or be implied by what is answered ("will acknowledge the complaint within 3 days").

Fails:

    The report must be completed within 15 working days.

Fails:

    Payment will be made no later than 30 days.

Passes:

    The report must be completed within 15 working days of the incident. If a party objects, the Board will meet within 10 days.

Passes:

    The Unit will acknowledge a complaint within 3 working days. The Board reviews progress within 12 months of the first meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage, sentences
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)"
_PERIOD = re.compile(
    rf"\b(?:within|no later than|not later than|no more than|at most) (?:a (?:period|further) (?:of )?)?{_NUMBER} (?:(?:working|calendar|business|clear) )?"
    r"(?:hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:after|before|from|since|following|upon|on (?:receipt|becoming|learning)|when(?:ever)?|once|if|where|unless|until|as soon as|beginning|starting"
    r"|fail(?:s|ure)?|receiv(?:es?|ed|ing)|receipt|becom(?:es?|ing)|aware|deadline|(?:who|that|which) \w+s)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\b(?:acknowledg|answer|repl(?:y|ies)|respond|respons|resolv|return (?:calls|messages))\w*", re.IGNORECASE)
_NEAR = 400
"""How many characters before and after a period to search for its start."""


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        if passage.kind not in ("paragraph", "item", "note"):
            continue
        before = draft.passages[passage.lead].text if passage.group and passage.lead >= 0 else ""
        for start, sentence in sentences(passage.text):
            yield from _in_sentence(passage, start, sentence, before)
            before = sentence


def _in_sentence(passage: Passage, start: int, sentence: str, before: str) -> Iterator[Finding]:
    if _START.search(before):
        return
    for found in _PERIOD.finditer(sentence):
        rest = f"{sentence[max(found.start() - _NEAR, 0) : found.start()]} {sentence[found.end() : found.end() + _NEAR]}"
        if not (sentence.startswith(" of ", found.end()) or _START.search(rest) or _ANSWER.search(rest)):
            yield Finding(passage.at(start + found.start()), f"“{found[0]}” does not say from when.", "the event from which it runs: “of …” or “after …”")

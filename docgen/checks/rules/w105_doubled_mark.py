"""A punctuation mark is doubled, or follows one that it cannot follow.

Doubled marks (",,", ". .", ";.") are traces of an edit, and leave open whether a sentence was meant to go on. An ellipsis, and the full stop of an
abbreviation before a comma, are left alone.

Fails:

    The Board will meet in May,, June and July.

Fails:

    The Board will report. . The partners will reply.

Fails:

    The Board will report to the Council;.

Passes:

    The Board will meet in May, June, etc., and report … in full. Each of Jones Ltd., the Council (and others). Is that so?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
_SAME = re.compile(r"(?<![.,;:?!])([.,;:?!])(?: ?\1)(?! ?[.,;:?!])(?![\w])")
_OTHERS = re.compile(r"(?<![.,;:?!])(?:,[.;:]|;[.,:]|:[.,;])(?![\w.,;:])")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = english(passage)
        for found in _SAME.finditer(text):
            fix = (_with_word(text, found), _with_word(text, found, found[1]))
            yield Finding(passage.at(found.start()), f"“{found[1]}” is doubled: “{fix[0]}”.", f"“{found[1]}” once", fix=fix)
        for found in _OTHERS.finditer(text):
            yield Finding(passage.at(found.start()), f"Two marks are next to each other: “{_with_word(text, found)}”.", "the one that is meant")


def _with_word(text: str, found: re.Match[str], mark: str = "") -> str:
    """The word before the marks, followed by them or by `mark`."""
    return text[: found.start()].rpartition(" ")[2] + (mark or found[0])

"""A punctuation mark stands twice, or two stand together that do not go together.

Doubled marks (",,", ". .", ";.") are traces of an edit, and they leave open whether a sentence was to go on. An ellipsis, and a full stop
that belongs to an abbreviation before a comma, are left alone.

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
from docgen.checks.rules._prose import prose

SEVERITY = "warning"
LOCAL = True
_SAME = re.compile(r"(?<![.,;:?!])([.,;:?!])(?: ?\1)(?! ?[.,;:?!])(?![\w])")
_OTHERS = re.compile(r"(?<![.,;:?!])(?:,[.;:]|;[.,:]|:[.,;])(?![\w.,;:])")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        text = prose(passage.text)
        for found in _SAME.finditer(text):
            mended = (_with_word(text, found), _with_word(text, found, found[1]))
            yield Finding(passage.at(found.start()), f"“{found[1]}” stands here twice: “{mended[0]}”.", "it once", fix=mended)
        for found in _OTHERS.finditer(text):
            yield Finding(passage.at(found.start()), f"Two marks stand together here: “{_with_word(text, found)}”.", "the one that is meant")


def _with_word(text: str, found: re.Match[str], mark: str = "") -> str:
    """The marks, or `mark` in their stead, after the word before them."""
    before = text[: found.start()].rpartition(" ")[2]
    return before + (mark or found[0])

"""A placeholder or another mark of drafting was left in the text.

A placeholder ("[insert name]", "TBC", "XX", a line of underscores), a heading that only says which draft this is, or a word processor's error message tells
a reader that the text was not finished. In a signed document it leaves open what was agreed. Lines for signatures and dates are left alone.

Fails:

    The Board will meet at [insert venue] and the fee is TBC.

Fails:

    Draft 2 Agreement

    The Board will meet every quarter.

Fails:

    The contact is ______, who holds the register.

Fails:

    The steps are set out in Error! Reference source not found.

Fails:

    This memorandum is between [Full Name of Party A] and {{ party_b }}, from (insert date).

Passes:

    The Board will meet at the Town Hall. A draft agenda goes out [by e-mail] a week before; see Article XX of the Treaty,
    and the [date of the meeting](https://example.org).

Passes:

    Signed: ____________ Date: ____________
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import prose

SEVERITY = "error"
LOCAL = True
_MARK = re.compile(
    r"\[(?:(?:insert|enter|add|state|(?:full |legal |start |end |expiry |effective )?(?:names?|dates?|address|title|number)|your|party|organisation|to be)\b"
    r"|tb[cda]\b|x{2,}|\.{2,}|…|●|•)[^\]]{0,80}\](?![(\[·])"
    r"|\((?:insert|to be (?:confirmed|agreed|completed|inserted))\b[^()]{0,80}\)"
    r"|\{\{[^{}]{1,60}\}\}"
    r"|\bT\.?B\.?[CDA]\b\.?(?=\W|$)(?<![cda])"
    r"|(?<![\w/])X{2,4}(?![\w/])"
    r"|_{3,}"
    r"|\blorem ipsum\b"
    r"|\bError! (?:Reference source not found|Bookmark not defined|No text of specified style)"
    r"|\bclick (?:or tap )?(?:here )?to enter (?:text|a date)\b"
    r"|\bdelete as (?:appropriate|applicable|necessary)\b",
    re.I,
)
_HINTS = ("[", "(insert", "(to be", "{{", "tb", "t.b", "xx", "___", "lorem", "error!", "click", "delete as")
"""Every mark contains one of these, and searching for them is quick."""
_NUMERAL = re.compile(r"(?:article|part|chapter|title|annex|schedule|volume|book|class|protocol)\s$", re.I)
_SIGNING = re.compile(r"sign|name|date|\bby\b|position|title|witness|for and on behalf|print|post", re.I)
_DRAFT = re.compile(
    r"(?:(?:first|second|third|fourth|final|working|revised|latest)\s+)?draft(?:\s+(?:no\.?\s*|v\.?\s*|version\s*)?\d[\d.]*)?"
    r"(?:\s+(?:protocol|mou|memorandum(?: of understanding)?|agreement|document|version|compact|terms of reference))?",
    re.I,
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        if passage.kind in ("title", "heading", "paragraph") and _DRAFT.fullmatch(passage.text.strip("[]() ")):
            yield Finding(passage.position, f"“{passage.text}” is a line of its own here.", "the draft’s number on the cover only", "Delete it here.")
        text = prose(passage.text)
        small = text.casefold()
        for found in _MARK.finditer(text) if any(hint in small for hint in _HINTS) else ():
            if not _is_meant(text, found):
                seen = found[0] if len(found[0]) <= 40 else f"{found[0][:37]}…"
                yield Finding(passage.at(found.start()), f"“{seen}” was left in the text.", "what it stands for", "Write what is meant, or delete it.")


def _is_meant(text: str, found: re.Match[str]) -> bool:
    """Whether the match is meant: a Roman numeral, a line for a signature, or a word in small letters that only looks like a mark."""
    before, mark = text[: found.start()], found[0]
    if mark.startswith("_"):
        return bool(_SIGNING.search(before[-60:])) or not before.strip() or not text.replace("_", "").strip()
    if mark.strip("Xx") == "":
        return not mark.isupper() or bool(_NUMERAL.search(before[-12:]))
    return mark.rstrip(".").replace(".", "").casefold() in ("tbc", "tbd", "tba") and not mark.isupper()

"""A placeholder or another mark of drafting was left in the text.

A placeholder ("[insert name]", "TBC", "XX", a line of underscores), words such as "to be confirmed" alone in a cell or after a label, a heading that only
says which draft this is, or a word processor's error message tells a reader that the text was not finished. In a signed document it leaves open what was
agreed. Lines for signatures and dates are left alone.

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

Fails:

    | Post | Holder |
    |---|---|
    | Chair | to be confirmed |
    | Secretary | tbc |

Fails:

    The parties will meet on xx March 2027 and pay £xx,xxx.

Fails:

    - Venue: to be agreed
    - Chair: the Council

Passes:

    | Duty | Council | Trust |
    |---|---|---|
    | To be agreed by both | x | n/a |

    The venue is to be confirmed by the Council a week before, and the programme to be agreed.

Passes:

    The Board will meet at the Town Hall. A draft agenda goes out [by e-mail] a week before; see Article XX of the Treaty,
    and the [date of the meeting](https://example.org).

Passes:

    Signed: ____________ Date: ____________
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._dates import MONTH
from docgen.checks.rules._prose import prose
from docgen.document.message_words import cut

SEVERITY = "error"
LOCAL = True
_MARK = re.compile(
    r"\[(?:(?:insert|enter|add|state|(?:full |legal |start |end |expiry |effective )?(?:names?|dates?|address|title|number)|your|party|organisation|to be)\b"
    r"|tb[cda]\b|x{2,}|\.{2,}|…|●|•)[^\]]{0,80}\](?![(\[·])"
    r"|\((?:insert|to be (?:confirmed|agreed|completed|inserted))\b[^()]{0,80}\)"
    r"|\{\{[^{}]{1,60}\}\}"
    r"|\bT\.?B\.?[CDA]\b\.?"
    rf"|[£€$]x{{2,}}(?:,x{{3}})*|\bx{{2}}[/.]x{{2}}[/.](?:x{{2,4}}|\d{{2,4}})\b|\bx{{2}} (?={MONTH})"
    r"|(?<![\w/])X{2,4}(?![\w/])"
    r"|_{3,}"
    r"|\blorem ipsum\b"
    r"|\bError! (?:Reference source not found|Bookmark not defined|No text of specified style)"
    r"|\bclick (?:or tap )?(?:here )?to enter (?:text|a date)\b"
    r"|\bdelete as (?:appropriate|applicable|necessary)\b",
    re.I,
)
_ALONE = re.compile(
    r"(?:[\w’' ()]{1,40}(?::| [–—-]) ?)?[(\[]?(?P<mark>tb[cda]|t\.b\.[cda]\.?|x{2,}|\?+|insert(?: here)?|not yet (?:known|agreed|confirmed|decided)"
    r"|to be (?:confirmed|agreed|decided|determined|advised|announced|appointed|arranged|completed|inserted|added|finali[sz]ed))[)\]]?[.;]?",
    re.I,
)
"""A mark that is all that a cell, an item or a line says, or all after its label."""
_HINTS = ("[", "(insert", "(to be", "{{", "tb", "t.b", "xx", "x ", "___", "lorem", "error!", "click", "delete as")
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
        if alone := _ALONE.fullmatch(text.strip("*_ ")):
            yield _left(passage, text.index(alone["mark"]), alone["mark"])
            continue
        small = text.casefold()
        for found in _MARK.finditer(text) if any(hint in small for hint in _HINTS) else ():
            if not _is_meant(text, found):
                yield _left(passage, found.start(), found[0].rstrip())


def _left(passage: Passage, at: int, mark: str) -> Finding:
    return Finding(passage.at(at), f"“{cut(mark)}” was left in the text.", "what it stands for", "Write what is meant, or delete it.")


def _is_meant(text: str, found: re.Match[str]) -> bool:
    """Whether the match is meant: a Roman numeral, a line for a signature, or small letters that only look like a mark."""
    before, mark = text[: found.start()], found[0]
    if mark.startswith("_"):
        return bool(_SIGNING.search(before[-60:])) or not before.strip() or not text.replace("_", "").strip()
    return not mark.strip("Xx") and (not mark.isupper() or bool(_NUMERAL.search(before[-12:])))

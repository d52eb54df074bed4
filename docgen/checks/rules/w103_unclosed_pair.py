"""A bracket or a quotation mark has no partner.

If a bracket or a quotation never closes, the reader cannot tell how far an exception, an explanation or the title of a document goes. Labels such as "a)"
need no partner, and in a quotation of several paragraphs each has an opening mark of its own.

Fails:

    The Board (which the partners set up in May will publish a report.

Fails:

    The report (its second) was published) in May.

Fails:

    The aims set out in 'Keeping Watch, are three.

Fails:

    The partners call this “the plan and will follow it.

Passes:

    The Board (which the partners set up (in May)) will publish its 'Plan for Children' by a) post, b) e-mail, and the partners' website.

Passes:

    “The first paragraph of a quotation does not close.

    “The last one does.”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import beginning, english

SEVERITY = "warning"
_QUOTED = 120
"""How many characters to search for the words to quote."""
_BRACKET = re.compile(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
_LABEL = re.compile(r"(?:^|[\s(;,])(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})$", re.I)
_OPENS = re.compile(r"(?<![\w)\]’'·])['‘](?=[A-Za-z])(?!(?:til|tis|twas|em|cause|n)\b)")
_CLOSES = re.compile(r"(?<=[\w.,;:!?)\]…–—”\"])['’](?!\w)")


def check(draft: Draft) -> Iterator[Finding]:
    for index, passage in enumerate(draft.passages):
        text = english(passage)
        yield from _brackets(passage, text)
        following = draft.passages[index + 1].text if index + 1 < len(draft.passages) else ""
        yield from _double(passage, text, following)
        yield from _single(passage, text)


def _brackets(passage: Passage, text: str) -> Iterator[Finding]:
    open_: list[re.Match[str]] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "([":
            open_.append(found)
        elif open_ and open_[-1][0] == _PARTNER[found[0]]:
            open_.pop()
        elif not _LABEL.search(text[max(found.start() - 7, 0) : found.start()]):
            yield _finding(passage, found.start(), f"A bracket closes here that never opened: “{text[max(found.start() - 25, 0) : found.end()]}”.")
    for found in open_:
        yield _finding(passage, found.start(), f"A bracket opens here and never closes: “{beginning(text[found.start() : found.start() + _QUOTED])}”.")


def _double(passage: Passage, text: str, following: str) -> Iterator[Finding]:
    opened, closed = text.count("“"), text.count("”")
    if opened > closed and not following.startswith("“"):
        at = text.rfind("“") if opened == closed + 1 and text.rfind("“") > text.rfind("”") else text.find("“")
        yield _finding(passage, at, f"A quotation opens here and never closes: “{beginning(text[at + 1 : at + _QUOTED])}”.")
    elif text.count('"') % 2 and not re.search(r'\d"', text):
        at = text.rfind('"')
        yield _finding(passage, at, f"A quotation mark here has no partner: “{beginning(text[at : at + _QUOTED])}”.")


def _single(passage: Passage, text: str) -> Iterator[Finding]:
    """A finding for a quotation without any mark after it that could close it; apostrophes look like closing marks."""
    opens = list(_OPENS.finditer(text))
    if opens and not _CLOSES.search(text, opens[-1].end()):
        at = opens[-1].start()
        yield _finding(passage, at, f"A quotation opens here and never closes: “{beginning(text[at + 1 : at + _QUOTED])}”.")


def _finding(passage: Passage, at: int, seen: str) -> Finding:
    return Finding(passage.at(at), seen, "both of the pair, or neither")

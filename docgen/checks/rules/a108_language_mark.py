"""Words in another language are not marked, or a Word file does not declare that it is in English.

A screen reader reads Welsh with English pronunciation, and a spell-checker rejects it, unless its language is marked (WCAG 2.2, success criteria 3.1.1 and
3.1.2, which public bodies must meet). The rule reports runs of at least three words that are mostly Welsh, French or Polish, words in non-Latin letters, and an
English Word file whose styles and text declare no language, or another one. Legal Latin, single words, and names of people and places are allowed. The
criterion exempts all names, but Welsh names of bodies and Acts are made of ordinary words, so the rule reports them.

Fails:

    The duties are those of Deddf Llesiant Cenedlaethau’r Dyfodol in Wales.

Fails:

    The Board publishes its plan in Wales.

    Mae’r Bwrdd yn cyhoeddi ei gynllun bob blwyddyn.

Fails:

    The leaflet says who to call (مدد کے لیے فون کریں) at night.

Fails (facts):

    sections: {aims: {title: "Aims of [Bwrdd Iechyd Lleol]{lang=cy}", reason: An example., text: "The parties meet."}}

Passes:

    The duties are those of [Deddf Llesiant Cenedlaethau’r Dyfodol]{lang=cy} in Wales, and the leaflet ends with <span lang="ur" dir="rtl">شکریہ</span>.

Passes:

    The Board may, inter alia, act mutatis mutandis as the Senedd and Llywodraeth Cymru do, and may take a sample with α and β of 0.05. Charles
    de la Tour signs for the LA, and Siân Owen for Ashby de la Zouch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._languages import foreign
from docgen.checks.rules._prose import beginning, unmarked
from docgen.document.problems import Position

SEVERITY = "warning"
LOCAL = True
_LITERAL = re.compile(r"\[[^\[\]]{0,200}\]\{lang=[^{}]{0,40}\}")
_IN_SOURCES = "Language marks work in clauses, local text and Markdown values, but not in titles and other values of a partnership file."
_IN_WORD = "In Word, select the text and choose its language under Review."


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.language.startswith("en"):
        return
    declared = draft.declared
    if declared is not None and not declared.lower().startswith("en"):
        seen = f"The file declares its language as “{declared}”, but it is in English." if declared else "The file does not declare its language."
        yield Finding(Position(draft.name), seen, "English as the language of the text", _IN_WORD)
    advice = _IN_WORD if declared is not None else _IN_SOURCES if draft.document else ""
    for passage in draft.passages:
        for literal in _LITERAL.finditer(passage.text) if draft.document and "{lang=" in passage.text else ():
            expected = "the words alone, or a mark where marks work"
            yield Finding(passage.at(literal.start()), f"“{literal[0]}” appears in the document as typed.", expected, advice)
        for start, end, language, tag in foreign(unmarked(passage, draft.document is None)) if foreign(passage.text) else ():
            seen = f"“{beginning(passage.text[start:end], 8)}” is {language}, but is not marked."
            yield Finding(passage.at(start), seen, f"[words]{{lang={tag or '…'}}}", advice)

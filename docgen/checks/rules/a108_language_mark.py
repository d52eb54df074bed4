"""Words in another language than the document's are not marked, or a Word file does not say that it is in English.

A screen reader reads Welsh with English sounds, and a spell-checker strikes it out, unless the words say what language they are in (WCAG 2.2, success criteria
3.1.1 and 3.1.2, which public bodies must meet). The rule tells of three words or more most of which are Welsh, French or Polish, of words in other than Latin
letters, and of a Word file in English whose styles and text name no language, or another one. Latin phrases of the law, single words, and names of people and
places are left alone; the criterion spares all names, but what bodies and acts are called in Welsh is made of words of the language, and so it is told.

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
_IN_SOURCES = "Marks are read in clauses, in local text and in values that are Markdown; titles and other values of a partnership file hold none."
_IN_WORD = "In Word, select the text and choose its language under Review."


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.language.startswith("en"):
        return
    said = draft.declared
    if said is not None and not said.lower().startswith("en"):
        seen = f"The file says that its text is in “{said}”, and it is in English." if said else "The file does not say what language its text is in."
        yield Finding(Position(draft.name), seen, "English as the language of the text", _IN_WORD)
    where = _IN_WORD if said is not None else _IN_SOURCES if draft.document else ""
    for passage in draft.passages:
        for literal in _LITERAL.finditer(passage.text) if draft.document and "{lang=" in passage.text else ():
            yield Finding(
                passage.at(literal.start()), f"“{literal[0]}” stands in the text as it was typed.", "the words alone, or a mark where marks are read", where
            )
        for start, end, language, tag in foreign(unmarked(passage, draft.document is None)) if foreign(passage.text) else ():
            seen = f"“{beginning(passage.text[start:end], 8)}” is {language}, and nothing says so."
            yield Finding(passage.at(start), seen, f"[words]{{lang={tag or '…'}}}", where)

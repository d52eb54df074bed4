"""The text refers to a section, an appendix, an annex or a schedule of this document that is not there.

A reference that leads nowhere leaves open what was agreed. It is mostly left behind when a section is cut or renumbered, or an appendix not attached.
Sections of Acts, and chapters of guidance, are no matter of this rule: only what the words make plain to be a part of this document.

Fails:

    # 1 Aims

    The parties share the costs as set out in section 9.

    # 2 Costs

    The parties share the costs equally.

Fails:

    # 1 Aims

    The reporting lines are shown in Appendix 2.

Passes:

    # 1 Aims

    The parties share the costs as set out in section 2. They act under section 11 of the Exshire Act 2004, and see Schedule 4 to that Act.

    # 2 Costs

    The parties share the costs equally. Details are in Appendix 1.

    # Appendix 1

    The formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.draft import Draft
from docgen.problems import Position
from docgen.rulebook import Finding
from docgen.rules._headings import appendices, headings, kind

SEVERITY = "error"
_SECTION = re.compile(
    r"(?<!\w)(?:in|see|under|by|to|at|with|from|and|or|of) (?P<all>(?P<word>[Ss]ections?|[Pp]aragraphs?|[Cc]lauses?) (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}))"
    r"(?=[.,;:)]?(?:$|\s*\)|[.,;:] )| (?:above|below|of this|and section|is|are|will|sets?|apply|applies)\b)(?!,? (?:\w+ ){0,3}Act\b)"
)
_ATTACHED = re.compile(
    r"(?<!\w)(?P<all>(?P<kind>Appendix|Annexe?|Schedule|appendix|annexe?) (?P<label>[A-Z]|\d{1,2}|[IVX]{1,4}))(?![\w.(]*\w| (?:to|of|in) (?!this))"
)
_LAW = re.compile(r"\b(?:Acts?|Regulations?|Order|Rules|Directive|Convention|GDPR|Guidance|Working Together|statutory)\b")
"""Words near a number that make it one of a statute or of guidance."""


def check(draft: Draft) -> Iterator[Finding]:
    found = [passage for _, passage in headings(draft)]
    numbers = {passage.number for passage in found if passage.number[:1].isdigit()}
    attached = {(word, label) for _, word, label in appendices(draft)}
    # Numbers of paragraphs are not kept; where sections have numbers of their own, only the section is looked for.
    tops = {number.split(".")[0] for number in numbers}
    for passage in draft.passages:
        for match in _SECTION.finditer(passage.text):
            near = passage.text[max(0, match.start() - 60) : match.end() + 60]
            if tops and match["number"].split(".")[0] not in tops and not _LAW.search(near):
                yield _finding(passage.at(match.start("all")), match["all"], f"the sections here are {_listed(tops)}")
        for match in _ATTACHED.finditer(passage.text):
            near = passage.text[max(0, match.start() - 40) : match.end() + 40]
            if passage.kind != "heading" and (kind(match["kind"]), match["label"]) not in attached and not _LAW.search(near):
                yield _finding(passage.at(match.start("all")), match["all"], "an appendix that is attached")


def _finding(place: Position, what: str, expected: str) -> Finding:
    return Finding(place, f"There is no “{what}” here.", expected, "Correct the number, add what is missing, or name the other document that is meant.")


def _listed(tops: set[str]) -> str:
    numbers = sorted(map(int, tops))
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else str(numbers[0])

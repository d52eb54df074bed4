"""The text refers to a section, appendix, annex or schedule that this document does not have.

A reference that leads nowhere leaves open what was agreed. It is usually left behind when a section is cut or renumbered, or an appendix is not attached.
The rule ignores sections of Acts and chapters of guidance: it looks only at references that are plainly to a part of this document.

Fails:

    # 1 Aims

    The parties share the costs as set out in section 4.

    # 2 Costs

    The parties share the costs equally.

Fails:

    # 1 Aims

    The reporting lines are shown in Appendix 2.

Passes:

    # 1 Aims

    The parties share the costs as set out in section 2. They act under section 11 of the Exshire Act 2004, and see Schedule 4 to that Act.

    # 2 Costs

    The parties share the costs equally. Details are in Appendix 1. Enquiries are made under section 47, and assessments under section 17.

    # Appendix 1

    The formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import appendices, headings, kind
from docgen.document.problems import Position

SEVERITY = "error"
_SECTION = re.compile(
    r"(?<!\w)(?:[Ii]n|[Ss]ee|[Uu]nder|by|to|at|with|from|and|or|of) "
    r"(?P<all>(?P<word>[Ss]ections?|[Pp]aragraphs?|[Cc]lauses?) (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}))"
    r"(?=[.,;:)]?(?:$|\s*\)|[.,;:] )| (?:above|below|of this|and section|is|are|will|sets?|apply|applies)\b)(?!,? (?:\w+ ){0,3}Act\b)"
)
_ATTACHED = re.compile(
    r"(?<!\w)(?P<all>(?P<kind>Appendix|Annexe?|Schedule|appendix|annexe?) (?P<label>[A-Z]|\d{1,2}|[IVX]{1,4}))(?![\w.(]*\w| (?:to|of|in) (?!this))"
)
_LAW = re.compile(r"\b(?:Acts?|Regulations?|Order|Rules|Directive|Convention|GDPR|Guidance|Working Together|statutory)\b")
"""Words near a number which show that it belongs to a statute or to guidance."""
_HERE = re.compile(r" (?:above|below|of this)\b")
_PAST = 3
_STATUTORY = frozenset([10, 11, 14, 16, 17, 20, 27, 31, 42, 44, 47])
"""Sections of the Children Acts and the Care Act that are cited without their Act: "a section 47 enquiry", "under section 17"."""


def check(draft: Draft) -> Iterator[Finding]:
    attached = {(word, label) for _, word, label in appendices(draft)}
    # Drafts do not keep the numbers of paragraphs, so only the section is looked up.
    tops = {int(passage.number.split(".")[0]) for _, passage in headings(draft) if passage.number[:1].isdigit()}
    for passage in draft.passages:
        for match in _SECTION.finditer(passage.text):
            near = passage.text[max(0, match.start() - 60) : match.end() + 60]
            if _is_missing(int(match["number"].split(".")[0]), tops, passage.text[match.end() : match.end() + 12]) and not _LAW.search(near):
                yield _finding(passage.at(match.start("all")), match["all"], f"the sections here are {_listed(tops)}")
        for match in _ATTACHED.finditer(passage.text):
            near = passage.text[max(0, match.start() - 40) : match.end() + 40]
            if passage.kind != "heading" and (kind(match["kind"]), match["label"]) not in attached and not _LAW.search(near):
                yield _finding(passage.at(match.start("all")), match["all"], "an appendix that is attached")


def _is_missing(number: int, tops: set[int], after: str) -> bool:
    """Whether a section of this number is missing: one that the words say is in this document, or whose number is only a little past the last."""
    if not tops or number in tops:
        return False
    return bool(_HERE.match(after)) or (number <= max(tops) + _PAST and number not in _STATUTORY)


def _finding(place: Position, target: str, expected: str) -> Finding:
    return Finding(place, f"There is no “{target}” here.", expected, "Correct the number, add what is missing, or name the other document.")


def _listed(tops: set[int]) -> str:
    return f"{min(tops)} to {max(tops)}" if len(tops) > 1 else str(*tops)

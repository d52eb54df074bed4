"""The parties "must" do something that no law requires.

In a memorandum the parties say what they "will" do, and keep "must" for legal duties, with their source. If both say "must", readers cannot tell them apart.
Often the source of a duty is not in its sentence, and some partnerships choose "must" for every commitment, so this rule runs only if selected. It looks for
a source in the sentence, in the one before and in the title of the section. Data-sharing agreements, where "must" is usual, are not checked.

Fails:

    Members must bring their papers.

Passes:

    Members will bring their papers. Under section 10 of the Children Act 2004 the Council must make arrangements.

Passes (facts):

    type: data-sharing-agreement
    sections: {papers: {title: Papers, reason: x, text: Members must bring their papers.}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
DEFAULT = False
_MUST = re.compile(r"\bmust(?: not)?\b(?! (?:be )?(?:read|relate|have regard))")
_LAW = re.compile(
    r"\b(?:Acts?|law|laws|lawful\w*|legal\w*|legislation|statut\w+|[Rr]egulations?|guidance|dut(?:y|ies)|GDPR|court|Working Together|[Ss]ections? \d+"
    r"|code of practice)\b"
)
_CONTRACTS = ("data-sharing-agreement",)


def check(draft: Draft) -> Iterator[Finding]:
    if draft.type in _CONTRACTS:
        return
    before, section = "", ""
    for passage, start, sentence in draft.sentences:
        if passage.section != section:
            before, section = passage.section.replace("-", " "), passage.section
        for found in () if _LAW.search(before) or _LAW.search(sentence) else _MUST.finditer(sentence):
            yield Finding(passage.at(start + found.start()), f"“{found[0]}” names no law that requires it.", "“will”, or the source of the duty")
        before = sentence

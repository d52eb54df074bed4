"""The text says that something is above or below, and it is on the other side.

"Below" tells the reader where to look. Such words go wrong when a section is moved; a reference to its number or title does not.

Fails:

    # 1 Settling disputes and complaints

    The officers meet first.

    # 2 Costs

    If a party does not pay, the settling disputes process below applies.

Fails:

    # 1 Costs

    The parties share the costs, see section 2 above.

    # 2 Disputes

    The officers meet first.

Passes:

    # 1 Settling disputes

    The officers meet first.

    # 2 Costs

    If a party does not pay, the settling disputes process above applies, and section 3 below.

    # 3 Ending

    The parties may end this by notice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._headings import headings

SEVERITY = "error"
_NUMBER = re.compile(r"\b[Ss]ection (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}),? (?P<side>above|below)\b")
_NAMED = re.compile(r"\b[Tt]he (?P<name>(?:[\w’'-]+ ){2,5})(?P<side>above|below)\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_KINDS = frozenset(
    ["process", "section", "procedure", "arrangements", "clause", "paragraph", "heading", "part", "provisions", "described", "outlined", "detailed"]
)
"""Words for a kind of passage, which need not be in its heading."""


def check(draft: Draft) -> Iterator[Finding]:
    found = headings(draft)
    numbered = {passage.number: index for index, passage in found if passage.number}
    by_word: dict[str, set[int]] = defaultdict(set)
    for index, passage in found:
        for word in _WORD.findall(passage.text.casefold()):
            by_word[word].add(index)
    for index, passage in enumerate(draft.passages):
        for match in _NUMBER.finditer(passage.text):
            target = numbered.get(match["number"])
            if target is not None and (target < index) == (match["side"] == "below") and passage.number != match["number"]:
                yield _finding(draft, index, match, target)
        for match in _NAMED.finditer(passage.text):
            words = [word for word in _WORD.findall(match["name"].casefold()) if word not in _KINDS]
            targets = set.intersection(*(by_word.get(word, set()) for word in words)) if len(words) > 1 else set()
            if {target < index for target in targets} == {match["side"] == "below"}:
                yield _finding(draft, index, match, min(targets))


def _finding(draft: Draft, index: int, match: re.Match[str], target: int) -> Finding:
    heading = draft.passages[target]
    name = f"{heading.number} {heading.text}".strip()
    other = "above" if match["side"] == "below" else "below"
    seen = f"The text says “{' '.join(match[0].split()[-5:])}”, but “{name}” is {other}."
    return Finding(draft.passages[index].at(match.start("side")), seen, f"“{other}”, or the number or title of the section")

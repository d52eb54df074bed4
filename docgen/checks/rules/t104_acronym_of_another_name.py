"""The letters in brackets after a name are not those of the name.

"Regional Audit Process (RAOP)" is a slip of one word in the name or of one letter in brackets, and leaves open which body or process is meant. Only
near misses are told of, so that a nickname or a unit in brackets passes.

Fails:

    The Regional Audit Review Process (RAOP) begins in May.

Passes:

    The Regional Audit Overview Process (RAOP) begins in May. The Detective Superintendent (PPU) will attend, and the RAOP will publish.

Passes:

    The River and Fell Valleys NHS Foundation Trust (RFV) will attend.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._acronyms import acronyms, initials, name_before

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    for short, held in acronyms(draft).items():
        for use in held.near:
            name = name_before(use.long)
            if _is_near(short.upper(), initials(name)):
                elsewhere = next((f"Elsewhere it is “{name_before(other.long) or other.long}”." for other in held.expanded), "")
                expected = f"a name that “{short}” stands for, or the letters of this one"
                yield Finding(use.position, f"“{short}” does not fit “{name}”.", expected, elsewhere)


def _is_near(short: str, given: str) -> bool:
    """Whether two sets of letters begin alike and differ in one or two of several."""
    same = sum(one == other for one, other in zip(short, given, strict=False))
    return len(short) > 2 and abs(len(short) - len(given)) < 2 and short[0] == given[0] and same * 2 >= len(short)

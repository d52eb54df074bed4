"""The letters in brackets after a name do not fit the name.

"Regional Audit Process (RAOP)" has a slip in the name or in the brackets, and leaves open which body or process is meant. The rule reports only near misses,
so a nickname or a unit in brackets passes.

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
    for short, acronym in acronyms(draft).items():
        for use in acronym.near:
            name = name_before(use.long)
            if _is_near(short.upper(), initials(name)):
                elsewhere = next((f"Elsewhere it is “{name_before(other.long) or other.long}”." for other in acronym.expanded), "")
                expected = f"a name that “{short}” stands for, or the letters of this one"
                yield Finding(use.position, f"“{short}” does not fit “{name}”.", expected, elsewhere)


def _is_near(short: str, given: str) -> bool:
    """Whether the letters and those of the name have nearly one length, the same first letter and at least half of the letters in common."""
    same = sum(one == other for one, other in zip(short, given, strict=False))
    return len(short) > 2 and abs(len(short) - len(given)) < 2 and short[0] == given[0] and same * 2 >= len(short)

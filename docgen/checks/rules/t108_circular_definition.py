"""A term is defined by itself.

"“Record” means a Record that …" tells the reader nothing: to understand the second one they would have to know the first. The same words in small letters,
or in the name of a statute, do not count.

Fails:

    “Shared Record” means a Shared Record that two parties keep.

Passes:

    “Shared Record” means a record that two parties keep. “Act” means the Exshire Act 2004. “Relevant Agency” means a relevant agency that the regulations name.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._definitions import alone, definitions

SEVERITY = "error"
_LONGEST = 120
"""The longest definition: a term further on belongs to what is said about it."""


def check(draft: Draft) -> Iterator[Finding]:
    for found in definitions(draft):
        text = found.passage.text
        stop = min((at for at in (text.find(mark, found.end) for mark in (". ", "; ", "“")) if at >= 0), default=len(text))
        if found.means and alone(found.term).search(text, found.end, min(stop, found.end + _LONGEST)):
            yield Finding(found.position, f"“{found.term}” is defined by itself.", "a definition in words other than the term")

"""A definition defines a term by the same term.

"“Record” means a Record that …" tells the reader nothing: to understand the second one they would have to know the first. The same words in small letters,
or within the name of a statute, are no circle.

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
_FAR = 120
"""A term this far on belongs to what is said of it, not to its definition."""


def check(draft: Draft) -> Iterator[Finding]:
    for held in definitions(draft):
        text = held.passage.text
        stop = min((at for at in (text.find(mark, held.end) for mark in (". ", "; ", "“")) if at >= 0), default=len(text))
        if held.means and alone(held.term).search(text, held.end, min(stop, held.end + _FAR)):
            yield Finding(held.position, f"“{held.term}” is defined by itself.", "a definition in other words than the term")

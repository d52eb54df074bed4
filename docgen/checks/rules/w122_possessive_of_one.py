"""A misplaced apostrophe makes several bodies of one.

"The Executive Groups' agenda" is the agenda of several groups. If the document has one Executive Group and never mentions several, the apostrophe belongs
before the s. In a duty the slip leaves open how many are bound.

Fails:

    The Executive Group will meet every quarter. Disputes go on the Executive Groups' agenda.

Passes:

    The Executive Group will meet every quarter, and the Executive Group's agenda is sent a week before.

Passes:

    Each Working Group will report. The Working Groups' reports are published, and the Working Groups may meet together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
_BODY = r"(?:Group|Council|Board|Partnership|Panel|Trust|Committee|Unit|Forum|Constabulary|Commission)"
_NAME = re.compile(rf"\b(?P<name>(?:[A-Z][\w-]+ ){{1,6}}{_BODY})(?P<end>s['’]|s\b(?!['’])|\b)")


def check(draft: Draft) -> Iterator[Finding]:
    singular: set[str] = set()
    plural: set[str] = set()
    possessive = []
    for passage in draft.passages:
        for found in _NAME.finditer(english(passage)):
            name = _short(found["name"])
            if found["end"] == "":
                singular.add(name)
            elif found["end"] == "s":
                plural.add(name)
            else:
                possessive.append((passage, found, name))
    for passage, found, name in possessive:
        if name in singular and name not in plural:
            better = f"{found['name']}{found['end'][1]}s"
            yield Finding(passage.at(found.start()), f"“{found[0]}” means several, but the document has one.", f"“{better}”", fix=(found[0], better))


def _short(name: str) -> str:
    """The last two words of a name, which identify it; those before them may be the beginning of a sentence."""
    return " ".join(name.split()[-2:])

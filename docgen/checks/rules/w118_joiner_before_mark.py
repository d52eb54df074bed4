"""An item ends with “and;” or “or,”: the mark is after the word and not before it.

The mark ends the item and the word leads to the next one: "the child is at risk; and". The other way round, a word seems to be missing.

Fails:

    A case is serious where:

    - neglect is known and;
    - the child was hurt.

Passes:

    A case is serious where:

    - neglect is known; and
    - the child was hurt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import ending

SEVERITY = "warning"
LOCAL = True
_TURNED = re.compile(r"(?<!\S)(?P<before>\S+) (?P<word>and|or)(?P<mark>[;,:.])$")


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        found = _TURNED.search(passage.text) if passage.kind in ("item", "paragraph") else None
        if found:
            better = f"{found['before'].rstrip(';,')}{found['mark']} {found['word']}"
            fix = (found[0], better) if found["mark"] in ";," else None
            yield Finding(passage.at(found.start("word")), f"“{ending(passage.text)}” has its mark after “{found['word']}”.", f"“{better}”", fix=fix)

"""The parties are "the Parties" in one place and "the parties" in another.

With a capital, the word means those who sign; without, it may mean anybody who takes part. The same goes for signatories, participants, the partnership and
the memorandum itself. Either will do, if it is used throughout.

Fails:

    The signatories will meet yearly. This may be changed by the Signatories in writing.

Passes:

    The signatories will meet yearly. Signatories may leave. The Exshire Partnership is open to all parties.

Passes:

    # Duties of the Parties

    The parties will meet yearly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_WORDS = "parties|signatories|participants|partnership|memorandum"
_USE = re.compile(
    rf"\b(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]his|[Bb]oth|between|by|each of the) (?P<word>{_WORDS}|{_WORDS.title()})(?![\w-])(?! (?:[A-Z]|of [A-Z]|working\b))"
)


def check(draft: Draft) -> Iterator[Finding]:
    uses: dict[str, dict[bool, list[tuple[Passage, re.Match[str]]]]] = defaultdict(lambda: {True: [], False: []})
    for passage in draft.passages:
        for found in _USE.finditer(passage.text) if passage.kind in ("paragraph", "item", "note") else ():
            uses[found["word"].casefold()][found["word"].istitle()].append((passage, found))
    for forms in uses.values():
        fewer, more = sorted(forms.values(), key=len)
        if fewer:
            passage, found = fewer[0]
            expected = f"“{more[0][1]['word']}”, as in the {len(more)} other place{'s' * (len(more) > 1)}"
            seen = f"“{found[0]}” has a {'capital' if found['word'].istitle() else 'small letter'} here."
            yield Finding(passage.at(found.start("word")), seen, expected)

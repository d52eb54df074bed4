"""The document cites guidance without ever giving the edition.

Duties change from one edition of statutory guidance to the next. Without a year it is unclear which duties are meant, and whether a new edition changes what
was agreed. It is enough to give the edition once.

Fails:

    The objectives of the Board are set out in “Working Together to Safeguard Children”.

Passes:

    Working Together to Safeguard Children 2018 sets out the objectives. Working Together to Safeguard Children also lists the agencies.

Passes:

    The partners follow the current edition of Working Together to Safeguard Children, as it is from time to time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import first, straight

SEVERITY = "warning"
_MOVING = re.compile(r"\b(?:current|latest|newest|most recent|in force|as amended|as revised|from time to time|any (?:later|new) edition)\b", re.IGNORECASE)


def check(draft: Draft) -> Iterator[Finding]:
    texts = [straight(passage.text) for passage in draft.passages]
    for law in draft.register.entries.values():
        name = straight(law.name)
        named = [text for text in texts if name in text] if law.editions else []
        years = re.compile("|".join(rf"{re.escape(straight(each))}\W{{0,4}}(?:19|20)\d\d" for each in (law.name, law.short) if each))
        if not named or any(years.search(text) for text in texts) or any(_MOVING.search(text) for text in named):
            continue
        # A list of references may give the year before the title.
        if any(re.search(rf"\((?:19|20)\d\d\)[^.]{{0,40}}{re.escape(name)}", text) for text in named):
            continue
        if cited := first(draft, re.compile(re.escape(name))):
            newest = max(law.editions, key=lambda key: law.editions[key].from_.start())
            expected = f"the year of the edition, such as {law.name} {newest}"
            yield Finding(cited.position, f"“{cited.text}” has no edition{cited.count}.", expected)

"""A Latin abbreviation is used where English would do.

"e.g." and "i.e." are often confused, and "etc." leaves a list of duties open. Screen readers read them badly. "For example", "that is" and a complete list
are clear. The rule runs only where it is selected.

Fails:

    Each body will send its data (e.g. returns, audits, etc.).

Passes:

    Each body will send its data (for example returns and audits). The Legendary etching is in the hall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import english

SEVERITY = "warning"
LOCAL = True
DEFAULT = False
_BETTER = {
    "eg": "for example",
    "ie": "that is",
    "etc": "what else belongs, or nothing",
    "viz": "namely",
    "nb": "note",
    "inter alia": "among others",
    "mutatis mutandis": "with the changes that are needed",
    "per annum": "a year",
    "vis-a-vis": "towards",
    "vis-à-vis": "towards",
    "pro rata": "in proportion",
    "ex officio": "by virtue of the post",
}
_LATIN = re.compile(
    r"(?<![\w.])(?:e\.? ?g\.|i\.? ?e\.|eg(?=[ ,])|ie(?=[ ,])|etc\b\.?|viz\b\.?|N\.B\.|inter alia|mutatis mutandis|per annum|vis-[aà]-vis|pro rata|ex officio)"
)


def check(draft: Draft) -> Iterator[Finding]:
    for passage in draft.passages:
        for found in _LATIN.finditer(english(passage)):
            latin = found[0].casefold().replace(".", "")
            better = _BETTER.get(latin.replace(" ", ""), _BETTER.get(latin, ""))
            yield Finding(passage.at(found.start()), f"“{found[0]}” is Latin.", f"“{better}”" if "," not in better else better)

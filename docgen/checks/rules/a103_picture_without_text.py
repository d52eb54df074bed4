"""A picture has no alternative text.

Readers who cannot see the picture learn nothing from it, and accessibility law requires public bodies to provide alternative text. The charts that
docgen draws normally have it; the rule finds pictures in texts that are checked as files, and charts without it.

Fails:

    The bodies report as shown.

    ![](chart.png)

Passes:

    ![The Board reports to the Executive Group.](chart.png)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._placed import placed
from docgen.document.tree import Figure, plain

SEVERITY = "warning"
_PICTURE = re.compile(r"!\[\s*\]\((?P<file>[^)\s]{0,200})")


def check(draft: Draft) -> Iterator[Finding]:
    expected = "a description of what the picture shows"
    for node, place, _ in placed(draft):
        if isinstance(node, Figure) and not node.alt.strip():
            yield Finding(place, f"The chart “{plain(node.caption)}” has no alternative text.", expected)
    for passage in () if draft.document else draft.passages:
        for found in _PICTURE.finditer(passage.text):
            yield Finding(passage.at(found.start()), f"The picture “{found['file']}” has no alternative text.", expected)

"""Something is cited that is about to change, or that is out of date in some documents only.

The register marks as changing what a Bill before Parliament would abolish, and what a partnership may rightly go on naming (a local board that kept
its name, a voluntary plan). No document is wrong to cite these, so this is a note for a review, and runs only where it is selected.

Fails:

    Healthwatch will be invited to meetings.

Passes:

    The integrated care board will be invited to meetings.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._citations import entries

SEVERITY = "warning"
DEFAULT = False


def check(draft: Draft) -> Iterator[Finding]:
    for entry, cited in entries(draft, [entry for entry in draft.register.superseded.values() if entry.status == "changing"]):
        yield Finding(cited.passage.at(cited.offset), f"“{cited.text}” may be out of date, or is about to change{cited.count}.", f"perhaps {entry.by}")

"""The document cites something that is about to change, or that is out of date only in some documents.

The register marks as changing what a Bill before Parliament would abolish, and what a partnership may correctly go on citing (a local board that kept its
name, a voluntary plan). Citing these is not wrong, so this rule is an aid to reviews and runs only if selected.

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
        yield Finding(cited.position, f"“{cited.text}” may be out of date, or is about to change{cited.count}.", f"perhaps {entry.by}")

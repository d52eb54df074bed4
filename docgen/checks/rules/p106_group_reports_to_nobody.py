"""A group reports to nobody, though other groups have reporting lines.

A group without a reporting line answers to no one, and its decisions reach the partners by chance. The group at the top of the structure need not report to
another, and bodies outside the partnership have their own lines.

Fails (facts):

    groups: {forum: {name: Practice Forum, reports_to: [executive]}, audit: {name: Audit Group}}

Passes (facts):

    groups: {forum: {name: Practice Forum, reports_to: [executive]}, audit: {name: Audit Group, reports_to: [forum]}}

Passes (facts):

    groups: {forum: {name: Practice Forum, reports_to: [executive]}, board: {name: Health Board, external: true}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.sources import yaml_tree

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    groups = draft.partnership.revision.groups
    reported_to = {above for group in groups.values() for above in group.reports_to}
    for name, group in groups.items() if reported_to else ():
        if not (group.reports_to or group.external or name in reported_to):
            place = yaml_tree.locate(draft.partnership.source, ["groups", name], key=True)
            yield Finding(place, f"“{group.name}” reports to nobody.", "a line “reports_to: [ … ]”, or “external: true”")

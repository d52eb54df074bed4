"""A term is defined a second time.

A term with two definitions has two meanings, and a dispute will turn on the other one. Even if both say the same, an edit of one will make them differ.

Fails:

    Exshire County Council (“the Council”) leads. Each year Wyeton Borough Council (“the Council”) reports.

Fails (facts):

    parties: {council: {short: the Board}, police: {short: The board}}

Passes:

    Exshire County Council (“the Council”) leads. Wyeton Borough Council (“the Borough”) reports to the Council.

Passes (facts):

    parties: {police: {short: the Police}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._definitions import definitions
from docgen.sources import yaml_tree

SEVERITY = "warning"


def check(draft: Draft) -> Iterator[Finding]:
    seen: set[str] = set()
    for definition in () if draft.partnership else definitions(draft):
        key = definition.term.casefold()
        if key in seen:
            advice = "Use the term as it was defined, or choose another for what is meant here."
            yield Finding(definition.position, f"“{definition.term}” is defined here again.", "one definition of each term", advice)
        seen.add(key)
    yield from _in_facts(draft)


def _in_facts(draft: Draft) -> Iterator[Finding]:
    """The bodies and terms of a partnership file that share a short form; composed text takes its definitions from there."""
    if not draft.partnership:
        return
    revision, source = draft.partnership.revision, draft.partnership.source
    first: dict[str, str] = {}
    for kind, bodies in (("parties", revision.parties), ("groups", revision.groups), ("terms", revision.terms)):
        for name, body in bodies.items():
            key = (body.short or "").casefold().removeprefix("the ")
            if key and key in first:
                seen = f"“{body.short}” is also the short form of “{first[key]}”."
                yield Finding(yaml_tree.locate(source, [kind, name, "short"]), seen, "a different short form for each body and term")
            first.setdefault(key, body.name)

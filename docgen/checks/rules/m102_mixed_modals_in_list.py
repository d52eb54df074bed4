"""The items of one list give duties in different ways.

If a body "must" do one thing, "should" do the next and is "to provide" a third, the three duties appear to differ in force. Often they do not: different people
wrote the items. A list should give one kind of duty, stated in its introduction. A list is reported once if it gives one body different modal verbs, if some
items have a modal verb and others "to …" or "agree to …", or if whole sentences with a modal verb stand among items that begin with a bare verb.

Fails:

    The following standards are agreed:

    - Partner agencies must attend the Board.
    - Partner agencies should support its work.
    - Partner agencies to release resources.

Fails:

    Arrangements for scrutiny:

    - Agree an independent person;
    - Publish the report;
    - The report will say what was done.

Passes:

    Partner agencies will:

    - attend the Board;
    - support its work, which should help others; and
    - release resources.

Passes:

    Decisions are taken so:

    - The Chair will propose the agenda.
    - Members may add to it.
    - The Clerk must publish it under section 5 of the Act.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._modals import force, groups

SEVERITY = "warning"
_WORDS = {"to": "“to …”", "agree": "“agree to …”", "verb": "a bare verb"}


def check(draft: Draft) -> Iterator[Finding]:
    for _, items in groups(draft):
        if odd := _odd(items):
            passage, kinds = odd
            forms = ", ".join(_WORDS.get(kind, f"“{kind}”") for kind in kinds)
            seen = f"Items of this list give duties in different ways: {forms}."
            yield Finding(passage.at(0), seen, "one way for all, stated in the introduction to the list")


def _odd(items: list[Passage]) -> tuple[Passage, list[str]] | None:
    """The first item that differs from those before it, and all kinds of duty in the list; None for a list with one kind."""
    forces = [(item, *force(item.text)) for item in items]
    bare = sum(kind == "verb" for _, kind, _ in forces)
    by_subject: dict[str, set[str]] = {}
    seen: list[str] = []
    found = None
    for item, kind, who in forces:
        if not kind:
            continue
        seen += [kind] if kind not in seen else []
        subject = " ".join(who.casefold().split()[:2]).rstrip("s")
        kinds = by_subject.setdefault(subject, set()) if kind != "verb" else set()
        kinds.add(kind)
        differs = len(kinds - {"may"}) > 1 or (bare > 1 and kind not in ("verb", "may") and bool(who))
        found = found or (item if differs else None)
    return (found, seen) if found and len(seen) > 1 else None

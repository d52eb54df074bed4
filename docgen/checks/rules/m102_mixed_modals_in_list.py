"""The items of one list give duties in different ways.

Where the same body "must" do one thing, "should" do the next, and "to provide" a third, the reader is to believe that the three differ in force.
Often they do not: the items came from different hands. One list gives one kind of duty, stated in what introduces it. A list is told of once, if the
same body has different modal verbs in it, if some items have a modal verb and some only "to …" or "agree to …", or if some items are whole sentences
with a modal verb among items that begin with a bare verb.

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
            told = ", ".join(_WORDS.get(kind, f"“{kind}”") for kind in kinds)
            seen = f"Items of this list give duties in different ways: {told}."
            yield Finding(passage.at(0), seen, "one way for all, stated in what introduces the list")


def _odd(items: list[Passage]) -> tuple[Passage, list[str]] | None:
    """The first item that departs from those before it, and the ways of the list, in order; None for a list of one way."""
    forces = [(item, *force(item.text)) for item in items]
    bare = sum(kind == "verb" for _, kind, _ in forces)
    acting: dict[str, set[str]] = {}
    seen: list[str] = []
    found = None
    for item, kind, who in forces:
        if not kind:
            continue
        seen += [kind] if kind not in seen else []
        subject = " ".join(who.casefold().split()[:2]).rstrip("s")
        ways = acting.setdefault(subject, set()) if kind != "verb" else set()
        ways.add(kind)
        departs = len(ways - {"may"}) > 1 or (bare > 1 and kind not in ("verb", "may") and bool(who))
        found = found or (item if departs else None)
    return (found, seen) if found and len(seen) > 1 else None

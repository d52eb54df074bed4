"""Summaries of a redline: lines for the terminal, statistics by section, and JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict

from docgen.comparison.change_findings import is_of_substance
from docgen.comparison.changed_facts import has_words, is_fact
from docgen.document.change_of_kind import LAYOUT_ALONE
from docgen.document.explanation import Explanation
from docgen.document.message_words import capital, cut, number_of
from docgen.document.redline import Change, Redline

FORMAT = 1
"""The version of the JSON format, which docs/redline.schema.json describes. It rises when an older reader would misread a newer file."""

FIRST = (
    *("section removed", "section added", "duty weakened", "duty reversed", "duty removed", "duty strengthened", "duty added"),
    *("sum or share", "time limit", "date", "frequency", "party", "named post or person", "condition removed", "condition", "condition added"),
    *("legal citation", "definition"),
)
"""The findings in the order in which a board asks about them; other wording, order and formatting come after them."""
OTHER, OWN, ORDER, LAYOUT, LOOKS = "other wording", "own date or number", "order", "layout", "cosmetic only"
WHOLE = "Whole document"
UNTOLD = "not known"
"""The words for the cause of one change among others whose causes are known."""
_WITHOUT_WORDS = ("split paragraph", "joined paragraphs")
_LONGEST = 100

Explanations = Mapping[int, Explanation]


def headline(redline: Redline, explanations: Explanations) -> str:
    """'halton/2019 → halton/2020: 43 changes in 14 sections, 41 of substance'."""
    changes = redline.changes
    ids = f"{redline.was.id} → {redline.document.id}"
    if not changes:
        return f"{ids}: no changes"
    places = len({change.section for change in changes if change.section})
    substance = sum(is_of_substance(change, explanations[change.id].findings) for change in changes)
    return f"{ids}: {number_of(len(changes), 'change')} in {number_of(places, 'section')}, {substance} of substance"


def grouped_by_finding(redline: Redline, explanations: Explanations) -> dict[str, list[Change]]:
    """The changes, each only under the first of its findings in the order of `FIRST`."""
    groups: dict[str, list[Change]] = {name: [] for name in (*FIRST, OTHER, OWN, ORDER, LAYOUT, LOOKS)}
    for change in redline.changes:
        found = explanations[change.id].findings
        groups[next((name for name in groups if name in found), OTHER)].append(change)
    return {name: changes for name, changes in groups.items() if changes}


def grouped_names(found: Collection[str]) -> tuple[str, ...]:
    """The findings in the order in which a board asks about them."""
    order = (*FIRST, OTHER, OWN, ORDER, LAYOUT, LOOKS)
    return tuple(name for name in order if name in found)


def has_causes(explanations: Explanations) -> bool:
    """Whether any change has a known cause. Without one, nothing that a reader sees speaks of causes."""
    return any(explanation.cause for explanation in explanations.values())


def lines(redline: Redline, explanations: Explanations) -> Iterator[tuple[str, str]]:
    """The lines of the summary, each after its role: "head", "group", "change" or "cause"."""
    yield "head", headline(redline, explanations)
    for name, changes in grouped_by_finding(redline, explanations).items():
        yield "group", capital(name)
        for change in changes:
            yield "change", f"  {place(redline, change)}: {change_in_words(change)}"
            for cause in explanations[change.id].causes:
                yield "cause", f"      {cause.words}"
                if cause.source:
                    yield "cause", f"        {cause.source}"


UNTITLED = "Text above the first heading"
"""What a section without a title or number is called."""


def place(redline: Redline, change: Change) -> str:
    """'6 Funding (was 5)', 'Cover', or 'Whole document' for a fact of all of it."""
    if not change.section:
        return WHOLE if is_fact(change) else "Cover"
    was = change.was_number if change.was_number and change.number != change.was_number else ""
    return (f"{change.number} {change.title}".strip() or UNTITLED) + (f" (was {was})" if was else "")


def change_in_words(change: Change, longest: int = _LONGEST) -> str:
    """What happened, in words: '“12%” → “18%”'. No side is ever empty: what has no words is named by its kind alone."""
    old, new = _quoted(change.old, longest), _quoted(change.new, longest)
    match change.kind:
        case "replaced" if old and new:
            return f"{old} → {new}"
        case "replaced" | "inserted" | "deleted":
            node = change.node if old or new or change.node != "words" else "white space"
            gone, come = change.kind == "deleted" or (old and not new), change.kind == "inserted" or (new and not old)
            return _told(f"{node} {'removed' if gone else 'added' if come else 'changed'}", old or new)
        case "moved":
            return _told(f"{change.node} moved" + (" and changed" if change.old != change.new else ""), new if change.node != "section" else "")
        case "restyled":
            return _told("other looks", new)
    if change.node in LAYOUT_ALONE:
        return _told(change.node, new)
    if not old and not new and change.node in _WITHOUT_WORDS:
        return change.node
    return f"{change.node} changed: {old} → {new}" if old and new and old != new else _told(f"{change.node} changed", new or old)


def _told(what: str, words: str) -> str:
    return f"{what}: {words}" if words else what


def _quoted(text: str, longest: int) -> str:
    """The words in quotation marks, cut short; "" for white space alone."""
    return f"“{cut(text, longest)}”" if text.strip() else ""


def words_by_section(redline: Redline) -> dict[str, tuple[int, int]]:
    """For each changed section, how many words were inserted and how many deleted."""
    counts: dict[str, tuple[int, int]] = {}
    for change in redline.changes:
        inserted, deleted = counts.get(place(redline, change), (0, 0))
        counted = change.kind not in ("moved", "restyled") and change.node not in LAYOUT_ALONE and has_words(change)
        counts[place(redline, change)] = inserted + counted * len(change.new.split()), deleted + counted * len(change.old.split())
    return counts


def statistics(redline: Redline) -> list[str]:
    """A line for each changed section, as in git's --stat: the number of changed words, and a bar of inserted (+) and deleted (-) ones."""
    counts = words_by_section(redline)
    width, most = max(map(len, counts), default=0), max((sum(row) for row in counts.values()), default=0)
    scale = min(1.0, 40 / most) if most else 0.0
    rows = [f" {name:{width}} | {sum(row):4} {'+' * _bar(row[0], scale)}{'-' * _bar(row[1], scale)}".rstrip() for name, row in counts.items()]
    inserted, deleted = (sum(row[side] for row in counts.values()) for side in (0, 1))
    return [*rows, f" {number_of(len(counts), 'section')} changed, {number_of(inserted, 'word')} inserted(+), {number_of(deleted, 'word')} deleted(-)"]


def as_json(redline: Redline, explanations: Explanations) -> str:
    """The changes with their findings, and their causes where they are known, as docs/redline.schema.json describes."""
    changes = [
        asdict(change) | _explanation(explanations[change.id]) | {"substance": is_of_substance(change, explanations[change.id].findings)}
        for change in redline.changes
    ]
    return json.dumps({"docgen": FORMAT, "old": redline.was.id, "new": redline.document.id, "changes": changes}, ensure_ascii=False, indent=1)


def _explanation(explanation: Explanation) -> dict[str, object]:
    """The fields of an explanation, without those of an unknown cause."""
    causes = [{name: getattr(cause, name) for name in ("kind", "words", "source") if getattr(cause, name)} for cause in explanation.causes]
    told = {"cause": explanation.cause, "cause_kind": explanation.cause_kind, "causes": causes} if causes else {}
    return {**told, "findings": explanation.findings}


def _bar(words: int, scale: float) -> int:
    return max(1, round(words * scale)) if words else 0

"""Moves sections as `after:` and `before:` say in a revision that extends another."""

from __future__ import annotations

from docgen.document.problems import Problem, did_you_mean
from docgen.sources.yaml_tree import Mapping, Node, Scalar


def with_sections_placed(merged: Node, patch: Mapping, problems: list[Problem]) -> Mapping:
    """`merged` with its sections moved as `patch` says; a Problem is added for each place that names no sibling section."""
    assert isinstance(merged, Mapping)
    entries = dict(merged.entries)
    for key in ("sections", "appendices"):
        below, changes = entries.get(key), patch.entries.get(key)
        if isinstance(below, Mapping) and isinstance(changes, Mapping):
            entries[key] = _siblings(below, changes, problems)
    return Mapping(entries, merged.keys, merged.position)


def _siblings(sections: Mapping, changes: Mapping, problems: list[Problem]) -> Mapping:
    entries = dict(sections.entries)
    for name, change in changes.entries.items():
        section = entries.get(name)
        if isinstance(change, Mapping) and isinstance(section, Mapping):
            below, inner = section.entries.get("sections"), change.entries.get("sections")
            if isinstance(below, Mapping) and isinstance(inner, Mapping):
                entries[name] = Mapping({**section.entries, "sections": _siblings(below, inner, problems)}, section.keys, section.position)
            entries = _moved(entries, name, change, problems)
    return Mapping(entries, sections.keys, sections.position)


def _moved(entries: dict[str, Node], name: str, change: Mapping, problems: list[Problem]) -> dict[str, Node]:
    if "after" in change.entries and "before" in change.entries:
        place = change.entries["before"].position
        problems.append(Problem(place, "two-places", f"The section “{name}” has both “after” and “before”.", "one of the two"))
    for word, offset in (("after", 1), ("before", 0)):
        target = change.entries.get(word)
        if not isinstance(target, Scalar) or target.text is None:
            continue
        others = [other for other in entries if other != name]
        if target.text not in others:
            problems.append(
                Problem(
                    target.position,
                    "unknown-place",
                    f"There is no section “{target.text}” to place this one {word}.",
                    "the id of a section at the same level",
                    did_you_mean(target.text, others),
                )
            )
            continue
        others.insert(others.index(target.text) + offset, name)
        entries = {other: entries[other] for other in others}
    return entries

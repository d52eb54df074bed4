"""The values of the partnership files that differ between two revisions, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.document.message_words import cut
from docgen.document.problems import Position
from docgen.document.redline import Change
from docgen.partnership.partnership_files import Partnership
from docgen.sources import yaml_tree

_LONGEST = 60
_BETWEEN = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the partnership files that changed: its path, its old and new text ("" for none), and its place. `old` is None if no file shows it.

    `default` is "old" or "new" where that text is the clause's default.
    """

    path: tuple[str, ...]
    old: str | None
    new: str
    place: Position | None
    default: str = ""

    def __str__(self) -> str:
        key = ".".join(part for part in self.path if part not in ("sections", "appendices", "with"))
        if self.old and self.new:
            old, new = (f"{cut(text, _LONGEST)}{' (default)' if self.default == side else ''}" for side, text in (("old", self.old), ("new", self.new)))
            return f"{key}: {old} → {new}{at(self.place)}"
        how = "" if self.old is None else " added" if self.new else " removed"
        return f"{key}: {cut(self.new or self.old or '', _LONGEST)}{how}{at(self.place)}"


def changed_settings(old: Partnership | None, new: Partnership) -> Iterator[Setting]:
    """Every value that differs between the two partnership files, in the order of the new file and then of the old; without an old file, every value."""
    before = dict(_leaves(old.source, ())) if old else {}
    after = dict(_leaves(new.source, ()))
    for path in dict.fromkeys([*after, *before]):
        removed, added = _difference(before.get(path), after.get(path))
        if removed != added and path[0] != "extends":
            node = after.get(path) or before.get(path)
            yield Setting(path, removed if old else None, added, node.position if node else None)


def closest(settings: list[Setting], change: Change) -> list[Setting]:
    """The settings most likely to have made the change, by their words on both sides and their names; none if no words match."""
    attributes = {name.split("|")[0].strip().rpartition(".")[2] for name in change.fields if "." in name}
    scored = [(sides + (setting.path[-1] in attributes), setting) for setting in settings if (sides := _matching_sides(setting, change))]
    best = max((score for score, _ in scored), default=0)
    return [setting for score, setting in scored if score == best]


def _matching_sides(setting: Setting, change: Change) -> int:
    """On how many sides the words of the change contain those of the setting, or the reverse."""
    pairs = [(_padded_words(value), _padded_words(text)) for value, text in ((setting.old or "", change.old), (setting.new, change.new))]
    return sum(bool(value and text) and (value in text or text in value) for value, text in pairs)


def _padded_words(text: str) -> str:
    """The words with a space before and after each, so that no search finds part of a word."""
    words = _BETWEEN.sub(" ", text).strip()
    return f" {words} ".casefold() if words else ""


def listed(settings: list[Setting]) -> str:
    """The first three settings in words, and how many more there are."""
    return "; ".join(map(str, settings[:3])) + (f"; and {len(settings) - 3} more" if len(settings) > 3 else "")


def at(place: Position | None) -> str:
    """The file and the line in brackets; "" if there are none."""
    return f" ({place.file}:{place.line})" if place and place.file else ""


def _difference(before: yaml_tree.Node | None, after: yaml_tree.Node | None) -> tuple[str, str]:
    """The text of both values; of two lists, the items that only one of them has."""
    if isinstance(before, yaml_tree.Sequence) and isinstance(after, yaml_tree.Sequence):
        old, new = [text_of(item) for item in before.items], [text_of(item) for item in after.items]
        removed, added = "; ".join(item for item in old if item not in new), "; ".join(item for item in new if item not in old)
        return (removed, added) if removed or added else ("; ".join(old), "; ".join(new))
    return (text_of(before) if before else "", text_of(after) if after else "")


def _leaves(node: yaml_tree.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml_tree.Node]]:
    if isinstance(node, yaml_tree.Mapping):
        for key, child in node.entries.items():
            yield from _leaves(child, (*path, key))
    else:
        yield path, node


def text_of(node: yaml_tree.Node) -> str:
    """The words of a value, with those of its items or entries joined."""
    if isinstance(node, yaml_tree.Sequence):
        return "; ".join(text_of(item) for item in node.items)
    if isinstance(node, yaml_tree.Mapping):
        return ", ".join(text_of(child) for child in node.entries.values())
    return node.text or ""

"""YAML whose every value knows its place. Scalars stay text; the schema of the file gives them meaning.

libyaml composes the nodes (seven times faster than the Python composer, with the same positions), so `NO`, `1.10` and `12:30`
survive. Only a plain `null`, `~` or nothing at all is no value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from docgen.problems import DocgenError, Position, Problem

MOST_VALUES = 50_000
"""More values than any person writes: aliases that multiply stop here."""
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Scalar:
    """`text` is None for null. `indent` is the column of the first character of a literal block (`|`), else -1."""

    text: str | None
    position: Position
    indent: int = -1

    def place(self, line: int, column: int) -> Position:
        """The position in the file of a place in the text, both counted from 0."""
        if self.indent < 0:
            return self.position
        return Position(self.position.file, self.position.line + 1 + line, self.indent + column + 1)


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """`keys` holds the position of each key."""

    entries: dict[str, Node]
    keys: dict[str, Position]
    position: Position


Node = Scalar | Sequence | Mapping


def parse(text: str, file: str) -> Mapping:
    """The mapping that a YAML file holds. DocgenError for bad syntax, duplicate keys, tags, alias bombs or another kind of file."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
        raise DocgenError([Problem(place, "yaml-syntax", f"This is not YAML: {error.problem}.", *_ADVICE.get(str(error.problem), ("", "")))]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise DocgenError([Problem(Position(file), "yaml-syntax", f"This is not YAML: {error}.")]) from None
    reading = _Reading(file, text.split("\n"))
    node = reading.node(root, 0) if root is not None else None
    if reading.problems:
        raise DocgenError(reading.problems)
    if not isinstance(node, Mapping):
        raise DocgenError([Problem(Position(file), "wrong-type", "This file holds no keys.", "lines of the form `key: value`")])
    return node


_ADVICE = {
    "mapping values are not allowed in this context": ("text with `: ` in it to stand in quotes", "Put the value in double quotes."),
    "found character that cannot start any token": ("spaces, and no tabs, before a key", "Replace the tab, or put the value in double quotes."),
    "did not find expected ',' or '}'": ("a value that begins with `{` to stand in quotes", "Put the value in double quotes."),
}


class _Reading:
    """One file being read: counts values, collects problems."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file, self.lines = file, lines
        self.problems: list[Problem] = []
        self.count = 0

    def wrong(self, node: Any, code: str, seen: str, expected: str = "", advice: str = "") -> None:
        self.problems.append(Problem(self.position(node), code, seen, expected, advice))

    def position(self, node: Any) -> Position:
        return Position(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def node(self, node: Any, depth: int) -> Node:
        self.count += 1
        if self.count > MOST_VALUES or depth > DEEPEST:
            self.wrong(node, "too-many-values", "The aliases of this file multiply without end.", "at most 50,000 values", "Write the values out.")
            raise DocgenError(self.problems[-1:])
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, depth + 1) for item in node.value), self.position(node))
        return self.mapping(node, depth)

    def scalar(self, node: Any) -> Scalar:
        if not node.tag.startswith("tag:yaml.org,2002:") or ":python/" in node.tag:
            self.wrong(node, "tag", f"The tag {node.tag} stands before this value.", "a value without a tag", "Delete the tag.")
        if not node.style and node.value in ("", "~", "null"):
            return Scalar(None, self.position(node))
        return Scalar(node.value, self.position(node), self.indent(node) if node.style == "|" else -1)

    def indent(self, node: Any) -> int:
        start = node.start_mark.line + 1
        line = next((line for line in self.lines[start : node.end_mark.line + 1] if line.strip()), "")
        return len(line) - len(line.lstrip(" "))

    def mapping(self, node: Any, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(key, "wrong-type", "This key is no text.", "a key of letters and digits")
            elif key.value in entries:
                self.wrong(key, "duplicate-key", f"The key “{key.value}” stands here for the second time; the first is on line {keys[key.value].line}.",
                           "each key once", "Delete or rename one of the two.")
            else:
                entries[key.value] = self.node(value, depth + 1)
                keys[key.value] = self.position(key)
        return Mapping(entries, keys, self.position(node))


def merged(base: Node, patch: Node) -> Node:
    """`base` changed by `patch` as JSON Merge Patch says (RFC 7396, section 2); every value keeps the place it came from."""
    if not isinstance(patch, Mapping):
        return patch
    entries: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    if isinstance(base, Mapping):
        entries, keys = dict(base.entries), dict(base.keys)
    for key, value in patch.entries.items():
        if isinstance(value, Scalar) and value.text is None:
            entries.pop(key, None)
            keys.pop(key, None)
        else:
            keys.setdefault(key, patch.keys[key])
            entries[key] = merged(entries.get(key, Scalar(None, patch.position)), value)
    return Mapping(entries, keys, base.position if isinstance(base, Mapping) else patch.position)


def plain(node: Node) -> Any:
    """The node as dictionaries, lists, strings and None."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def locate(node: Node, path: Iterable[str | int], *, key: bool = False) -> Position:
    """The place of the value at `path`, or of the nearest value above it that exists; with `key` the place of its key."""
    place = node.position
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            place = node.keys[str(step)] if key else node.entries[str(step)].position
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.position
        else:
            break
    return place


def at(node: Node, path: Iterable[str]) -> Node | None:
    """The value at `path` (indices as digits), or None."""
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[step]
        elif isinstance(node, Sequence) and step.isdigit() and int(step) < len(node.items):
            node = node.items[int(step)]
        else:
            return None
    return node


def kind(node: Node) -> str:
    """What a drafter would call the node."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.text is None else f"“{_short(node.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"



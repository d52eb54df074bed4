"""YAML whose every value knows its place. Scalars stay text; the schema of the file gives them meaning.

libyaml gives the events (seven times faster than the Python parser, with the same positions); the nodes are made here, because
libyaml's own composer goes as deep as a file asks it to, until the process dies. `NO`, `1.10` and `12:30` survive. Only a plain
`null`, `~` or nothing at all is no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from docgen.document.characters import code_point, invisible
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.sources.yaml_errors import OPENED, QUOTE_IT, SYNTAX

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


def parse(text: str, file: str, problems: list[Problem] | None = None) -> Mapping:
    """The mapping that a YAML file holds. DocgenError for bad syntax, duplicate keys, tags, alias bombs or another kind of file.

    With `problems`, what need not stop the reading (duplicate keys, tags) is added there instead.
    """
    reading = _Reading(text, file)
    try:
        node = reading.document()
    except yaml.MarkedYAMLError as error:
        raise DocgenError([*reading.problems, _syntax(error, reading)]) from None
    except yaml.YAMLError as error:
        raise DocgenError([Problem(Position(file), "yaml-syntax", f"This is not YAML: {error}.", "text saved as UTF-8")]) from None
    if not isinstance(node, Mapping):
        reading.problems.append(Problem(Position(file), "wrong-type", "This file holds no keys.", "lines of the form `key: value`"))
    if problems is not None and isinstance(node, Mapping):
        problems.extend(reading.problems)
    elif reading.problems:
        raise DocgenError(reading.problems)
    assert isinstance(node, Mapping)
    return node


def _syntax(error: yaml.MarkedYAMLError, reading: _Reading) -> Problem:
    """libyaml's complaint in a drafter's words; what is left open is shown where it opens."""
    seen, expected, advice = SYNTAX.get(str(error.problem), (f"This is not YAML: {error.problem}.", "lines of the form `key: value`", ""))
    opened = str(error.problem) in OPENED and error.context_mark
    mark = opened or error.problem_mark or error.context_mark
    return Problem(reading.place(mark) if mark else Position(reading.file), "yaml-syntax", seen, expected, advice)


class _Reading:
    """One file being read from libyaml's events: counts values, collects problems, and never goes deeper than a person writes."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self.lines = file, text.split("\n")
        self.event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.problems: list[Problem] = []
        self.count = 0
        self.anchors: dict[str, tuple[Node, int, int] | None] = {}
        """The values that aliases can name, with how many values each holds and how deep it is; None while one is being read."""

    def place(self, mark: Any) -> Position:
        """The position of a mark; the end of the file for one beyond it."""
        if mark.line < len(self.lines):
            return Position(self.file, mark.line + 1, mark.column + 1)
        return Position(self.file, len(self.lines), len(self.lines[-1]) + 1)

    def wrong(self, event: Any, code: str, seen: str, expected: str = "", advice: str = "") -> None:
        self.problems.append(Problem(self.place(event.start_mark), code, seen, expected, advice))

    def document(self) -> Node | None:
        """The value that the file holds; None for nothing but comments."""
        self.event()
        if isinstance(self.event(), StreamEndEvent):
            return None
        node = self.node(self.event(), 0)
        self.event()
        if not isinstance(after := self.event(), StreamEndEvent):
            self.wrong(after, "yaml-syntax", *SYNTAX["but found another document"])
        return node

    def node(self, event: Any, depth: int) -> Node:
        if type(event) is AliasEvent:
            return self.alias(event, depth)
        before = self.count
        self.counted(event, 1, depth)
        if event.tag is not None:
            self.wrong(
                event,
                "tag",
                f"The tag {event.tag} stands before this value.",
                "a value without a tag",
                "Delete the tag. An exclamation mark that is text needs quotes around the text.",
            )
        if event.anchor:
            self.anchors[event.anchor] = None
        node = self.made(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before, _height(node))
        return node

    def made(self, event: Any, depth: int) -> Node:
        if type(event) is ScalarEvent:
            return self.scalar(event)
        if type(event) is MappingStartEvent:
            return self.mapping(event, depth)
        items = []
        while type(item := self.event()) is not SequenceEndEvent:
            items.append(self.node(item, depth + 1))
        return Sequence(tuple(items), self.place(event.start_mark))

    def counted(self, event: Any, values: int, depth: int) -> None:
        self.count += values
        if self.count <= MOST_VALUES and depth <= DEEPEST:
            return
        if self.count > MOST_VALUES:
            self.wrong(
                event,
                "too-many-values",
                f"Here the values of this file become more than {MOST_VALUES:,}, each alias (*) counted as what it stands for.",
                "as many values as a person writes",
                "Write values out in place of aliases.",
            )
        else:
            self.wrong(event, "too-deep", f"Here values stand in each other more than {DEEPEST} deep.", "a few levels of keys and lists", QUOTE_IT)
        raise DocgenError(self.problems)

    def alias(self, event: Any, depth: int) -> Node:
        kept = self.anchors.get(event.anchor)
        if kept is None:
            seen = (
                f"The alias *{event.anchor} stands within what it stands for."
                if event.anchor in self.anchors
                else f"The alias *{event.anchor} stands for nothing before it."
            )
            self.wrong(
                event, "bad-alias", seen, f"a value marked &{event.anchor} that ends before this place", f"An asterisk that is text needs quotes. {QUOTE_IT}"
            )
            raise DocgenError(self.problems)
        node, values, height = kept
        self.counted(event, values, depth + height)
        return node

    def scalar(self, event: Any) -> Scalar:
        place = self.place(event.start_mark)
        if not event.style and event.value in ("", "~", "null"):
            return Scalar(None, place)
        if strange := invisible(event.value):
            self.wrong(
                event,
                "control-character",
                f"This value holds the character {code_point(event.value[strange[0]])}, which nobody can see.",
                "text that can be read",
                "Delete it.",
            )
        return Scalar(event.value, place, self.indent(event) if event.style == "|" else -1)

    def indent(self, event: Any) -> int:
        """How far in the lines of a literal block begin: each of them is a line of its value, moved."""
        number, line = next(((n, line) for n, line in enumerate(event.value.split("\n")) if line), (0, ""))
        at = event.start_mark.line + 1 + number
        return len(self.lines[at]) - len(line) if at < len(self.lines) else 0

    def mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        while type(key := self.event()) is not MappingEndEvent:
            if type(key) is not ScalarEvent:
                self.wrong(key, "wrong-type", "This key is no text.", "a key of letters and digits", f"Does the value begin with “{{”? {QUOTE_IT}")
                self.node(key, depth + 1)
                self.node(self.event(), depth + 1)
                continue
            name = self.node(key, depth + 1)
            value = self.node(self.event(), depth + 1)
            if key.value in entries:
                self.wrong(
                    key,
                    "duplicate-key",
                    f"The key “{_short(key.value)}” stands here for the second time; the first is on line {keys[key.value].line}.",
                    "each key once",
                    "Delete or rename one of the two.",
                )
            else:
                entries[key.value], keys[key.value] = value, name.position
        return Mapping(entries, keys, self.place(event.start_mark))


def _height(node: Node) -> int:
    """How many levels of values stand in a value."""
    inner = node.items if isinstance(node, Sequence) else node.entries.values() if isinstance(node, Mapping) else ()
    return max((1 + _height(child) for child in inner), default=0)


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
        elif isinstance(node, Sequence) and step.isdecimal() and int(step) < len(node.items):
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

"""YAML in which every value has a position. Scalars stay text; the schema of the file gives them meaning.

libyaml gives the events, seven times faster than the Python parser and with the same positions. The nodes are built here, because
libyaml's own composer nests as deep as a file does, until the process dies. `NO`, `1.10` and `12:30` stay as they are. Only a plain
`null`, `~` or nothing at all is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from docgen.document.forbidden_characters import code_point, invisible
from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.document.problems import DocgenError, Position, Problem
from docgen.sources.yaml_errors import QUOTE_IT, SYNTAX, mark_of, words_of

MOST_VALUES = 50_000
"""More values than any person writes; it stops aliases that multiply."""
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Scalar:
    """`text` is None for null. `indent` is the column, from 0, where the lines of a literal block (`|`) begin, else -1.

    `folded` holds the lines of any other value of several lines as they are typed, with their places: YAML has joined them. `opened` counts the
    characters before the text of a value of one line that is typed as it reads: 1 for a quotation mark; else it is -1.
    """

    text: str | None
    position: Position
    indent: int = -1
    folded: tuple[tuple[Position, str], ...] = ()
    opened: int = field(default=-1, compare=False)

    def place(self, line: int, column: int) -> Position:
        """The position in the file of a line and column of the text, both counted from 0."""
        if self.folded:
            return self._folded_place(line, column)
        if self.opened >= 0:
            return Position(self.position.file, self.position.line, self.position.column + self.opened + column) if column else self.position
        if self.indent < 0:
            return self.position
        return Position(self.position.file, self.position.line + 1 + line, self.indent + column + 1)

    def _folded_place(self, line: int, column: int) -> Position:
        """The place of a character among the lines as they are typed; that of the value if they cannot be told apart, as with escapes."""
        text, at = self.text or "", 0
        offset = sum(len(each) + 1 for each in text.split("\n")[:line]) + column
        for place, typed in self.folded:
            if (start := text.find(typed.rstrip("\"'"), at)) < 0:
                break
            if start <= offset <= start + len(typed) and typed:
                return Position(place.file, place.line, place.column + offset - start)
            at = start + len(typed) if typed else at
        return self.position


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
    """The mapping that a YAML file holds. Raises DocgenError for bad syntax, duplicate keys, tags, alias bombs or any other value.

    With `problems`, those that need not stop the parser (duplicate keys, tags) are added there instead.
    """
    node, found = _parsed(text, file)
    if problems is not None:
        problems.extend(found)
    elif found:
        raise DocgenError(found)
    return node


@lru_cache(maxsize=8)
def _parsed(text: str, file: str) -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping, with the problems that did not stop the parser. An edited file is read several times: to be cut, to be proved, to be composed."""
    parser = _Parser(text, file)
    try:
        node = parser.document()
    except yaml.MarkedYAMLError as error:
        raise DocgenError([*parser.problems, _syntax(error, parser)]) from None
    except yaml.YAMLError as error:
        raise DocgenError([Problem(Position(file), "yaml-syntax", f"This is not YAML: {error}.", "text saved as UTF-8")]) from None
    if not isinstance(node, Mapping):
        raise DocgenError([*parser.problems, Problem(Position(file), "wrong-type", "This file has no keys.", "lines of the form `key: value`")])
    return node, tuple(parser.problems)


def _syntax(error: yaml.MarkedYAMLError, parser: _Parser) -> Problem:
    mark = mark_of(error)
    return Problem(parser.place(mark) if mark else Position(parser.file), "yaml-syntax", *words_of(error))


class _Parser:
    """Builds the nodes of one file from libyaml's events, collects problems, and limits the number and depth of values."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self.lines = file, text.split("\n")
        self.event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.problems: list[Problem] = []
        self.count = 0
        self.anchors: dict[str, tuple[Node, int, int] | None] = {}
        """The values that aliases can stand for, with the number of values and levels in each; None while one is being parsed."""

    def place(self, mark: Any) -> Position:
        """The position of a mark, or the end of the file for a mark beyond it."""
        if mark.line < len(self.lines):
            return Position(self.file, mark.line + 1, mark.column + 1)
        return Position(self.file, len(self.lines), len(self.lines[-1]) + 1)

    def report(self, event: Any, code: str, seen: str, expected: str, advice: str) -> None:
        self.problems.append(Problem(self.place(event.start_mark), code, seen, expected, advice))

    def document(self) -> Node | None:
        """The value that the file holds; None if there are only comments."""
        self.event()
        if isinstance(self.event(), StreamEndEvent):
            return None
        node = self.node(self.event(), 0)
        self.event()
        if not isinstance(after := self.event(), StreamEndEvent):
            self.report(after, "yaml-syntax", *SYNTAX["but found another document"])
        return node

    def node(self, event: Any, depth: int) -> Node:
        if type(event) is AliasEvent:
            return self.alias(event, depth)
        before = self.count
        self.add_to_count(event, 1, depth)
        if event.tag is not None:
            advice = "Delete the tag. If the exclamation mark is part of the text, put quotes round the text."
            self.report(event, "tag", f"This value has the tag {event.tag}.", "a value without a tag", advice)
        if event.anchor:
            self.anchors[event.anchor] = None
        node = self.value(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before, _height(node))
        return node

    def value(self, event: Any, depth: int) -> Node:
        if type(event) is ScalarEvent:
            return self.scalar(event)
        if type(event) is MappingStartEvent:
            return self.mapping(event, depth)
        items = []
        while type(item := self.event()) is not SequenceEndEvent:
            items.append(self.node(item, depth + 1))
        return Sequence(tuple(items), self.place(event.start_mark))

    def add_to_count(self, event: Any, values: int, depth: int) -> None:
        self.count += values
        if self.count <= MOST_VALUES and depth <= DEEPEST:
            return
        if self.count > MOST_VALUES:
            seen = f"From here, this file has more than {MOST_VALUES:,} values, with those that each alias (*) stands for."
            self.report(event, "too-many-values", seen, "fewer values", "Write values out instead of using aliases.")
        else:
            self.report(event, "too-deep", f"Here values are nested more than {DEEPEST} levels deep.", "a few levels of keys and lists", QUOTE_IT)
        raise DocgenError(self.problems)

    def alias(self, event: Any, depth: int) -> Node:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            seen = f"The alias *{event.anchor} " + ("is inside its own value." if event.anchor in self.anchors else "has no value before it.")
            expected, advice = f"a value marked &{event.anchor} that ends before this place", f"Is the asterisk part of the text? {QUOTE_IT}"
            self.report(event, "bad-alias", seen, expected, advice)
            raise DocgenError(self.problems)
        node, values, height = anchored
        self.add_to_count(event, values, depth + height)
        return node

    def scalar(self, event: Any) -> Scalar:
        place = self.place(event.start_mark)
        if not event.style and event.value in ("", "~", "null"):
            return Scalar(None, place)
        if offsets := invisible(event.value):
            seen = f"This value has the invisible character {code_point(event.value[offsets[0]])}."
            self.report(event, "control-character", seen, "visible text", "Delete it.")
        if event.style == "|":
            return Scalar(event.value, place, self.indent(event))
        if event.end_mark.line > event.start_mark.line:
            return Scalar(event.value, place, folded=self.folded(event))
        start = event.start_mark.column + bool(event.style)
        return Scalar(event.value, place, opened=bool(event.style) if self.lines[event.start_mark.line].startswith(event.value, start) else -1)

    def folded(self, event: Any) -> tuple[tuple[Position, str], ...]:
        """The lines of a value that YAML joins; those of a folded block (`>`) that are indented more are not joined, and are empty here."""
        start, end = event.start_mark.line, min(event.end_mark.line + (not event.style or event.style in "\"'"), len(self.lines))
        lines = [self.lines[start][event.start_mark.column :], *self.lines[start + 1 : end]]
        lines[0] = "" if event.style == ">" else lines[0].lstrip("\"'")
        base = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
        kept = ["" if event.style == ">" and line[base : base + 1] == " " else line for line in lines]
        return tuple((Position(self.file, start + n + 1, len(lines[n]) - len(lines[n].lstrip()) + 1), line.strip()) for n, line in enumerate(kept))

    def indent(self, event: Any) -> int:
        """How far the lines of a literal block are indented: by as much as they are longer than the lines of its value."""
        number, line = next(((n, line) for n, line in enumerate(event.value.split("\n")) if line), (0, ""))
        at = event.start_mark.line + 1 + number
        return len(self.lines[at]) - len(line) if at < len(self.lines) else 0

    def mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        while type(key := self.event()) is not MappingEndEvent:
            if type(key) is not ScalarEvent:
                self.report(key, "wrong-type", "This key is not text.", "a key of letters and digits", f"Does the value begin with “{{”? {QUOTE_IT}")
                self.node(key, depth + 1)
                self.node(self.event(), depth + 1)
                continue
            name = self.node(key, depth + 1)
            value = self.node(self.event(), depth + 1)
            if key.value in entries:
                seen = f"The key “{cut(key.value)}” occurs twice; the first is on line {keys[key.value].line}."
                self.report(key, "duplicate-key", seen, "each key once", "Delete or rename one of the two.")
            else:
                entries[key.value], keys[key.value] = value, name.position
        return Mapping(entries, keys, self.place(event.start_mark))


def _height(node: Node) -> int:
    """How many levels of values are inside a value."""
    inner = node.items if isinstance(node, Sequence) else node.entries.values() if isinstance(node, Mapping) else ()
    return max((1 + _height(child) for child in inner), default=0)


def plain(node: Node) -> Any:
    """The node as dictionaries, lists, strings and None."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def in_words(node: Node) -> str:
    """The node as a reader would write it on one line; "" for what is empty."""
    if isinstance(node, Scalar):
        return node.text or ""
    if isinstance(node, Sequence):
        return "; ".join(in_words(item) for item in node.items)
    return ", ".join(f"{key}: {in_words(value)}" for key, value in node.entries.items())


def locate(node: Node, path: Iterable[str | int], *, key: bool = False) -> Position:
    """The position of the value at `path`, or of the nearest value above it that exists; with `key`, the position of its key."""
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
    """The name of the node's kind, or its text, for a message."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.text is None else f"“{cut(node.text)}”"

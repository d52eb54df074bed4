"""Edits to the text of a YAML file that set or remove values and leave every other character as it was typed.

The text is cut and joined at the offsets that libyaml gives. The result is parsed again, and must hold the old values except for
those that were to change; so no assumption about layout, comments or line ends goes untested.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import yaml

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Problem
from docgen.sources import yaml_tree
from docgen.sources.yaml_spans import Span, span

_BARE = re.compile(r"[\w£(](?:[^\x00-\x1f,\[\]{}#:]*[^\x00-\x1f,\[\]{}#:\s])?")
"""Text that needs no quotes, inside brackets or outside."""
_HEADER = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Put:
    """Set the value at `path` to text, None, a list or a mapping, and create the mappings above it that are missing.

    The step to an item of a list is its index.
    """

    path: tuple[str, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the entry at `path`, and each mapping above it that has no other entry."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Add:
    """Put another item into a list, where the one with the index that ends `path` is now, or after the last."""

    path: tuple[str, ...]
    value: Any


Edit = Put | Drop | Add


def edited(text: str, file: str, edits: Sequence[Edit]) -> str:
    """The text of a file after the edits, one by one. Raises DocgenError if it cannot be parsed, or an edit would change anything else."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    together = _tried(text, file, edits)
    if together is not None:
        return mark + together
    # One of them cannot be made: find which.
    for edit in edits:
        after = _tried(text, file, [edit])
        if after is None:
            raise DocgenError([_not_editable(_parsed(text, file), edit)])
        text = after
    return mark + text


def _tried(text: str, file: str, edits: Sequence[Edit]) -> str | None:
    """The text after the edits; None if they cannot be made, or would change anything else."""
    expected, made = yaml_tree.plain(_parsed(text, file)), text
    for edit in edits:
        try:
            attempt = _attempt(made, edit)
        except yaml.YAMLError:
            attempt = None  # the edit before broke the file
        if attempt is None:
            return None
        made, expected = attempt, _expected(expected, edit)
    return made if _has_values(made, file, expected) else None


def _parsed(text: str, file: str) -> yaml_tree.Mapping:
    return yaml_tree.parse(text.replace("\r\n", "\n"), file)


def _not_editable(node: yaml_tree.Node, edit: Edit) -> Problem:
    place, key = yaml_tree.locate(node, edit.path), ".".join(edit.path)
    seen = f"“{key}” cannot be changed here without changing something else: an alias (*), an anchor (&) or an unusual layout is in the way."
    value = f"`{edit.path[-1]}: {line(edit.value)}`" if not isinstance(edit, Drop) else f"no key “{edit.path[-1]}”"
    return Problem(place, "not-editable", seen, f"{value} in its place", "Write it out by hand.")


def _has_values(text: str, file: str, expected: Any) -> bool:
    try:
        return bool(yaml_tree.plain(_parsed(text, file)) == expected)
    except DocgenError:
        return False


def _expected(data: Any, edit: Edit) -> Any:
    """The values of a file after an edit."""
    step, *rest = edit.path
    if isinstance(data, list) and step.isdecimal():
        return _expected_items(data, int(step), tuple(rest), edit)
    below = data.get(step) if isinstance(data, dict) else None
    base = data if isinstance(data, dict) else {}
    if not isinstance(edit, Drop):
        return base | {step: _expected(below, replace(edit, path=tuple(rest))) if rest else edit.value}
    left = _expected(below, Drop(tuple(rest))) if rest else {}
    return base | {step: left} if left else {key: value for key, value in base.items() if key != step}


def _expected_items(data: list[Any], at: int, rest: tuple[str, ...], edit: Edit) -> list[Any]:
    if rest:
        return [*data[:at], _expected(data[at] if at < len(data) else None, replace(edit, path=rest)), *data[at + 1 :]]
    here = [] if isinstance(edit, Drop) else [edit.value]
    return [*data[:at], *here, *data[at if isinstance(edit, Add) else at + 1 :]]


def _attempt(text: str, edit: Edit) -> str | None:
    """The text after an edit, not yet checked; None if the edit cannot be made."""
    root = span(text)
    spans = list(_spans_along(root, edit.path))
    if any(value.kind == "alias" or (value.anchored and value.kind == "scalar") for _, value in spans):
        return None
    if isinstance(edit, Drop):
        return _dropped(text, root, edit.path)
    if isinstance(edit, Add):
        return _added(text, spans[len(edit.path) - 1][1], edit) if len(spans) >= len(edit.path) else None
    if len(spans) <= len(edit.path):
        return _inserted(text, spans, edit)
    key, old = spans[-1]
    if old.kind == "scalar":
        return _replaced(text, key, old, edit.value, any(value.style in ("{", "[") for _, value in spans[:-1]))
    if spans[-2][1].kind == "sequence":
        return text[: old.start] + line(edit.value) + text[old.end :]
    return f"{text[: key.end]}: {line(edit.value)}{text[old.end :]}"


def _spans_along(root: Span, path: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """The spans of the key and the value at each step of a path, as far as they exist; first the root, as both."""
    key, value = root, root
    yield key, value
    for step in path:
        if step not in value.entries:
            return
        key, value = value.entries[step]
        yield key, value


def _replaced(text: str, key: Span, old: Span, value: Any, flow: bool) -> str | None:
    """The text with a new value for a scalar: in the same quotes, or in a block with the same indent."""
    if isinstance(value, str) and "\n" in value and not flow:
        indent = _column(text, key.start) + _step(text)
        header, end = "", old.start
        if old.style in ("|", ">"):
            first = next((line for line in text[old.start : old.end].split("\n")[1:] if line.strip()), "")
            indent = len(first) - len(first.lstrip(" ")) or indent
            found = _HEADER.match(text, old.start)
            header, end = text[found.end() if found else end : text.find("\n", old.start)].rstrip("\r"), old.end
        head, *lines = _literal(value, indent, indent - _column(text, key.start))
        new = _newline(text).join([head + header, *lines])
        rest = text[old.end :]
        return text[: old.start] + new + (rest or (_newline(text) if value.endswith("\n") else ""))
    return None if old.start == old.end else text[: old.start] + _quoted(value, old.style) + text[old.end :]


def _inserted(text: str, spans: list[tuple[Span, Span]], edit: Put) -> str | None:
    """The text with a new entry, right after the line of the key above it or after the opening bracket."""
    key, above = spans[-1]
    name, *rest = edit.path[len(spans) - 1 :]
    value = edit.value
    for step in reversed(rest):
        value = {step: value}
    if above.kind != "mapping":
        return None
    first = next((entry.start for entry, _ in above.entries.values()), -1)
    if above.style == "{":
        return _spliced(text, above.start + 1 if first < 0 else first, f"{name}: {line(value)}" + (", " if first >= 0 else ""))
    indent = _column(text, first)
    lines = list(_block(name, value, indent, _step(text)))
    newline = _newline(text)
    if len(spans) == 1:
        lead = "" if not text or text.endswith("\n") else newline
        return text + lead + newline.join(lines) + newline * (not lead)
    after = text.find("\n", key.start) + 1
    if not 0 < after <= first or text[text.rfind("\n", 0, first) + 1 : first].strip(" "):
        return None
    return _spliced(text, after, newline.join([*lines, ""]))


def _added(text: str, above: Span, edit: Add) -> str | None:
    """The text with one more item in a list that has items."""
    items, at = list(above.entries.values()), int(edit.path[-1])
    if above.kind != "sequence" or not items or at > len(items):
        return None
    beside = items[min(at, len(items) - 1)][0]
    if above.style == "[":
        return _spliced(text, beside.end, f", {line(edit.value)}") if at == len(items) else _spliced(text, beside.start, f"{line(edit.value)}, ")
    start = text.rfind("\n", 0, beside.start) + 1
    head = text[start : beside.start]
    if not re.fullmatch(r" *- +", head):
        return None
    return (
        _spliced(text, beside.end, f"{_newline(text)}{head}{line(edit.value)}")
        if at == len(items)
        else _spliced(text, start, f"{head}{line(edit.value)}{_newline(text)}")
    )


def _dropped(text: str, root: Span, path: tuple[str, ...]) -> str | None:
    """The text without an entry: without its lines or, in brackets, without its part between the commas."""
    spans = list(_spans_along(root, path))
    if len(spans) <= len(path) or len(path) < 1:
        return None
    (_, above), (key, value) = spans[-2:]
    if len(above.entries) == 1 and len(path) > 1:
        return _dropped(text, root, path[:-1])
    if above.style in ("{", "["):
        keys = list(above.entries.values())
        at = next(i for i, (entry, _) in enumerate(keys) if entry.start == key.start)
        if at + 1 < len(keys):
            return text[: key.start] + text[keys[at + 1][0].start :]
        return text[: keys[at - 1][1].end if at else key.start] + text[value.end :]
    start, end = text.rfind("\n", 0, key.start) + 1, text.find("\n", value.end)
    if text[start : key.start].strip(" -" if above.kind == "sequence" else " "):
        return None
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def _spliced(text: str, at: int, piece: str) -> str:
    return text[:at] + piece + text[at:]


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def _newline(text: str) -> str:
    """The line end of most lines of the file."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _step(text: str) -> int:
    """The indent of one level, taken from the first indented line of the file."""
    found = re.search(r"^( +)[^\s#-]", text, re.M)
    return min(len(found[1]), 8) if found else 2


def _block(name: str, value: Any, indent: int, step: int) -> Iterator[str]:
    """The lines of an entry in a block mapping."""
    head = f"{' ' * indent}{line(name)}:"
    if isinstance(value, dict) and value:
        yield head
        for key, below in value.items():
            yield from _block(key, below, indent + step, step)
    elif isinstance(value, str) and "\n" in value:
        header, *lines = _literal(value, indent + step, step)
        yield f"{head} {header}"
        yield from lines
    else:
        yield f"{head} {line(value)}"


def _literal(text: str, indent: int, deeper: int) -> list[str]:
    """The lines of a literal block, its header first; `deeper` is how much further they are indented than the key."""
    body = text.rstrip("\n")
    keep = {0: "-", 1: ""}.get(len(text) - len(body), "+")
    lines = (body if keep != "+" else text[:-1]).split("\n")
    first = next((line for line in lines if line), "")
    deep = str(deeper) if first.startswith(" ") and deeper < 10 else ""
    return [f"|{deep}{keep}", *(" " * indent + line if line else "" for line in lines)]


def line(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{line(key)}: {line(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(line, value))}]"
    return "null" if value is None else _quoted(value, "")


def _quoted(value: Any, style: str) -> str:
    """A scalar in the quotes that it had, or in the quotes that it needs."""
    if not isinstance(value, str):
        return line(value)
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if style != '"' and _BARE.fullmatch(value) and value != "null":
        return value
    return json.dumps(value, ensure_ascii=False)

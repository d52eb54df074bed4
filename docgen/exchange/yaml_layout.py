"""Values written as a partnership file that a person would write: one key a line, texts under “|”, short mappings in braces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.document.problems import DocgenError
from docgen.sources import yaml_tree
from docgen.sources.yaml_edit import line

_STEP = 2
_LONGEST = 150
"""The longest line in braces or brackets."""


def layout(data: dict[str, Any]) -> str:
    """The text of a YAML file that holds these values: text, lists and mappings. Keys stay in order; an empty line stands before parts such as `parties`."""
    out: list[str] = []
    for key, value in data.items():
        lines = list(_entry(key, value, 0))
        if out and isinstance(value, dict) and any(isinstance(below, dict) for below in value.values()):
            out.append("")
        out += lines
    return "\n".join(out) + "\n"


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    head = f"{' ' * indent}{line(key)}:"
    if isinstance(value, str) and "\n" in value:
        body = [" " * (indent + _STEP) + each if each else "" for each in value.rstrip("\n").split("\n")]
        yield from (f"{head} |{'' if value.endswith(chr(10)) else '-'}", *body)
    elif isinstance(value, dict) and value:
        yield head
        for name, below in value.items():
            yield from _entry(name, below, indent + _STEP)
    elif isinstance(value, list) and value and not _is_short(value, len(head)):
        yield head
        yield from (each for item in value for each in _item(item, indent + _STEP))
    elif isinstance(value, list | dict):
        yield f"{head} {line(value)}"
    else:
        yield f"{head} {_scalar(value)}"


def _item(item: Any, indent: int) -> Iterator[str]:
    mark = f"{' ' * indent}- "
    if isinstance(item, dict) and not _is_short(item, indent):
        lines = [each for name, below in item.items() for each in _entry(name, below, indent + 2)]
        yield mark + lines[0].lstrip(" ")
        yield from lines[1:]
    elif isinstance(item, str) and "\n" in item:
        yield f"{mark}|{'' if item.endswith(chr(10)) else '-'}"
        yield from (" " * (indent + 2) + each if each else "" for each in item.rstrip("\n").split("\n"))
    else:
        yield mark + (line(item) if isinstance(item, list | dict) else _scalar(item))


def _is_short(value: Any, used: int) -> bool:
    """Whether a list of texts, or a mapping of texts, fits on the line."""
    below = value.values() if isinstance(value, dict) else value
    return all(isinstance(each, str) and "\n" not in each for each in below) and used + len(line(value)) < _LONGEST


def _scalar(text: str) -> str:
    """The text without quotation marks if YAML reads it as the same."""
    try:
        read = yaml_tree.plain(yaml_tree.parse(f"a: {text}\n", ""))
    except DocgenError:
        return line(text)
    return text if read == {"a": text} and text.isprintable() else line(text)

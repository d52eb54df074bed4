"""Where each value begins and ends in the text of a YAML file, for `yaml_edit`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from docgen.document.frozen_dataclass import dataclass

_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*)+\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """A value from its first character to the one after its last, without the comments and blank lines that follow.

    `kind` is "scalar", "mapping", "sequence" or "alias". `style` is the first character of a quoted value, a flow collection or a
    block scalar, else "". `anchored` says whether aliases can stand for the value. `entries` holds the spans of each key and its value; in a sequence
    the key of an item is its index, and both spans are the item's.
    """

    kind: str
    start: int
    end: int
    style: str = ""
    anchored: bool = False
    entries: dict[str, tuple[Span, Span]] = field(default_factory=dict)


@lru_cache(maxsize=2)
def span(text: str) -> Span:
    """The span of the value of a file that `yaml_tree.parse` accepts, with the spans of everything below it."""
    event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    event()
    event()
    return _span(text, event(), event, 0)


def _span(text: str, opening: Any, event: Callable[[], Any], after: int) -> Span:
    """The span of the value that an event opens; `after` is where the value before it ends."""
    start, last = opening.start_mark.index, opening.end_mark.index
    if type(opening) is AliasEvent:
        return Span("alias", start, last)
    if type(opening) is ScalarEvent:
        return _scalar(text, opening, after)
    entries: dict[str, tuple[Span, Span]] = {}
    inner: Any = event()
    while type(inner) not in (MappingEndEvent, SequenceEndEvent):
        found = _span(text, inner, event, last)
        last = found.end
        if type(opening) is MappingStartEvent:
            value = _span(text, event(), event, last)
            entries[inner.value] = (found, value)
            last = value.end
        else:
            entries[str(len(entries))] = (found, found)
        inner = event()
    # The events of a block end where the next value begins, after comments that may belong to that value.
    end = inner.end_mark.index if opening.flow_style else last
    style = text[opening.end_mark.index - 1] if opening.flow_style else ""
    return Span("mapping" if type(opening) is MappingStartEvent else "sequence", start, end, style, bool(opening.anchor), entries)


def _scalar(text: str, opening: Any, after: int) -> Span:
    start, end = opening.start_mark.index, opening.end_mark.index
    if start == end:
        # libyaml places a missing value just before the next one, which may be lines below.
        return Span("scalar", after, after)
    if opening.style in ("|", ">"):
        blank = _BLANK_LINES.search(text, start, end)
        end = blank.start() if blank else end
    return Span("scalar", start, end, opening.style or "", bool(opening.anchor))

"""Where in the text of a YAML file each value begins and ends: what `yamledit` cuts and joins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from docgen.document.frozen import dataclass

_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*)+\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """A value from its first character to the one after its last, without comments and blank lines after it.

    `kind` is "scalar", "mapping", "sequence" or "alias"; `style` is the first character of a value that is quoted, in brackets or a block,
    else ""; `named` is true for what aliases can stand for; `entries` holds the span of each key and of its value.
    """

    kind: str
    start: int
    end: int
    style: str = ""
    named: bool = False
    entries: dict[str, tuple[Span, Span]] = field(default_factory=dict)


def span(text: str) -> Span:
    """The span of the one value of a file that `yamlpos.parse` has read, with all below it."""
    event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    event()
    event()
    return _span(text, event(), event, 0)


def _span(text: str, opening: Any, event: Callable[[], Any], after: int) -> Span:
    """The span of the value that an event opens; `after` is where the one before it ends."""
    start, last = opening.start_mark.index, opening.end_mark.index
    if type(opening) is AliasEvent:
        return Span("alias", start, last)
    if type(opening) is ScalarEvent:
        return _scalar(text, opening, after)
    entries: dict[str, tuple[Span, Span]] = {}
    inner: Any = event()
    while type(inner) not in (MappingEndEvent, SequenceEndEvent):
        made = _span(text, inner, event, last)
        last = made.end
        if type(opening) is MappingStartEvent:
            value = _span(text, event(), event, last)
            entries[inner.value] = (made, value)
            last = value.end
        inner = event()
    # The events of a block end where the next thing begins, after comments that may belong to that.
    end = inner.end_mark.index if opening.flow_style else last
    style = text[opening.end_mark.index - 1] if opening.flow_style else ""
    return Span("mapping" if type(opening) is MappingStartEvent else "sequence", start, end, style, bool(opening.anchor), entries)


def _scalar(text: str, opening: Any, after: int) -> Span:
    start, end = opening.start_mark.index, opening.end_mark.index
    if start == end:
        # libyaml puts a value that is not there before the next thing, which may be lines below.
        return Span("scalar", after, after)
    if opening.style in ("|", ">"):
        blank = _BLANK_LINES.search(text, start, end)
        end = blank.start() if blank else end
    return Span("scalar", start, end, opening.style or "", bool(opening.anchor))

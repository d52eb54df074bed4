"""`{#anchor}` at the end of the last line of a paragraph, list, table or quotation names that block. Anchors are removed before Markdown is parsed.

The ids of headings and captions look the same, but they belong to the heading or caption and stay in the text.
"""

from __future__ import annotations

import re

from docgen.document.frozen_dataclass import dataclass

_ANCHOR = re.compile(r"[ \t]*(?<!\\)\{#([^{}]*)\}[ \t]*$")
_HEADING = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*#{1,6}[ \t]")
_CAPTION = "Table: "


@dataclass(frozen=True, slots=True)
class Anchor:
    """The name of a block; `line` and `column` give its place in the text, counted from 0."""

    id: str
    line: int
    column: int


def without_anchors(text: str) -> tuple[str, tuple[Anchor, ...]]:
    """The text without its anchors, and the anchors in order."""
    if "{#" not in text:
        return text, ()
    lines, anchors, opening = text.split("\n"), [], ""
    for number, line in enumerate(lines):
        # A caption may run over several lines, with its id at the end of the last.
        opening = "" if not line.strip() else opening or line
        match = None if _HEADING.match(line) or opening.lstrip().startswith(_CAPTION) else _ANCHOR.search(line)
        if match:
            anchors.append(Anchor(match[1], number, line.index("{#", match.start())))
            lines[number] = line[: match.start()]
    return "\n".join(lines), tuple(anchors)


def unanchored(text: str) -> str:
    """The text without its anchors."""
    return without_anchors(text)[0]

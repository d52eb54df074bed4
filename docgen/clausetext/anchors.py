"""`{#anchor}` at the end of the last line of a paragraph, list, table or quotation: a name for it. It is taken out before Markdown is parsed.

The ids of headings and of captions look the same; they belong to what they stand in and stay there.
"""

from __future__ import annotations

import re

from docgen.document.frozen import dataclass

_ANCHOR = re.compile(r"[ \t]*(?<!\\)\{#([^{}]*)\}[ \t]*$")
_HEADING = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*#{1,6}[ \t]")
_CAPTION = "Table: "


@dataclass(frozen=True, slots=True)
class Anchor:
    """`line` and `column` are its place in the text, counted from 0."""

    id: str
    line: int
    column: int


def without_anchors(text: str) -> tuple[str, tuple[Anchor, ...]]:
    """The text without its anchors, and those, in order."""
    if "{#" not in text:
        return text, ()
    lines, anchors, first = text.split("\n"), [], ""
    for number, line in enumerate(lines):
        # A caption may run over several lines, its id at the end of the last.
        first = "" if not line.strip() else first or line
        found = None if _HEADING.match(line) or first.lstrip().startswith(_CAPTION) else _ANCHOR.search(line)
        if found:
            anchors.append(Anchor(found[1], number, line.index("{#", found.start())))
            lines[number] = line[: found.start()]
    return "\n".join(lines), tuple(anchors)


def unanchored(text: str) -> str:
    """The text without its anchors."""
    return without_anchors(text)[0]

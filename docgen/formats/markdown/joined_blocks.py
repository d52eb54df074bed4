"""Join blocks of Markdown: in sequence, in a list and in a quotation."""

from __future__ import annotations

import re

from docgen.document.tree import List, Paragraph
from docgen.formats.markdown.escape import SPLIT

_LISTED = re.compile(r"(?:-|(\d+)\.)(?:[ \n]|\Z)|>")


def separated(parts: list[str]) -> str:
    """The blocks in sequence; a comment keeps neighbouring lists of one kind, or quotations, apart (CommonMark 5.3)."""
    if len(parts) == 1:
        return parts[0]
    out: list[str] = []
    last = ""
    for part in parts:
        kind = _kind(part)
        if kind and kind == last:
            out.append(SPLIT)
        out.append(part)
        last = kind
    return "\n\n".join(out)


def _kind(part: str) -> str:
    listed = _LISTED.match(part)
    return "" if not listed else "1" if listed[1] else part[0]


def tight(node: List) -> bool:
    """True if the list needs no empty lines: each item is a paragraph, or a paragraph and a tight list (CommonMark 5.3)."""
    for item in node.items:
        blocks = item.blocks
        if not blocks or len(blocks) > 2 or type(blocks[0]) is not Paragraph:
            return False
        if len(blocks) == 2 and not (isinstance(blocks[1], List) and tight(blocks[1])):
            return False
    return True


def quoted(text: str) -> str:
    """The text as a quotation (CommonMark 5.1)."""
    return "\n".join([f"> {line}" if line else ">" for line in text.split("\n")])

"""The outline that pandoc reads in a document: headings with their level, and paragraphs with the depth of the lists around them; notes in brackets."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

Line = tuple[str, int, str]
"""("heading" or "text", its level or list depth, its words)"""

_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def outline(pandoc: str, data: bytes, reader: str, *options: str) -> list[Line]:
    """The lines that pandoc's `reader` finds; blank lines left out."""
    done = subprocess.run([pandoc, "-f", reader, "-t", "json", *options], input=data, capture_output=True, check=True, timeout=120)
    return [line for line in _blocks(json.loads(done.stdout)["blocks"], 0) if line[2]]


def _blocks(blocks: list[Any], depth: int) -> Iterator[Line]:
    for block in blocks:
        content = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield "text", depth, _words(content)
            case "Header":
                yield "heading", content[0], _words(content[2])
            case "BulletList":
                for item in content:
                    yield from _blocks(item, depth + 1)
            case "OrderedList":
                for item in content[1]:
                    yield from _blocks(item, depth + 1)
            case "BlockQuote":
                yield from _blocks(content, depth)
            case "Div":
                yield from _blocks(content[1], depth)
            case "Figure":
                yield from _blocks(content[2] + content[1][1], depth)
            case "Table":
                yield from _blocks(content[1][1], depth)
                for row in [*content[3][1], *(row for body in content[4] for row in body[2] + body[3])]:
                    for cell in row[1]:
                        yield from _blocks(cell[4], depth)


def _words(inlines: list[Any]) -> str:
    return " ".join("".join(map(_inline, inlines)).split())


def _inline(inline: Any) -> str:
    content = inline.get("c")
    match inline["t"]:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Quoted":
            before, after = _QUOTES[content[0]["t"]]
            return before + _words(content[1]) + after
        case "Emph" | "Strong" | "Underline" | "SmallCaps":
            return "".join(map(_inline, content))
        case "Link" | "Span":
            return "".join(map(_inline, content[1]))
        case "Note":
            return "[" + " ".join(words for _, _, words in _blocks(content, 0)) + "]"
    return ""

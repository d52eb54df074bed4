"""Markdown that docgen did not make, as a Document and as a Word file: pandoc reads it for both, so both hold the same words."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docgen.document.redline import normal
from docgen.document.tree import Break, Cell, Document, Emphasis, FrontMatter, Item, Link, List, Note, Paragraph, Quote, Row, Section, Strong, Table, Text

_READER = "gfm-emoji"
_FRONT = FrontMatter("Imported text", "", "Imported text", (), "", "", "2024-01-01T00:00:00Z", "", ())
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_BULLETS, _NUMBERS = "BulletList", "OrderedList"
_LEVEL = {"Header": 0, "Div": 1, "BlockQuote": 1}
Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with what stands below it before the next; `level` is 0 for what stands before any heading."""

    level: int
    title: Nodes
    blocks: list[Any]


def word_file(markdown: str, target: Path, pandoc: str) -> None:
    """Write the text as pandoc writes Word files."""
    _pandoc(pandoc, markdown, "-t", "docx", "-o", str(target))


def imported(markdown: str, pandoc: str) -> Document:
    """The text as a Document: headings make sections, whose ids count them."""
    parts = [_Part(0, (), [])]
    for block in _without_divisions(json.loads(_pandoc(pandoc, markdown, "-t", "json"))["blocks"]):
        if block["t"] == "Header":
            parts.append(_Part(block["c"][0], _inlines(block["c"][2]), []))
        else:
            parts[-1].blocks.append(block)
    sections = _nested(parts if parts[0].blocks else parts[1:], 1)
    document: Document = normal(Document("imported/text", "en-GB", "none", "mou", _FRONT, sections))
    return document


def _pandoc(pandoc: str, markdown: str, *options: str) -> str:
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    return subprocess.run([pandoc, "-f", _READER, *options], input=text, capture_output=True, text=True, check=True, timeout=120).stdout


def _without_divisions(blocks: Iterable[Any]) -> Iterator[Any]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _without_divisions(block["c"][1])
        else:
            yield block


def _nested(parts: Sequence[_Part], first: int) -> tuple[Section, ...]:
    """The parts as sections, each with the deeper ones that follow it; `first` is the number of the first."""
    out: list[Section] = []
    at = 0
    while at < len(parts):
        level = max(parts[at].level, 1) if parts[at].title else 9
        end = next((index for index in range(at + 1, len(parts)) if parts[index].level <= level), len(parts)) if level < 9 else at + 1
        below = _nested(parts[at + 1 : end], first + at + 1)
        out.append(Section(f"section-{first + at}", parts[at].title, _blocks(parts[at].blocks), below))
        at = end
    return tuple(out)


def _blocks(blocks: Iterable[Any]) -> Nodes:
    """The blocks; lists of one kind that are neighbours are one list."""
    out: list[Any] = []
    for kind, group in groupby(_without_divisions(blocks), lambda block: block["t"]):
        if kind in (_BULLETS, _NUMBERS):
            items = [item for block in group for item in (block["c"] if kind == _BULLETS else block["c"][1])]
            out.append(List(kind == _NUMBERS, tuple(Item(_blocks(item)) for item in items)))
        else:
            out += [made for block in group for made in _block(block)]
    return tuple(out)


def _block(block: Any) -> Iterator[Any]:
    match block["t"]:
        case "Para" | "Plain":
            inlines = _inlines(block["c"])
            if inlines:
                yield Paragraph(inlines)
        case "Header":
            yield Paragraph((Strong(_inlines(block["c"][2])),))
        case "CodeBlock":
            yield Paragraph((Text(" ".join(block["c"][1].split())),))
        case "BlockQuote":
            yield Quote(_blocks(block["c"]))
        case "Table":
            yield _table(block["c"])


def _table(content: Any) -> Table:
    head, bodies = content[3][1], [row for body in content[4] for row in body[3]]
    rows = [Row(tuple(Cell(tuple(inline for block in cell[4] for inline in _inlines(block["c"]))) for cell in row[1])) for row in (*head, *bodies)]
    return Table(rows[0], tuple(rows[1:]), tuple("left" for _ in rows[0].cells))


def _inlines(inlines: Iterable[Any]) -> Nodes:
    made = [node for inline in inlines for node in _inline(inline)]
    return tuple(made) if any(type(node) is not Text or node.text.strip() for node in made) else ()


def _inline(inline: Any) -> Nodes:
    content = inline.get("c")
    match inline["t"]:
        case "Str":
            return (Text(content),)
        case "Space" | "SoftBreak":
            return (Text(" "),)
        case "LineBreak":
            return (Break(),)
        case "Code":
            return (Text(content[1]),)
        case "Emph":
            return (Emphasis(_inlines(content)),)
        case "Strong":
            return (Strong(_inlines(content)),)
        case "Underline" | "Strikeout" | "SmallCaps" | "Superscript" | "Subscript":
            return _inlines(content)
        case "Span":
            return _inlines(content[1])
        case "Quoted":
            before, after = _QUOTES[content[0]["t"]]
            return (Text(before), *_inlines(content[1]), Text(after))
        case "Link":
            return (Link(content[2][0], _inlines(content[1])),) if ":" in content[2][0] else _inlines(content[1])
        case "Note":
            return (Note(_blocks(content)),)
    return ()

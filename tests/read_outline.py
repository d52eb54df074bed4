"""A read document in a compact form for tests, and the words that it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.document.tree import Document, Figure, List, Paragraph, Quote, Section, Signatures, Table, Text, plain, walk
from docgen.formats.reading.file_text import FileText, Grid, Line, Picture
from docgen.formats.reading.structure import Structured

_WORD = re.compile(r"\w+")
_FORM = "Signed for and on behalf of Signature Name Post Date"


def outline(document: Document, words: int = 3) -> list[str]:
    """A line for each heading ("# 1 Aim", "+" for appendices), paragraph ("1.1 The aim is") and item ("* the chair"), with its first words."""
    return [line for section in document.sections for line in _section(section, 1, words)]


def headings(document: Document) -> list[str]:
    return [line for line in outline(document, 99) if line.startswith(("#", "+"))]


def _section(section: Section, depth: int, words: int) -> Iterator[str]:
    mark = ("+" if section.appendix else "#") * depth
    yield " ".join(filter(None, (mark, section.number, plain(section.title))))
    yield from _blocks(section.blocks, 0, words)
    for below in section.sections:
        yield from _section(below, depth + 1, words)


def _blocks(blocks: Iterable[Any], depth: int, words: int) -> Iterator[str]:
    indent = "  " * depth
    for block in blocks:
        match block:
            case Paragraph():
                yield indent + f"{block.number} {_short(plain(block.inlines), words)}".strip()
            case List():
                for number, item in enumerate(block.items, 1):
                    first, *rest = item.blocks or (Paragraph(()),)
                    inside = [first, *rest] if not isinstance(first, Paragraph) else rest
                    text = _short(plain(first.inlines), words) if isinstance(first, Paragraph) else ""
                    yield f"{indent}{f'{number}.' if block.ordered else '*'} {text}".rstrip()
                    yield from _blocks(inside, depth + 1, words)
            case Quote():
                yield f"{indent}>"
                yield from _blocks(block.blocks, depth + 1, words)
            case Table():
                for row in (block.header, *block.rows):
                    yield indent + "| " + " | ".join(plain(cell.inlines) for cell in row.cells)
            case Signatures():
                yield from (f"{indent}signed: {s.name}, {s.post}, {s.party}" for s in block.signatories)
            case Figure():
                yield f"{indent}picture: {block.alt}"


def _short(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def words_in(text: FileText) -> Counter[str]:
    """The words of a file, with the labels that its program shows."""
    return Counter(_WORD.findall(" ".join([*_lines(text.lines), *(each.words for each in text.furniture)]).lower()))


def _lines(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        match part:
            case Line():
                yield f"{part.label} {part.words}"
                yield from (plain_of(node) for node in part.inlines)
            case Picture():
                yield part.alt
            case Grid():
                for row in part.rows:
                    for cell in row:
                        yield from _lines(cell)


def plain_of(node: Any) -> str:
    """The words of the footnotes in a node."""
    blocks = [block for inner in walk(node) for block in getattr(inner, "blocks", ())]
    return " ".join(text.text for block in blocks for text in walk(block) if isinstance(text, Text))


def words_out(made: Structured) -> Counter[str]:
    """The words of a read document, of what was dropped, and of the labels that docgen writes by itself."""
    front = made.document.front
    texts = [front.title, front.subtitle, front.status, front.date, *front.parties, *(text for row in front.control for text in row)]
    for node in walk(made.document):
        match node:
            case Text():
                texts.append(node.text)
            case Section() | Paragraph() | Table():
                texts.append(node.number)
            case Figure():
                texts += [node.number, node.alt]
            case Signatures():
                texts += [f"{_FORM} {s.name} {s.post} {s.party}" for s in node.signatories]
    texts += [each.words for each in (*made.dropped, *made.labels)]
    return Counter(_WORD.findall(" ".join(texts).lower()))

"""A tiny partnership around one local text, and a short notation for what it composes to."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path
from typing import Any

import pytest

from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import (
    Break,
    Cell,
    Document,
    Field,
    FieldBlock,
    Figure,
    Foreign,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Row,
    Signatures,
    Strong,
    Table,
    Text,
    plain,
)
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load

REVISION = """\
title: Memorandum
partnership: {name: Riverside Partnership, short: the Partnership}
status: draft
date: 2024-06
numbering: %s
parties:
  council: {name: Riverside Council, short: the Council, role: lead}
  police: {name: Riverside Police, short: the Police}
  trust: {name: Riverside Trust}
groups:
  board: {name: Partnership Board, short: PB}
  exec: {name: Executive, reports_to: [board]}
signatories:
  - {party: council, post: Chief Executive, name: A Person}
  - {party: police, post: Chief Constable}
sections:
  one:
    title: One
    reason: a test
    text: |
%s
appendices:
  more: {title: More, reason: a test, text: More.}
"""
FIRST_LINE = REVISION[: REVISION.index("    text: |")].count("\n") + 2
"""The line of the file on which the text begins; its columns begin at 7."""


def document(text: str, scheme: str = "headings", newline: str = "\n") -> Document:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "partnerships/p").mkdir(parents=True)
        content = REVISION % (scheme, textwrap.indent(text, "      "))
        (root / "partnerships/p/r.yaml").write_text(content, encoding="utf-8", newline=newline)
        return compose(load(root, "p/r"), Library(root))


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DocgenError) as caught:
        document(text)
    return caught.value.problems


def sketch(text: str, scheme: str = "headings") -> str:
    """The section's blocks and sub-sections: `p(…)`, `ul(…)`, `ol(…)`, a field's words in ‹›."""
    section = document(text, scheme).sections[0]
    below = [f"{s.number} {plain(s.title)} #{s.id}: {_all(s.blocks)}" for s in section.sections]
    return " ".join([*([_all(section.blocks)] if section.blocks else []), *below])


def words(text: str, scheme: str = "headings") -> str:
    """The words of a text that is one paragraph."""
    (block,) = document(text, scheme).sections[0].blocks
    assert isinstance(block, Paragraph)
    return plain(block.inlines)


def _all(nodes: tuple[Any, ...], between: str = " ") -> str:
    return between.join(_one(node) for node in nodes)


def _one(node: Any) -> str:
    match node:
        case Text(text):
            return text
        case Field():
            return f"‹{_all(node.inlines, '')}›"
        case Strong():
            return f"*{_all(node.inlines, '')}*"
        case Foreign():
            return f"{node.language}({_all(node.inlines, '')})"
        case Break():
            return "/"
        case Note():
            return f"note{node.number}[{_all(node.blocks)}]"
        case Paragraph():
            return f"p({_all(node.inlines, '')})"
        case Item() | Quote() | FieldBlock():
            return f"{type(node).__name__.lower()}({_all(node.blocks)})" if not isinstance(node, Item) else _all(node.blocks)
        case List():
            return f"{'ol' if node.ordered else 'ul'}({_all(node.items, '; ')})"
        case Table():
            caption = f"{node.number}: {plain(node.caption)} #{node.id} " if node.caption else ""
            return f"table({caption}{_all((node.header, *node.rows), ' / ')})"
        case Row():
            return _all(node.cells, " | ")
        case Cell():
            return _all(node.inlines, "")
        case Figure() | Signatures():
            return type(node).__name__.lower()
        case _:
            return plain((node,))

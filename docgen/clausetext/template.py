"""The tree of a clause before it is filled in: the nodes of a Document with fields and logic among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from docgen.clausetext.expressions import Expression
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.tree import Text


@dataclass(frozen=True, slots=True)
class Output:
    """`{{ expression }}` in text."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class OutputBlock:
    """`{{ expression }}` alone in a paragraph."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class If:
    """Branches in order, each a condition (None for else) and its children: inlines, blocks or rows, like the nodes around the If."""

    branches: tuple[tuple[Expression | None, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class For:
    names: tuple[str, ...]
    over: Expression
    children: tuple[Any, ...]
    otherwise: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A cross-reference whose target is text with fields in it."""

    target: tuple[Any, ...]
    inlines: tuple[Any, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Captioned:
    """A table with the caption and id from the paragraph before it."""

    table: Any
    caption: tuple[Any, ...]
    id: tuple[Any, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Anchored:
    """A block with a name, so that a partnership can replace it; `text` is its source."""

    id: str
    block: Any
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a sub-section, of level 2 or deeper; the sub-section runs to the next heading of the same or a higher level."""

    level: int
    id: tuple[Any, ...]
    inlines: tuple[Any, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Glossary:
    """The place for the table of all terms that the document introduces."""


def expressions(node: Any, local: frozenset[str] = frozenset()) -> Iterator[tuple[Expression, frozenset[str]]]:
    """Every expression in a template, with the loop variables in scope."""
    kind = type(node)
    if kind is tuple:
        for child in node:
            if type(child) is not Text:
                yield from expressions(child, local)
    elif kind is Expression:
        yield node, local
    elif kind is For:
        yield from expressions(node.over, local)
        yield from expressions(node.children, local | {*node.names, "loop"})
        yield from expressions(node.otherwise, local)
    elif is_dataclass(node):
        for name in _inner_fields(kind):
            yield from expressions(getattr(node, name), local)


_INNER_FIELDS: dict[type, tuple[str, ...]] = {}


def _inner_fields(kind: type) -> tuple[str, ...]:
    """The fields of a kind of node that may hold expressions."""
    if kind not in _INNER_FIELDS:
        _INNER_FIELDS[kind] = tuple(field.name for field in fields(kind) if field.name not in ("position", "level", "number"))
    return _INNER_FIELDS[kind]

"""The source of a text in chunks, each with the blocks that it gives in one revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from docgen.clausetext.clause_reader import read
from docgen.clausetext.template import Anchored, Heading
from docgen.composition import bind_blocks
from docgen.composition.binding import Binding
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position
from docgen.document.redline import BELOW
from docgen.document.tree import List, Reference, Term
from docgen.formats.printed_values import Language
from docgen.formats.reading.as_read import blocks_as_read, inlines_as_read

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The language of a revision, the names that it knows everywhere, and the names that a text of it may use."""

    language: str
    names: Mapping[str, Any]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of a source, with an anchor if they are one block that has one, and the number of blocks and headings that they give."""

    text: str
    count: int
    anchor: str = ""


def bound(text: str, scope: Scope) -> Nodes | None:
    """The blocks and headings that a text gives; None if it has a problem."""
    try:
        return _bound(read(text, _place), scope)
    except DocgenError:
        return None


def _place(line: int, column: int) -> Position:
    return Position("", line + 1, column + 1)


def _bound(template: Nodes, scope: Scope) -> Nodes | None:
    binding = Binding(Language(scope.language), scope.names, bind_blocks.blocks)
    try:
        made = binding.blocks(template, {**scope.names, **scope.values})
    except DocgenError:
        return None
    return None if binding.problems else made


def chunks(text: str, scope: Scope) -> tuple[tuple[Chunk, ...], Nodes] | None:
    """The chunks of a source and all that they give together; None if it has a problem. Joined they are the source, but for its empty lines."""
    try:
        template = read(text, _place)
    except DocgenError:
        return None
    whole = _bound(template, scope)
    if whole is None:
        return None
    lines = text.split("\n")
    starts = [min((place.line for place in _positions(node)), default=0) for node in template]
    found: list[tuple[int, Chunk, Nodes]] = []
    for at, node in enumerate(template):
        own = _bound((node,), scope)
        if own is None:
            return None
        anchor = node.id if type(node) is Anchored else ""
        if found and ((own and found[-1][2] and _join(found[-1][2][-1], own[0])) or starts[at] <= found[-1][0]):
            joined = len(own) - bool(own and found[-1][2] and _join(found[-1][2][-1], own[0]))
            before = found[-1]
            found[-1] = (before[0], Chunk("", before[1].count + joined), (*before[2], *own))
        else:
            found.append((starts[at], Chunk("", len(own), anchor), own))
    if sum(chunk.count for _, chunk, _ in found) != len(whole):
        return (Chunk(text.strip("\n"), len(whole)),), whole
    ends = [start for start, _, _ in found[1:]] + [len(lines) + 1]
    pieces = ["\n".join(lines[start - 1 if at else 0 : end - 1]) for at, ((start, _, _), end) in enumerate(zip(found, ends, strict=True))]
    return tuple(replace(chunk, text=piece.strip("\n")) for (_, chunk, _), piece in zip(found, pieces, strict=True)), whole


def _join(above: Any, below: Any) -> bool:
    return type(above) is List is type(below) and above.ordered == below.ordered


def _positions(node: Any) -> Iterator[Position]:
    """Every place in a template."""
    if type(node) is Position:
        yield node
    elif type(node) is tuple:
        for child in node:
            yield from _positions(child)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _positions(getattr(node, field.name))


def bare(node: Any) -> Any:
    """A block or heading in a form that is equal for two that say the same: terms and references by what they name, values as words."""
    made = _named(node)
    if type(made) is Heading:
        return ("heading", made.id, inlines_as_read(made.inlines))
    return blocks_as_read((made,))


def _named(node: Any) -> Any:
    kind = type(node)
    if kind is Term:
        return Term(node.key, f"⟦{node.key}⟧", "", "name", "", node.ending)
    if kind is Reference and not node.inlines:
        return replace(node, lead="", label=f"⟦#{node.target}⟧")
    names = ("inlines",) if kind is Heading else BELOW.get(kind, ())
    changed: dict[str, Any] = {}
    for name in names:
        below = getattr(node, name)
        changed[name] = tuple(_named(child) for child in below) if type(below) is tuple else _named(below)
    return replace(node, **changed) if changed else node

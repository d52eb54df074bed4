"""The blocks of a clause against those of a section: the same search as for lines, over paragraphs, items, rows and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.clausetext.named_facts import Names
from docgen.clausetext.template import Anchored, Captioned, For, Heading, If, OutputBlock
from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Figure, List, Paragraph, Quote, Row, Signatures, Table
from docgen.exchange.matching.match_line import branches, loop_turns, match_line
from docgen.exchange.matching.search_state import Found, Key, Scope, Search

Node = tuple[Any, Scope]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of a list as a block among others, because neighbouring lists are one list."""

    ordered: bool
    blocks: tuple[Any, ...]


def as_items(blocks: Sequence[Any]) -> tuple[Any, ...]:
    """The blocks, with the items of lists in place of the lists."""
    return tuple(made for block in blocks for made in ([ItemLine(block.ordered, item.blocks) for item in block.items] if isinstance(block, List) else [block]))


def match_blocks(search: Search, template: Sequence[Any], blocks: Sequence[Any], found: Found, scope: Scope, whole: bool = True) -> Iterator[Found]:
    """Everything that may be found if these blocks are what the template shows; with `whole`, all of them, else up to a heading of level 2."""
    target = as_items(blocks)
    for at, made in _sequence(search, tuple((node, scope) for node in as_items(template)), target, 0, found):
        if at == len(target) or (not whole and isinstance(target[at], Heading) and target[at].level == 2):
            yield made


def _sequence(search: Search, nodes: tuple[Node, ...], target: Sequence[Any], at: int, found: Found) -> Iterator[tuple[int, Found]]:
    search.step()
    if not nodes:
        yield at, found
        return
    (node, scope), rest = nodes[0], nodes[1:]
    if isinstance(node, If):
        for branch, made in branches(search, node, found, scope):
            yield from _sequence(search, tuple((each, scope) for each in as_items(branch)) + rest, target, at, made)
    elif isinstance(node, For):
        for turns in loop_turns(search, node, found, scope):
            inner = tuple((each, turn) for turn, children in turns for each in as_items(children))
            if len(inner) > 3 * (len(target) - at) + 3:
                return
            yield from _sequence(search, inner + rest, target, at, found)
    elif isinstance(node, OutputBlock):
        for end, made in _value(search, node, target, at, found, scope):
            yield from _sequence(search, rest, target, end, made)
    else:
        # A paragraph of which conditions leave nothing is no paragraph.
        if at < len(target):
            for made in _one(search, node, target[at], found, scope):
                yield from _sequence(search, rest, target, at + 1, made)
        if isinstance(node, Paragraph | ItemLine) and _may_vanish(node):
            for made in _one(search, node, None, found, scope):
                yield from _sequence(search, rest, target, at, made)


def _may_vanish(node: Paragraph | ItemLine) -> bool:
    inner = node.inlines if isinstance(node, Paragraph) else node.blocks
    return all(isinstance(each, If | For) or (isinstance(each, Paragraph) and _may_vanish(each)) for each in inner)


def _one(search: Search, node: Any, block: Any, found: Found, scope: Scope) -> Iterator[Found]:
    """What may be found if one node of a template shows this block, or nothing if the block is None."""
    match node:
        case Anchored():
            yield from _one(search, node.block, block, found, scope)
        case Paragraph() if block is None or isinstance(block, Paragraph):
            yield from match_line(search, node.inlines, search.codes.encoded(block.inlines) if block else "", found, scope)
        case ItemLine() if block is None or (isinstance(block, ItemLine) and block.ordered == node.ordered):
            yield from match_blocks(search, node.blocks, block.blocks if block else (), found, scope)
        case Quote() if isinstance(block, Quote):
            yield from match_blocks(search, node.blocks, block.blocks, found, scope)
        case Heading() if isinstance(block, Heading) and block.level == node.level:
            for made in match_line(search, node.inlines, search.codes.encoded(block.inlines), found, scope):
                yield from match_line(search, node.id, search.codes.encoded(block.id), made, scope)
        case Captioned() if isinstance(block, Table):
            for made in match_line(search, node.caption, search.codes.encoded(block.caption), found, scope):
                yield from _one(search, node.table, block, made, scope)
        case Table() if isinstance(block, Table):
            yield from _rows(search, ((node.header, scope), *((row, scope) for row in node.rows)), (block.header, *block.rows), found)


def _rows(search: Search, rows: tuple[Node, ...], target: tuple[Row, ...], found: Found) -> Iterator[Found]:
    search.step()
    if not rows:
        if not target:
            yield found
        return
    (node, scope), rest = rows[0], rows[1:]
    if isinstance(node, If):
        for branch, made in branches(search, node, found, scope):
            yield from _rows(search, tuple((each, scope) for each in branch) + rest, target, made)
    elif isinstance(node, For):
        for turns in loop_turns(search, node, found, scope):
            inner = tuple((each, turn) for turn, children in turns for each in children)
            if len(inner) > 3 * len(target) + 3:
                return
            yield from _rows(search, inner + rest, target, found)
    elif target and isinstance(node, Row) and len(node.cells) == len(target[0].cells):
        for made in _cells(search, node.cells, target[0].cells, found, scope):
            yield from _rows(search, rest, target[1:], made)


def _cells(search: Search, cells: Sequence[Any], target: Sequence[Any], found: Found, scope: Scope) -> Iterator[Found]:
    if not cells:
        yield found
        return
    for made in match_line(search, cells[0].inlines, search.codes.encoded(target[0].inlines), found, scope):
        yield from _cells(search, cells[1:], target[1:], made, scope)


def _value(search: Search, node: OutputBlock, target: Sequence[Any], at: int, found: Found, scope: Scope) -> Iterator[tuple[int, Found]]:
    """How many blocks the value of a field alone in its paragraph may take, and what they tell."""
    try:
        value = search.known(node.expression, scope, found)
    except KeyError:
        name, form = search.name(node.expression.source, scope)
        if name and not form and found.get(f"c:{name}", True):
            yield from _parameter(search, node, name, target, at, found, scope)
        return
    if at >= len(target):
        return
    if isinstance(value, Figure | Signatures):
        if type(target[at]) is type(value):
            yield at + 1, found
    elif isinstance(value, tuple | list | Names):
        yield at + len(list(value)), found
    else:
        yield at + 1, found


def _parameter(search: Search, node: OutputBlock, name: str, target: Sequence[Any], at: int, found: Found, scope: Scope) -> Iterator[tuple[int, Found]]:
    parameter = search.parameter(name)
    kind = parameter.type if not isinstance(scope.get(name), Key) else parameter.of
    if kind == "list":
        end = at
        while end < len(target) and isinstance(target[end], ItemLine) and not target[end].ordered:
            end += 1
        for last in range(end, at, -1):
            yield last, {**found, f"b:{name}": tuple(target[at:last])}
    elif kind == "table":
        if at < len(target) and isinstance(target[at], Table):
            yield at + 1, {**found, f"b:{name}": (target[at],)}
    elif kind == "markdown":
        end = at
        while end < len(target) and not isinstance(target[end], Heading):
            end += 1
        for last in range(at + 1, end + 1):
            yield last, {**found, f"b:{name}": tuple(target[at:last])}
    elif at < len(target) and isinstance(target[at], Paragraph):
        text = search.codes.encoded(target[at].inlines)
        if search.fits(text, name, ""):
            yield at + 1, {**found, f"v:{name}:": text}

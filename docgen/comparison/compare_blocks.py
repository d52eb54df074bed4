"""Blocks, list items and table rows of two documents compared, with one small function for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.comparison.compare_lines import compare_lines
from docgen.comparison.likeness import Vocabulary
from docgen.comparison.sequence_alignment import Pairs, aligned, likeness
from docgen.document.redline import BELOW, Altered, Cut, Deleted, Inserted
from docgen.document.tree import Cell, FieldBlock, Figure, Item, Note, Paragraph, Row, Signatory, Table

Nodes = tuple[Any, ...]
_FEW_WORDS = 6
_SAME_TEXT = 0.9
_MOST_PARTS = 3
"""The largest number of paragraphs that one is split into, or joined from."""


def compare_blocks(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Nodes:
    """The new blocks, items, rows, cells or signatories, with marks."""
    if old is new:
        return new

    def compare(a: Any, b: Any) -> Any:
        # Lines whose words changed wait until it is known whether they were split or joined.
        waits = _line_of(a) and _line_of(b) and vocabulary.words(a) != vocabulary.words(b)
        return _Pair(a, b) if waits else compare_nodes(a, b, vocabulary)

    return tuple(_with_splits_and_joins(_compared(old, new, _pairs(old, new, vocabulary), compare), vocabulary))


def _compared(old: Nodes, new: Nodes, pairs: Pairs, compare: Callable[[Any, Any], Any]) -> list[Any]:
    """The nodes of both in order: pairs compared, and the others deleted or inserted."""
    out: list[Any] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        out += [Deleted((node,)) for node in old[i:next_i]]
        out += [Inserted((node,)) for node in new[j:next_j]]
        if next_i < len(old) and next_j < len(new):
            out.append(compare(old[next_i], new[next_j]))
        i, j = next_i + 1, next_j + 1
    return out


def _pairs(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Pairs:
    """The indices of the blocks that match, in order: equal ones, similar ones, and then short ones in the same place."""
    a, b = [vocabulary.key(node) for node in old], [vocabulary.key(node) for node in new]

    def like(i: int, j: int) -> float:
        return _likeness(old[i], new[j], vocabulary)

    pairs = aligned(a, b, like, [1.0 + len(vocabulary.words(node)) for node in old])
    out: Pairs = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        if next_i - i == next_j - j:
            out += [(i + k, j + k) for k in range(next_i - i) if _replaces(old[i + k], new[j + k], vocabulary)]
        if next_i < len(old) and next_j < len(new):
            out.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return out


def _replaces(a: Any, b: Any, vocabulary: Vocabulary) -> bool:
    if type(a) is not type(b):
        return False
    return type(a) is Cell or (type(a) in (Paragraph, Item, Signatory, Row) and max(len(vocabulary.words(a)), len(vocabulary.words(b))) <= _FEW_WORDS)


def _likeness(a: Any, b: Any, vocabulary: Vocabulary) -> float:
    if type(a) is not type(b):
        return 0.0
    if type(a) is Figure:
        return float(a.id == b.id)
    if type(a) is FieldBlock and a.name == b.name:
        return 1.0
    alike = likeness(vocabulary.words(a), vocabulary.words(b))
    heads: tuple[Nodes, Nodes] = (a.cells, b.cells) if type(a) is Row else (a.blocks, b.blocks) if type(a) is Item else ((), ())
    if all(heads) and vocabulary.words(heads[0][0]) == vocabulary.words(heads[1][0]):
        return 0.5 + 0.5 * alike
    if type(a) is Signatory:
        return max(alike, 0.5 if a.party == b.party else 0.0)
    return alike


def _with_splits_and_joins(nodes: list[Any], vocabulary: Vocabulary) -> list[Any]:
    """The nodes, with paragraphs and items that were split or joined shown as such."""
    out: list[Any] = []
    at = 0
    while at < len(nodes):
        node, count = _split_or_joined(nodes, at, vocabulary) or (nodes[at], 1)
        out.append(compare_nodes(node.old, node.new, vocabulary) if type(node) is _Pair else node)
        at += count
    return out


def _line_of(node: Any) -> Paragraph | None:
    """The block if it is a paragraph, or the only block of an item if that is a paragraph."""
    if type(node) is Item:
        node = node.blocks[0] if len(node.blocks) == 1 else None
    return node if type(node) is Paragraph else None


def _split_or_joined(nodes: list[Any], at: int, vocabulary: Vocabulary) -> tuple[Any, int] | None:
    """A paragraph that equals two or three of the other side, with cuts, if the nodes from `at` on hold these; and how many nodes that takes."""
    for count in range(2, _MOST_PARTS + 2):
        run = nodes[at : at + count]
        if len(run) < count:
            return None
        old, new = _both_sides(run)
        if min(len(old), len(new)) != 1 or len(old) + len(new) > _MOST_PARTS + 1 or len(old) == len(new):
            continue
        lines = [_line_of(node) for node in (*old, *new)]
        if any(line is None for line in lines) or len({type(node) for node in (*old, *new)}) > 1:
            continue
        one, many = (old, new) if len(old) == 1 else (new, old)
        whole, parts = vocabulary.words(one[0]), sum((vocabulary.words(node) for node in many), ())
        if all(vocabulary.words(node) for node in many) and likeness(whole, parts, _SAME_TEXT):
            return _with_cuts(old, new, vocabulary), count
    return None


def _both_sides(run: list[Any]) -> tuple[list[Any], list[Any]]:
    """The old blocks and the new ones of a run of marks and pairs; none if there is any other node in it."""
    old: list[Any] = []
    new: list[Any] = []
    for node in run:
        if type(node) is Deleted:
            old += node.nodes
        elif type(node) is Inserted:
            new += node.nodes
        elif type(node) is _Pair:
            old.append(node.old)
            new.append(node.new)
        else:
            return [], []
    return old, new


class _Pair:
    """Two paragraphs, or items of one paragraph, that match but are not compared yet."""

    __slots__ = ("new", "old")

    def __init__(self, old: Any, new: Any) -> None:
        self.old, self.new = old, new


def _with_cuts(old: list[Any], new: list[Any], vocabulary: Vocabulary) -> Any:
    """The old and the new paragraphs or items as one with marks; one of the two sides has only one."""
    made = compare_inlines(_in_one_line(old), _in_one_line(new), vocabulary)
    first = _line_of(new[0])
    assert first is not None
    paragraph = Paragraph(made, first.number, first.position)
    return Item((paragraph,)) if type(new[0]) is Item else paragraph


def _in_one_line(nodes: list[Any]) -> Nodes:
    out: list[Any] = []
    for index, node in enumerate(nodes):
        line = _line_of(node)
        assert line is not None
        out += [Cut("item" if type(node) is Item else "paragraph", line.number)] if index else []
        out += line.inlines
    return tuple(out)


def compare_inlines(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Nodes:
    """The new line, with marks."""

    def compare_notes(a: Note, b: Note) -> Note:
        return Note(compare_blocks(a.blocks, b.blocks, vocabulary), b.number)

    return compare_lines(old, new, compare_notes)


def compare_nodes(old: Any, new: Any, vocabulary: Vocabulary) -> Any:
    """The new node, with marks below it, and in a mark with the old one if its own properties changed."""
    kind = type(new)
    changed: dict[str, Any] = {}
    for name in BELOW.get(kind, ()):
        before, after = getattr(old, name), getattr(new, name)
        if name in ("inlines", "caption", "title"):
            made: Any = compare_inlines(before, after, vocabulary)
        elif kind is Table:
            columns = _columns(old, new, vocabulary)
            made = _compare_rows(before, after, columns, vocabulary) if name == "rows" else _compare_row(before, after, columns, vocabulary)
        else:
            made = compare_blocks(before, after, vocabulary)
        if made is not after:
            changed[name] = made
    node = replace(new, **changed) if changed else new
    was = without_children(old)
    return node if was == without_children(new) else Altered(node, was)


def without_children(node: Any) -> Any:
    """The node with nothing below it."""
    return replace(node, **{name: () for name in BELOW.get(type(node), ()) if name != "header"}, **({"header": Row(())} if type(node) is Table else {}))


def _columns(old: Table, new: Table, vocabulary: Vocabulary) -> Pairs:
    """The indices of the columns that match: one for one, or by their headings if their number changed."""
    heads_a, heads_b = old.header.cells, new.header.cells
    if len(heads_a) == len(heads_b):
        return [(i, i) for i in range(len(heads_a))]
    keys_a, keys_b = [vocabulary.words(cell) for cell in heads_a], [vocabulary.words(cell) for cell in heads_b]
    return aligned(keys_a, keys_b, lambda i, j: likeness(keys_a[i], keys_b[j]), [1.0] * len(keys_a))


def _compare_row(old: Row, new: Row, columns: Pairs, vocabulary: Vocabulary) -> Row:
    return Row(tuple(_compared(old.cells, new.cells, columns, lambda a, b: compare_nodes(a, b, vocabulary))))


def _compare_rows(old: Nodes, new: Nodes, columns: Pairs, vocabulary: Vocabulary) -> Nodes:
    return tuple(_compared(old, new, _pairs(old, new, vocabulary), lambda a, b: _compare_row(a, b, columns, vocabulary)))

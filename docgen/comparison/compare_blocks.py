"""Two rows of blocks, items or rows of a table made one with marks, one small function for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.comparison.compare_lines import compare_lines
from docgen.comparison.likeness import Reading
from docgen.comparison.sequence_alignment import Pairs, aligned, likeness
from docgen.document.redline import BELOW, Altered, Cut, Deleted, Inserted
from docgen.document.tree import Cell, FieldBlock, Figure, Item, Note, Paragraph, Row, Signatory, Table

Nodes = tuple[Any, ...]
_FEW_WORDS = 6
_SAME_TEXT = 0.9
_MOST_PARTS = 3
"""A paragraph is looked for in so many others at the most."""


def compare_blocks(old: Nodes, new: Nodes, reading: Reading) -> Nodes:
    """The new blocks, items, rows, cells or signatories with marks."""
    if old is new:
        return new
    pairs = _pairs(old, new, reading)
    out: list[Any] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        out += _gap(old[i:next_i], new[j:next_j])
        if next_i < len(old) and next_j < len(new):
            out.append(_paired(old[next_i], new[next_j], reading))
        i, j = next_i + 1, next_j + 1
    return tuple(_with_parts(out, reading))


def _paired(old: Any, new: Any, reading: Reading) -> Any:
    """The two made one; lines whose words changed wait until it is known whether they were split or joined."""
    if _line_of(old) and _line_of(new) and reading.words(old) != reading.words(new):
        return _Pair(old, new)
    return merged(old, new, reading)


def _gap(old: Nodes, new: Nodes) -> list[Any]:
    return [*(Deleted((node,)) for node in old), *(Inserted((node,)) for node in new)]


def _pairs(old: Nodes, new: Nodes, reading: Reading) -> Pairs:
    """Which blocks became which, in order: the equal, the alike, and then short ones that stand in the same place."""
    a, b = [reading.key(node) for node in old], [reading.key(node) for node in new]

    def like(i: int, j: int) -> float:
        return _likeness(old[i], new[j], reading)

    pairs = aligned(a, b, like, [1.0 + len(reading.words(node)) for node in old])
    out: Pairs = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        if next_i - i == next_j - j:
            out += [(i + k, j + k) for k in range(next_i - i) if _takes_its_place(old[i + k], new[j + k], reading)]
        if next_i < len(old) and next_j < len(new):
            out.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return out


def _takes_its_place(a: Any, b: Any, reading: Reading) -> bool:
    if type(a) is not type(b):
        return False
    return type(a) is Cell or (type(a) in (Paragraph, Item, Signatory, Row) and max(len(reading.words(a)), len(reading.words(b))) <= _FEW_WORDS)


def _likeness(a: Any, b: Any, reading: Reading) -> float:
    if type(a) is not type(b):
        return 0.0
    if type(a) is Figure:
        return float(a.id == b.id)
    if type(a) is FieldBlock and a.name == b.name:
        return 1.0
    alike = likeness(reading.words(a), reading.words(b))
    heads: tuple[Nodes, Nodes] = (a.cells, b.cells) if type(a) is Row else (a.blocks, b.blocks) if type(a) is Item else ((), ())
    if all(heads) and reading.words(heads[0][0]) == reading.words(heads[1][0]):
        return 0.5 + 0.5 * alike
    if type(a) is Signatory:
        return max(alike, 0.5 if a.party == b.party else 0.0)
    return alike


def _with_parts(nodes: list[Any], reading: Reading) -> list[Any]:
    """The row with paragraphs and items that were split or joined shown as such."""
    out: list[Any] = []
    at = 0
    while at < len(nodes):
        joined = _joined(nodes, at, reading)
        node, taken = joined or (nodes[at], 1)
        out.append(merged(node.old, node.new, reading) if type(node) is _Pair else node)
        at += taken
    return out


def _line_of(node: Any) -> Paragraph | None:
    """The paragraph that a block is, or that an item holds and nothing else."""
    if type(node) is Item:
        node = node.blocks[0] if len(node.blocks) == 1 else None
    return node if type(node) is Paragraph else None


def _joined(nodes: list[Any], at: int, reading: Reading) -> tuple[Any, int] | None:
    """One paragraph made of two or three of the other side, where the row from `at` on holds those; and how many of the row it takes."""
    for count in range(2, _MOST_PARTS + 2):
        row = nodes[at : at + count]
        if len(row) < count:
            return None
        old, new = _both_sides(row)
        if min(len(old), len(new)) != 1 or len(old) + len(new) > _MOST_PARTS + 1 or len(old) == len(new):
            continue
        lines = [_line_of(node) for node in (*old, *new)]
        if any(line is None for line in lines) or len({type(node) for node in (*old, *new)}) > 1:
            continue
        one, many = (old, new) if len(old) == 1 else (new, old)
        whole, parts = reading.words(one[0]), sum((reading.words(node) for node in many), ())
        if all(reading.words(node) for node in many) and likeness(whole, parts, _SAME_TEXT):
            return _cut(old, new, reading), count
    return None


def _both_sides(row: list[Any]) -> tuple[list[Any], list[Any]]:
    """The old blocks and the new ones of a row of a redline; of a pair whose words changed, both."""
    old: list[Any] = []
    new: list[Any] = []
    for node in row:
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
    """Two paragraphs, or items of one paragraph, that were paired for their likeness, before they are merged."""

    __slots__ = ("new", "old")

    def __init__(self, old: Any, new: Any) -> None:
        self.old, self.new = old, new


def _cut(old: list[Any], new: list[Any], reading: Reading) -> Any:
    """The old and the new lines, of which one side has one, made one line with cuts."""
    item = type(new[0]) is Item
    made = merged_line_of(_in_one(old, item), _in_one(new, item), reading)
    first = _line_of(new[0])
    assert first is not None
    paragraph = Paragraph(made, first.number, first.position)
    return Item((paragraph,)) if item else paragraph


def _in_one(nodes: list[Any], item: bool) -> Nodes:
    out: list[Any] = []
    for node in nodes:
        line = _line_of(node)
        assert line is not None
        out += [Cut("item" if item else "paragraph", line.number)] if out or node is not nodes[0] else []
        out += line.inlines
    return tuple(out)


def merged_line_of(old: Nodes, new: Nodes, reading: Reading) -> Nodes:
    """The new line with marks."""
    return compare_lines(old, new, _notes(reading))


def _notes(reading: Reading) -> Callable[[Note, Note], Note]:
    def merge(old: Note, new: Note) -> Note:
        return Note(compare_blocks(old.blocks, new.blocks, reading), new.number)

    return merge


def merged(old: Any, new: Any, reading: Reading) -> Any:
    """The new node with marks, and with what it was where its own facts changed."""
    kind = type(new)
    changed: dict[str, Any] = {}
    for name in BELOW.get(kind, ()):
        below, now = getattr(old, name), getattr(new, name)
        if name in ("inlines", "caption", "title"):
            made: Any = merged_line_of(below, now, reading)
        elif kind is Table:
            made = _rows(below, now, old, new, reading) if name == "rows" else _row(below, now, _columns(old, new, reading), reading)
        else:
            made = compare_blocks(below, now, reading)
        if made is not now:
            changed[name] = made
    node = replace(new, **changed) if changed else new
    was = without_children(old)
    return node if was == without_children(new) else Altered(node, was)


def without_children(node: Any) -> Any:
    """The node with nothing below it."""
    return replace(node, **{name: () for name in BELOW.get(type(node), ()) if name != "header"}, **({"header": Row(())} if type(node) is Table else {}))


def _columns(old: Table, new: Table, reading: Reading) -> Pairs:
    """Which column of a table became which: by their headings, or one for one."""
    heads_a, heads_b = old.header.cells, new.header.cells
    if len(heads_a) == len(heads_b):
        return [(i, i) for i in range(len(heads_a))]
    keys_a, keys_b = [reading.words(cell) for cell in heads_a], [reading.words(cell) for cell in heads_b]
    return aligned(keys_a, keys_b, lambda i, j: likeness(keys_a[i], keys_b[j]), [1.0] * len(keys_a))


def _row(old: Row, new: Row, columns: Pairs, reading: Reading) -> Row:
    out: list[Any] = []
    i = j = 0
    for next_i, next_j in [*columns, (len(old.cells), len(new.cells))]:
        out += _gap(old.cells[i:next_i], new.cells[j:next_j])
        if next_i < len(old.cells) and next_j < len(new.cells):
            out.append(merged(old.cells[next_i], new.cells[next_j], reading))
        i, j = next_i + 1, next_j + 1
    return Row(tuple(out))


def _rows(old: Nodes, new: Nodes, before: Table, after: Table, reading: Reading) -> Nodes:
    columns = _columns(before, after, reading)
    out: list[Any] = []
    i = j = 0
    for next_i, next_j in [*_pairs(old, new, reading), (len(old), len(new))]:
        out += _gap(old[i:next_i], new[j:next_j])
        if next_i < len(old) and next_j < len(new):
            out.append(_row(old[next_i], new[next_j], columns, reading))
        i, j = next_i + 1, next_j + 1
    return tuple(out)

"""Blocks, list items and table rows of two documents compared, with one small function for each kind of node."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from docgen.comparison.compare_lines import compare_lines
from docgen.comparison.sequence_alignment import Element, Pairs, aligned, likeness, shared_by_shorter
from docgen.comparison.splits_and_joins import line_of, with_splits_and_joins
from docgen.comparison.structure.changes_of_kind import (
    Step,
    Unit,
    around_lists,
    grouped_in_lists,
    is_regrouped,
    likeness_of_lines,
    line_key,
    lines_and_blocks,
    may_change_kind,
    within_one_list,
)
from docgen.comparison.structure.redline_tree import MovedSection
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.change_of_kind import ListItem
from docgen.document.headings import Heading
from docgen.document.redline import BELOW, Altered, Cut, Deleted, Inserted, marks
from docgen.document.tree import BLOCKS, Cell, FieldBlock, Figure, Item, List, Note, Paragraph, Quote, Row, Signatory, Table

Nodes = tuple[Any, ...]
_FEW_WORDS = 6
_SHARED_BY_LISTS = 0.7
"""The share of the words of a list that are in the same order in a longer one, if that lost items or got some."""
_LIKE_LISTS = 0.4
_MARKS = (Deleted, Inserted)


def compare_blocks(old: Nodes, new: Nodes, vocabulary: Vocabulary, kinds: bool = True, in_items: bool = True) -> Nodes:
    """The new blocks, items, rows, cells or signatories, with marks; with `kinds`, paragraphs may have become list items, lists one list, or the reverse."""
    if old is new:
        return new
    return compare_pairs(old, new, block_pairs(old, new, vocabulary), lambda a, b: compare_nodes(a, b, vocabulary, in_items), vocabulary, kinds)


def compare_pairs(old: Nodes, new: Nodes, pairs: Pairs, compare: Callable[[Any, Any], Any], vocabulary: Vocabulary, kinds: bool = True) -> Nodes:
    """The nodes of both in order, with marks: the pairs of indices compared, what was split or joined as one, and the others deleted or inserted."""

    def compared(before: Nodes, after: Nodes) -> Any:
        return compare(before[0], after[0]) if len(before) == len(after) else _with_cuts(before, after, vocabulary)

    matches = with_splits_and_joins(pairs, old, new, vocabulary)
    if not (kinds and may_change_kind(old, new, matches)):
        return _compared(old, new, matches, compared)
    out: list[Any] = []
    for i, end_i, j, end_j, inside in around_lists(old, new, matches, vocabulary):
        before, after = old[i:end_i], new[j:end_j]
        within_section = _first_heading(before) == len(before) and _first_heading(after) == len(after)
        made = _of_other_kinds(before, after, vocabulary) if within_section and may_change_kind(before, after, inside) else ()
        out += made or _compared(before, after, inside, compared)
    return tuple(out)


def _of_other_kinds(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Nodes:
    """The new blocks with marks, if a paragraph became a list item, lists became one, or the reverse; else nothing.

    Items are compared as if they stood among the blocks.
    """
    before, after = lines_and_blocks(old), lines_and_blocks(new)
    a, b = ([each.node for each in side] for side in (before, after))
    pairs = block_pairs(a, b, vocabulary, lambda node: line_key(node, vocabulary))
    matches = within_one_list(with_splits_and_joins(pairs, a, b, vocabulary), before, after)
    if not is_regrouped(matches, before, after):
        return ()
    steps: list[Step] = []
    i = j = 0
    for start_old, end_old, start_new, end_new in [*matches, (len(a), len(a), len(b), len(b))]:
        steps += [Step(node, ordered, None, Deleted) for node, ordered, _ in before[i:start_old]]
        steps += [Step(node, None, ordered, Inserted) for node, ordered, _ in after[j:start_new]]
        if start_old < end_old:
            steps.append(_step(before[start_old:end_old], after[start_new:end_new], vocabulary))
        i, j = end_old, end_new
    return grouped_in_lists(steps)


def _step(old: Sequence[Unit], new: Sequence[Unit], vocabulary: Vocabulary) -> Step:
    """What became of one paragraph, item or block; or of several that were split or joined."""
    (was, was_ordered, _), (now, ordered, _) = old[0], new[0]
    if len(old) != len(new):
        return Step(_with_cuts(tuple(each.node for each in old), tuple(each.node for each in new), vocabulary), was_ordered, ordered)
    if type(was) is type(now):
        return Step(compare_nodes(was, now, vocabulary, was_ordered == ordered), was_ordered, ordered)
    before, after = line_of(was), line_of(now)
    assert before is not None and after is not None
    made = replace(after, inlines=compare_inlines(before.inlines, after.inlines, vocabulary))
    if was_ordered is None:
        return Step(Altered(Item((made,)), without_children(before)), None, ordered)
    return Step(Altered(made, ListItem(was_ordered)), None, None)


def _compared(old: Nodes, new: Nodes, matches: Iterable[tuple[int, int, int, int]], compare: Callable[[Nodes, Nodes], Any]) -> Nodes:
    """The nodes of both in order: matches compared, and the others deleted or inserted."""
    out: list[Any] = []
    i = j = 0
    for start_old, end_old, start_new, end_new in [*matches, (len(old), len(old), len(new), len(new))]:
        if i < start_old or j < start_new:
            out += _one_sided(old[i:start_old], new[j:start_new])
        if start_old < end_old:
            out.append(compare(old[start_old:end_old], new[start_new:end_new]))
        i, j = end_old, end_new
    return tuple(out)


def _one_sided(old: Nodes, new: Nodes) -> list[Any]:
    """The nodes between two matches: the deleted ones first, but no heading before a block that stands above it in the other document."""
    above, below = zip(*[(nodes[: (at := _first_heading(nodes))], nodes[at:]) for nodes in (old, new)], strict=True)
    return [node if type(node) is MovedSection else mark((node,)) for part in (above, below) for mark, side in zip(_MARKS, part, strict=True) for node in side]


def _first_heading(nodes: Nodes) -> int:
    return next((at for at, node in enumerate(nodes) if type(node) in (Heading, MovedSection)), len(nodes))


def _compared_one_by_one(old: Nodes, new: Nodes, pairs: Pairs, compare: Callable[[Any, Any], Any]) -> Nodes:
    return _compared(old, new, [(i, i + 1, j, j + 1) for i, j in pairs], lambda a, b: compare(a[0], b[0]))


def block_pairs(old: Sequence[Any], new: Sequence[Any], vocabulary: Vocabulary, key: Callable[[Any], Hashable] | None = None) -> Pairs:
    """The indices of the blocks that match, in order: ones with equal keys, similar ones, and then short ones in the same place."""

    def like(i: int, j: int) -> float:
        return _likeness(old[i], new[j], vocabulary)

    key = key or vocabulary.key
    a, b = ([Element(key(node), vocabulary.words(node)) for node in nodes] for nodes in (old, new))
    pairs = aligned(a, b, like)
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
        return likeness_of_lines(a, b, vocabulary)
    if type(a) is Figure and a.id == b.id:
        return 1.0
    if type(a) is FieldBlock and a.name == b.name:
        return 1.0
    alike = likeness(vocabulary.words(a), vocabulary.words(b))
    heads: tuple[Nodes, Nodes] = (a.cells, b.cells) if type(a) is Row else (a.blocks, b.blocks) if type(a) is Item else ((), ())
    if all(heads) and vocabulary.words(heads[0][0]) == vocabulary.words(heads[1][0]):
        return 0.5 + 0.5 * alike
    if type(a) is List and not alike:
        return _likeness_of_lists(a, b, vocabulary)
    if type(a) is Signatory:
        return max(alike, 0.5 if a.party == b.party else 0.0)
    return alike


def _likeness_of_lists(a: List, b: List, vocabulary: Vocabulary) -> float:
    """How alike two lists are if one has most of the other among much else, or the same items in another order."""
    before, after = vocabulary.words(a), vocabulary.words(b)
    if min(len(before), len(after)) <= _FEW_WORDS:
        return 0.0
    items, others = ([vocabulary.words(item) for item in each.items] for each in (a, b))
    reordered = sum(map(len, set(items) & set(others))) >= _SHARED_BY_LISTS * max(len(before), len(after))
    return _LIKE_LISTS if reordered or shared_by_shorter(before, after) >= _SHARED_BY_LISTS else 0.0


def _with_cuts(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Any:
    """The old and the new paragraphs or items as one with marks; one of the two sides has only one."""
    made = compare_inlines(_in_one_line(old), _in_one_line(new), vocabulary)
    first = line_of(new[0])
    assert first is not None
    paragraph = Paragraph(made, first.number, first.position)
    return Item((paragraph,)) if type(new[0]) is Item else paragraph


def _in_one_line(nodes: Nodes) -> Nodes:
    out: list[Any] = []
    for index, node in enumerate(nodes):
        line = line_of(node)
        assert line is not None
        out += [Cut("item" if type(node) is Item else "paragraph", line.number)] if index else []
        out += line.inlines
    return tuple(out)


def compare_inlines(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Nodes:
    """The new line, with marks."""

    def compare_notes(a: Note, b: Note) -> Note:
        return Note(compare_blocks(a.blocks, b.blocks, vocabulary, False), b.number)

    return compare_lines(old, new, compare_notes, vocabulary.new_ids)


def compare_nodes(old: Any, new: Any, vocabulary: Vocabulary, in_items: bool = True) -> Any:
    """The new node, with marks below it, and in a mark with the old one if its own properties changed.

    With `in_items`, what is below the first paragraph of an item may change its kind; not in a list that does, for Word has one old label for each line.
    """
    kind = type(new)
    in_items = in_items and (kind is not List or old.ordered == new.ordered)
    changed: dict[str, Any] = {}
    for name in BELOW.get(kind, ()):
        before, after = getattr(old, name), getattr(new, name)
        if name in ("inlines", "caption", "title"):
            made: Any = compare_inlines(before, after, vocabulary)
        elif kind is Table:
            columns = _columns(old, new, vocabulary)
            made = _compare_rows(before, after, columns, vocabulary) if name == "rows" else _compare_row(before, after, columns, vocabulary)
        elif kind is Item and in_items:
            made = _compare_in_item(before, after, vocabulary)
        else:
            made = compare_blocks(before, after, vocabulary, kind is Quote, in_items)
        if made is not after:
            changed[name] = made
    node = replace(new, **changed) if changed else new
    was = without_children(old)
    return node if was == without_children(new) else Altered(node, was)


def _compare_in_item(old: Nodes, new: Nodes, vocabulary: Vocabulary) -> Nodes:
    """The new blocks of an item, with marks. The first one carries its bullet, so kinds change only below a paragraph, and only if every line stayed."""
    pairs = block_pairs(old, new, vocabulary)
    if pairs[:1] == [(0, 0)] and type(old[0]) is type(new[0]) is Paragraph:
        made = compare_pairs(old, new, pairs, lambda a, b: compare_nodes(a, b, vocabulary), vocabulary)
        if not any(type(mark) in _MARKS and type(mark.nodes[0]) in (*BLOCKS, Item) for mark in marks(made)):
            return made
    return compare_blocks(old, new, vocabulary, False)


def without_children(node: Any) -> Any:
    """The node with nothing below it."""
    return replace(node, **{name: () for name in BELOW.get(type(node), ()) if name != "header"}, **({"header": Row(())} if type(node) is Table else {}))


def _columns(old: Table, new: Table, vocabulary: Vocabulary) -> Pairs:
    """The indices of the columns that match: one for one, or by their headings if their number changed."""
    heads_a, heads_b = old.header.cells, new.header.cells
    if len(heads_a) == len(heads_b):
        return [(i, i) for i in range(len(heads_a))]
    a, b = ([Element(words, words) for words in map(vocabulary.words, heads)] for heads in (heads_a, heads_b))
    return aligned(a, b, lambda i, j: likeness(a[i].words, b[j].words))


def _compare_row(old: Row, new: Row, columns: Pairs, vocabulary: Vocabulary) -> Row:
    return Row(_compared_one_by_one(old.cells, new.cells, columns, lambda a, b: compare_nodes(a, b, vocabulary)))


def _compare_rows(old: Nodes, new: Nodes, columns: Pairs, vocabulary: Vocabulary) -> Nodes:
    return _compared_one_by_one(old, new, block_pairs(old, new, vocabulary), lambda a, b: _compare_row(a, b, columns, vocabulary))

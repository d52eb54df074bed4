"""Paragraphs that became list items, lists that became one, and the reverse: items are compared as if they stood among the blocks, and put into lists again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from docgen.comparison.sequence_alignment import likeness
from docgen.comparison.splits_and_joins import Match, line_of
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.redline import Altered, Deleted, Inserted
from docgen.document.tree import Item, List, Paragraph

Nodes = tuple[Any, ...]
_LEAST_LIKENESS = 0.6
"""How like each other a paragraph and an item are at least, if the one became the other."""
_OF_OTHER_KIND = 0.95
"""What the likeness of two of different kinds counts: of two that are as like, the one of the same kind is taken."""


class Unit(NamedTuple):
    """A block, or an item of a list, which is `ordered` or not; None for a block. `place` is that of the block or the list."""

    node: Any
    ordered: bool | None
    place: int


class Step(NamedTuple):
    """A node with the marks below it, or the node in a mark; with the kind of the list that it was in and that it is in, if any."""

    node: Any
    old: bool | None
    new: bool | None
    mark: type | None = None


def may_change_kind(old: Nodes, new: Nodes, matches: Sequence[Match]) -> bool:
    """Whether a side has a paragraph or a list that matches nothing, and the other has a list."""
    lists = [any(type(node) is List for node in side) for side in (old, new)]
    if not any(lists):
        return False
    in_old = {i for match in matches for i in range(match.start_old, match.end_old)}
    in_new = {j for match in matches for j in range(match.start_new, match.end_new)}
    return (lists[1] and _has_other(old, in_old)) or (lists[0] and _has_other(new, in_new))


def _has_other(nodes: Nodes, matched: set[int]) -> bool:
    return any(type(node) in (Paragraph, List) and index not in matched for index, node in enumerate(nodes))


def is_regrouped(matches: Sequence[Match], old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether a line changed its kind, or items of several lists of one side are in one list of the other."""
    if any(type(old[match.start_old].node) is not type(new[match.start_new].node) for match in matches):
        return True
    lists = {(old[m.start_old].place, new[m.start_new].place) for m in matches if old[m.start_old].ordered is not None}
    return len(lists) > min(len({place for place, _ in lists}), len({place for _, place in lists}))


def around_lists(old: Nodes, new: Nodes, matches: Sequence[Match], vocabulary: Vocabulary) -> Iterator[tuple[int, int, int, int, list[Match]]]:
    """The stretches of both sides, in order, each with the matches inside it: those around lists, and each match between them by itself."""
    i = j = 0
    inside: list[Match] = []
    for match in [*matches, Match(len(old), len(old), len(new), len(new))]:
        start_old, end_old, start_new, end_new = match
        if start_old < end_old and type(new[start_new]) is List and vocabulary.key(old[start_old]) != vocabulary.key(new[start_new]):
            inside.append(Match(start_old - i, end_old - i, start_new - j, end_new - j))
            continue
        yield i, start_old, j, start_new, inside
        if start_old < end_old:
            yield (*match, [Match(0, end_old - start_old, 0, end_new - start_new)])
        i, j, inside = end_old, end_new, []


def lines_and_blocks(nodes: Nodes) -> list[Unit]:
    """The blocks, with the items of each list in its place."""
    return [
        unit
        for place, node in enumerate(nodes)
        for unit in ([Unit(item, node.ordered, place) for item in node.items] if type(node) is List and node.items else [Unit(node, None, place)])
    ]


def line_key(node: Any, vocabulary: Vocabulary) -> Hashable:
    """A key that is equal for nodes of the same kind with the same words, and for a paragraph and an item that are the same line."""
    words = vocabulary.words(node) if line_of(node) else ()
    return words or vocabulary.key(node)


def likeness_of_lines(a: Any, b: Any, vocabulary: Vocabulary) -> float:
    """How like a paragraph is to an item; 0 for other kinds."""
    if {type(a), type(b)} != {Paragraph, Item} or not (line_of(a) and line_of(b)):
        return 0.0
    return _OF_OTHER_KIND * likeness(vocabulary.words(a), vocabulary.words(b), _LEAST_LIKENESS)


def within_one_list(matches: Sequence[Match], old: Sequence[Unit], new: Sequence[Unit]) -> list[Match]:
    """The matches without those of items from lists of different kinds: these are neither split nor joined."""
    return [
        m for m in matches if len({each.ordered for each in old[m.start_old : m.end_old]}) == 1 == len({each.ordered for each in new[m.start_new : m.end_new]})
    ]


def grouped_in_lists(steps: Sequence[Step]) -> Nodes:
    """The steps as blocks with marks, the items among them in lists."""
    out: list[Any] = []
    run: list[Step] = []
    for step in steps:
        is_item = step.old is not None or step.new is not None
        if run and not (is_item and _fits([*run, step])):
            out += _lists(run)
            run = []
        if is_item:
            run.append(step)
        else:
            out.append(step.mark((step.node,)) if step.mark else step.node)
    return (*out, *(_lists(run) if run else ()))


def _fits(run: Sequence[Step]) -> bool:
    """Whether one list can hold the items: on each side they are of one kind, and on both of the same unless one of them says that the kind changed."""
    old, new = {step.old for step in run} - {None}, {step.new for step in run} - {None}
    is_told = any(step.old is not None and step.new is not None for step in run)
    return len(old) <= 1 and len(new) <= 1 and (is_told or not old or not new or old == new)


def _lists(run: Sequence[Step]) -> Nodes:
    """The list of a run of items; two if all of its items are inserted or deleted."""
    old = next((step.old for step in run if step.old is not None), None)
    new = next((step.new for step in run if step.new is not None), old)
    if all(step.mark for step in run):
        sides = ((Deleted, old, [step.node for step in run if step.mark is Deleted]), (Inserted, new, [step.node for step in run if step.mark is Inserted]))
        return tuple(mark((List(bool(ordered), tuple(nodes)),)) for mark, ordered, nodes in sides if nodes)
    made = List(bool(new), tuple(step.mark((step.node,)) if step.mark else step.node for step in run))
    return (made if old in (None, new) else Altered(made, List(bool(old), ())),)

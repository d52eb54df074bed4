"""What became of each paragraph and table of a text: the steps from the old text to the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.comparison.compare_blocks import block_pairs
from docgen.comparison.moved_blocks import Move, MovedBlocks
from docgen.comparison.splits_and_joins import with_splits_and_joins
from docgen.comparison.words.likeness import Vocabulary
from docgen.document.redline import Deleted, Inserted
from docgen.formats.docx.marked_copy.changed_words import Change, changes_between, followed_by, replaced
from docgen.formats.docx.marked_copy.word_lines import Block, Grid, Line

Outcome = Literal["kept", "del", "ins", "from", "to"]


@dataclass(slots=True)
class Step:
    """Old and new blocks that belong together; one of the two sides is empty where a block was deleted or inserted. Both ends of a move hold both sides."""

    outcome: Outcome
    old: list[Any]
    new: list[Any]
    changes: list[Change] = field(default_factory=list)
    move: int = 0

    @property
    def is_line(self) -> bool:
        return isinstance((self.new or self.old)[0], Line)


def steps_between(old: Sequence[Block], new: Sequence[Block], vocabulary: Vocabulary, moves: bool) -> list[Step]:
    """The steps in the order of the redline: between two matches the deleted blocks come first. With `moves`, paragraphs may have moved."""
    steps = _matched(old, new, vocabulary)
    if moves:
        _mark_moves(steps, vocabulary)
    return _with_ends(steps)


def _matched(old: Sequence[Block], new: Sequence[Block], vocabulary: Vocabulary) -> list[Step]:
    old_nodes, new_nodes = [block.node for block in old], [block.node for block in new]
    pairs = block_pairs(old_nodes, new_nodes, vocabulary)
    steps: list[Step] = []
    i = j = 0
    for start_old, end_old, start_new, end_new in [
        *with_splits_and_joins(pairs, old_nodes, new_nodes, vocabulary),
        (len(old), len(old), len(new), len(new)),
    ]:
        steps += [Step("del", [block], []) for block in old[i:start_old]]
        steps += [Step("ins", [], [block]) for block in new[j:start_new]]
        if start_old < end_old:
            before, after = list(old[start_old:end_old]), list(new[start_new:end_new])
            steps.append(Step("kept", before, after, [] if isinstance(before[0], Grid) else changes_between(before, after)))  # type: ignore[arg-type]
        i, j = end_old, end_new
    return steps


def _mark_moves(steps: list[Step], vocabulary: Vocabulary) -> None:
    """Make moves of deleted lines that were inserted elsewhere."""
    if not {"del", "ins"} <= {step.outcome for step in steps}:
        return
    nodes: list[Any] = []
    for step in steps:
        block = (step.new or step.old)[0]
        nodes.append(block.node if not step.is_line or step.outcome == "kept" else (Deleted if step.outcome == "del" else Inserted)((block.node,)))
    found = MovedBlocks(tuple(nodes), vocabulary)
    at = {id(block.node): index for index, step in enumerate(steps) if step.outcome != "kept" for block in (step.new or step.old)}
    fixed = _fixed_ends(steps)
    number = 0
    last: Move | None = None
    for move in found.moves:
        places = [at[id(node)] for side in move for node in side]
        if fixed.isdisjoint(places):
            number += not found.continues(move, last)
            _make_move(steps, [at[id(node)] for node in move[0]], [at[id(node)] for node in move[1]], number)
            last = move


def _make_move(steps: list[Step], old: list[int], new: list[int], number: int) -> None:
    """Join the old lines of a move in one step, and the new ones in another."""
    before, after = [steps[at].old[0] for at in old], [steps[at].new[0] for at in new]
    changes = changes_between(before, after)
    for places, outcome in ((old, "from"), (new, "to")):
        for at in places[1:]:
            steps[at].outcome, steps[at].old, steps[at].new = "kept", [], []
        first = steps[places[0]]
        first.outcome, first.old, first.new, first.changes, first.move = outcome, before, after, changes, number  # type: ignore[assignment]


def _fixed_ends(steps: list[Step]) -> set[int]:
    """The places of lines whose paragraph mark cannot go: nothing follows them that they could join, but a table or the end."""
    out: set[int] = set()
    for gone, kept in (("del", ("kept", "ins", "to")), ("ins", ("kept", "del", "from"))):
        follows = False
        for at in range(len(steps) - 1, -1, -1):
            step = steps[at]
            if step.outcome == gone and step.is_line and not follows:
                out.add(at)
            elif step.outcome in kept:
                follows = step.is_line
    return out


def _with_ends(steps: list[Step]) -> list[Step]:
    """The steps, with lines whose own mark cannot go joined to the lines before them, whose marks go instead (17.13.5.15 and .20)."""
    steps = [step for step in steps if step.old or step.new]
    fixed = _fixed_ends(steps)
    out: list[Step] = []
    for at, step in enumerate(steps):
        before = out[-1] if out else None
        if at not in fixed or before is None or not before.is_line or not _join(before, step):
            out.append(step)
    return out


def _join(before: Step, step: Step) -> bool:
    """Join a line that went or came to the step before it, if that can hold it."""
    line = (step.new or step.old)[0]
    if before.outcome == "kept":
        before.changes = followed_by(before.changes, step.outcome, [line])  # type: ignore[arg-type]
        (before.new if step.new else before.old).append(line)
        return True
    if before.outcome == "del" and step.outcome == "ins":
        before.outcome, before.new, before.changes = "kept", [line], replaced(before.old, [line])
        return True
    return False

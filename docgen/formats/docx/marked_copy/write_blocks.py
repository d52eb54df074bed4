"""The paragraphs, tables, rows and cells of one text, with marks for what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from docgen.comparison.compare_blocks import block_pairs
from docgen.comparison.sequence_alignment import Element as Compared
from docgen.comparison.sequence_alignment import Pairs, aligned, likeness
from docgen.comparison.words.likeness import Vocabulary
from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.aligned_blocks import Step, steps_between
from docgen.formats.docx.marked_copy.editable_file import Element
from docgen.formats.docx.marked_copy.word_lines import Block, Grid, GridCell, GridRow, Line
from docgen.formats.docx.marked_copy.write_lines import LineWriter

SameLines = Callable[[Step], None]


class BlockWriter:
    """Writes marks into one part. `same` is told each step in which lines are in both files."""

    def __init__(self, lines: LineWriter, vocabulary: Vocabulary, moves: bool, same: SameLines) -> None:
        self.lines, self.vocabulary, self.moves, self.same = lines, vocabulary, moves, same
        self.marks, self.content = lines.marks, lines.content
        self.named: dict[int, dict[str, list[Element]]] = defaultdict(dict)

    def story(self, container: Element, old: Sequence[Block], new: Sequence[Block], top: bool = False) -> None:
        """Mark what changed in a container, whose new blocks are `new`. Paragraphs move only at the `top`, outside tables."""
        steps = steps_between(old, new, self.vocabulary, top and self.moves)
        self.content.numbers.learn((a.p, b.p) for step in steps if step.outcome == "kept" and step.is_line for a, b in zip(step.old, step.new, strict=False))
        last: Element | None = None
        for at, step in enumerate(steps):
            made = self._step(step)
            if made:
                self._put(container, made, last, steps[at + 1 :])
            last = self._last(step, made, last)

    def _last(self, step: Step, made: list[Element], last: Element | None) -> Element | None:
        if made:
            return made[-1]
        if step.outcome == "from" or not step.new:
            return last
        return _element(step.new[-1])

    def _put(self, container: Element, made: list[Element], last: Element | None, later: Sequence[Step]) -> None:
        """Put copies of old blocks after the last block, or before the first of the new file."""
        if last is not None:
            for element in reversed(made):
                last.addnext(element)
            return
        following = next((_element(step.new[0]) for step in later if step.new and step.outcome != "from"), None)
        for at, element in enumerate(made):
            if following is not None:
                following.addprevious(element)
            else:
                container.insert(at, element)

    def _step(self, step: Step) -> list[Element]:
        """Write a step. Returns copies of old blocks, which are still to be put in their place."""
        if step.outcome == "kept":
            if step.is_line:
                self.lines.group(step.old, step.new, step.changes)
                self.same(step)
            else:
                self._table(step.old[0], step.new[0])
        elif step.outcome == "del":
            self.marks.counts["del"] += 1
            return [self._deleted(step.old[0])]
        elif step.outcome == "ins":
            self.marks.counts["ins"] += 1
            self._inserted(step.new[0])
        elif step.outcome == "to":
            self.lines.group(step.old, step.new, step.changes, "to")
            self.named[step.move].setdefault("moveTo", []).extend(line.p for line in step.new)
        else:
            made = self.lines.moved_away(step.old, step.changes)
            self.named[step.move].setdefault("moveFrom", []).extend(made)
            return made
        return []

    def name_moves(self, before: int) -> int:
        """Name both ends of each move, with numbers after those used before. Returns the last number."""
        for number, ends in sorted(self.named.items()):
            for kind, paragraphs in ends.items():
                self.marks.move_range(kind, paragraphs[0], paragraphs[-1], f"move{before + number}")
        self.marks.counts["move"] += len(self.named)
        return before + max(self.named, default=0)

    def _deleted(self, block: Block) -> Element:
        if isinstance(block, Line):
            return self.lines.deleted(block)
        made = self.content.block(block, self.lines.part, "del")
        for row in made.iterchildren(n.ROW):
            self._mark_row(row, "del")
        return made

    def _row(self, row: Element, kind: str) -> None:
        self.marks.counts[kind] += 1
        self._mark_row(row, kind)

    def _mark_row(self, row: Element, kind: str) -> None:
        """Mark a row, and all paragraphs in it."""
        self.marks.row(row, kind)
        self._mark_inside(row, kind)

    def _mark_inside(self, node: Element, kind: str) -> None:
        for child in list(node):
            if child.tag == n.P:
                self.lines.whole(child, kind)
            else:
                self._mark_inside(child, kind)

    def _inserted(self, block: Block) -> None:
        if isinstance(block, Line):
            self.lines.whole(block.p, "ins")
        else:
            for row in block.rows:
                self._mark_row(row.element, "ins")

    def _table(self, old: Grid, new: Grid) -> None:
        pairs = block_pairs([row.node for row in old.rows], [row.node for row in new.rows], self.vocabulary)
        columns = self._columns(old, new, pairs)
        if any(before > after for before, after in columns):
            _widen(old.element, new.element)
        i = j = 0
        last: Element | None = None
        for next_i, next_j in [*pairs, (len(old.rows), len(new.rows))]:
            for row in old.rows[i:next_i]:
                made = self.content.row(row.element, [cell.blocks for cell in row.cells], [cell.element for cell in row.cells], self.lines.part, "del")
                self._row(made, "del")
                if last is not None:
                    last.addnext(made)
                else:
                    new.rows[0].element.addprevious(made)
                last = made
            for fresh in new.rows[j:next_j]:
                self._row(fresh.element, "ins")
                last = fresh.element
            if next_i < len(old.rows) and next_j < len(new.rows):
                a, b = old.rows[next_i], new.rows[next_j]
                self._cells(a, b, columns[len(a.cells), len(b.cells)])
                last = b.element
            i, j = next_i + 1, next_j + 1

    def _columns(self, old: Grid, new: Grid, pairs: Pairs) -> dict[tuple[int, int], Pairs]:
        """The columns that match, for rows with so many old and so many new cells."""
        rows: defaultdict[tuple[int, int], list[tuple[GridRow, GridRow]]] = defaultdict(list)
        for i, j in pairs:
            rows[len(old.rows[i].cells), len(new.rows[j].cells)].append((old.rows[i], new.rows[j]))
        return {counts: self._matching(counts, found) for counts, found in rows.items()}

    def _matching(self, counts: tuple[int, int], rows: Sequence[tuple[GridRow, GridRow]]) -> Pairs:
        if counts[0] == counts[1]:
            return [(at, at) for at in range(counts[0])]
        words: Any = [[sum((self.vocabulary.words(pair[side].cells[at].node) for pair in rows), ()) for at in range(counts[side])] for side in range(2)]
        a, b = ([Compared(column, column) for column in side] for side in words)
        return aligned(a, b, lambda i, j: likeness(a[i].words, b[j].words))

    def _cells(self, old: GridRow, new: GridRow, pairs: Pairs) -> None:
        i = j = 0
        last: Element | None = None
        for next_i, next_j in [*pairs, (len(old.cells), len(new.cells))]:
            for cell in old.cells[i:next_i]:
                made = self.content.cell(cell.element, cell.blocks, self.lines.part, "del")
                self._mark_cell(made, "del")
                if last is not None:
                    last.addnext(made)
                else:
                    new.cells[0].element.addprevious(made)
                last = made
            for fresh in new.cells[j:next_j]:
                self._mark_cell(fresh.element, "ins")
                last = fresh.element
            if next_i < len(old.cells) and next_j < len(new.cells):
                self._cell(old.cells[next_i], new.cells[next_j])
                last = new.cells[next_j].element
            i, j = next_i + 1, next_j + 1

    def _mark_cell(self, cell: Element, kind: str) -> None:
        self.marks.counts[kind] += 1
        self.marks.cell(cell, kind)
        self._mark_inside(cell, kind)

    def _cell(self, old: GridCell, new: GridCell) -> None:
        self.story(new.element, old.blocks, new.blocks)


def _widen(old: Element, new: Element) -> None:
    """Give a table the columns of the old one that it has no more: pandoc reads no cell beyond the columns that a table says it has."""
    grids = [table.find(n.w("tblGrid")) for table in (old, new)]
    if grids[0] is not None and grids[1] is not None:
        grids[1].extend([deepcopy(column) for column in list(grids[0].iterchildren(n.w("gridCol")))[len(grids[1]) :]])


def _element(block: Block) -> Element:
    return block.p if isinstance(block, Line) else block.element

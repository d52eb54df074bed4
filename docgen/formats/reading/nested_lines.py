"""Lines in reading order become paragraphs, quotations and nested lists, whether the lists are a program's own or only typed.

The labels decide: a list takes the next label that counts on from its last, so that (a) (i) (ii) (b) is two lists, one in the other. Where
labels cannot tell, the depth does. A list that does not count from its beginning, one by one, stays words: docgen would number it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docgen.document.change_of_kind import regrouped
from docgen.document.frozen_dataclass import dataclass
from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import Block, Item, List, Paragraph, Quote, Text
from docgen.formats.reading.file_text import Line
from docgen.formats.reading.typed_numbers import Label, label_at_start, read_label, without_start

MOST_LEVELS = 9
"""The deepest list in Word (ECMA-376 Part 1, 17.9.6); what is deeper stands at this depth."""
_NEAR = 3
"""How much the indents of one list may differ where its labels are aligned at their ends."""
_AHEAD = 200
_BULLET = Label("•", "")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block that is ready, such as a table, and the depth of the list whose item it stands in; 0 outside lists."""

    block: Block
    level: int = 0


Part = Line | Placed


@dataclass(frozen=True, slots=True)
class Nested:
    """The blocks; the ordered labels that lists now give by themselves; and the first lines of lists that stayed words, or of lists lettered anew."""

    blocks: tuple[Block, ...]
    labels: tuple[tuple[str, Line], ...]
    kept: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a line begins an item: `depth` is its level or indent; `bulleted` means that a program's bullet stands before a typed label."""

    label: Label
    depth: int
    typed: bool
    group: str = ""
    bulleted: bool = False


class _Run:
    """A list that may still go on."""

    def __init__(self, mark: _Mark, roman: bool) -> None:
        self.first, self.depth, self.roman = mark, mark.depth, roman
        self.labels: list[Label] = []
        self.lines: list[Line] = []
        self.items: list[list[Any]] = []
        self.gaps = not (not mark.label.ordered or mark.label.number(roman) == 1)

    def takes(self, mark: _Mark, gap: bool = False) -> bool:
        """Whether the label may follow; `gap` allows some to be left out."""
        mine, other = self.labels[-1], mark.label
        if not self.first.typed and self.first.group and self.first.group == mark.group and not mark.typed and mine.ordered == other.ordered:
            return True
        if mark.typed != self.first.typed or mark.bulleted != self.first.bulleted or mine.ordered != other.ordered:
            return False
        if not mine.ordered:
            return mine.shape == other.shape or not mark.typed
        if mine.shape != other.shape or mine.value.isdecimal() != other.value.isdecimal() or mine.value.isupper() != other.value.isupper():
            return False
        step = other.number(self.roman) - mine.number(self.roman)
        return step >= 1 if gap else step == 1

    def add(self, mark: _Mark, line: Line) -> None:
        if self.labels and mark.label.ordered:
            self.gaps = self.gaps or mark.label.number(self.roman) != self.labels[-1].number(self.roman) + 1
        self.labels.append(mark.label)
        self.lines.append(line)
        words = without_start(line.inlines, mark.label.end) if mark.label.end else line.inlines
        self.items.append([Paragraph(words, "", line.position)] if words else [])

    @property
    def counts(self) -> bool:
        """Whether docgen gives these very numbers. One typed label alone may be anything."""
        return not self.gaps and (not self.first.typed or len(self.labels) > 1)


def nested_lines(parts: Iterable[Part]) -> Nested:
    """The blocks of lines in reading order, none of which is a heading."""
    builder = _Builder(tuple(parts))
    return builder.nested()


def blocks_of(lines: Iterable[Part]) -> tuple[Block, ...]:
    """The blocks of lines, as of a footnote."""
    return nested_lines(lines).blocks


class _Builder:
    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.marks = [_mark(part) if type(part) is Line else None for part in parts]
        self.out: list[Any] = []
        self.open: list[_Run] = []
        self.labels: list[tuple[str, Line]] = []
        self.kept: list[tuple[str, Line]] = []

    def nested(self) -> Nested:
        for at, part in enumerate(self.parts):
            mark = self.marks[at]
            if mark and type(part) is Line:
                self._item(mark, part, at)
            else:
                self._other(part, at)
        self._close(0)
        return Nested(_whole(self.out), tuple(self.labels), tuple(self.kept))

    def _item(self, mark: _Mark, line: Line, at: int) -> None:
        while self.open and self.open[-1].depth > mark.depth and not _aligned(self.open[-1], mark):
            self._close(len(self.open) - 1)
        # A label that may begin a list skips nothing in another.
        for gap in (False,) if mark.label.value in ("i", "I") or mark.label.number(False) == 1 else (False, True):
            found = self._continued(mark, at, gap)
            if found >= 0:
                self._close(found + 1)
                self.open[found].add(mark, line)
                return
        self._close(self._parent(mark, at))
        run = _Run(mark, self._is_roman(mark, at))
        self.open.append(run)
        run.add(mark, line)

    def _continued(self, mark: _Mark, at: int, gap: bool) -> int:
        """The open list that the label goes on, the innermost first; -1 if none does."""
        for index in range(len(self.open) - 1, -1, -1):
            run = self.open[index]
            if run.depth < mark.depth and not _aligned(run, mark) and len(self.open) < MOST_LEVELS:
                return -1
            if run.takes(mark, gap) and not (not run.roman and mark.label.value in ("i", "I") and mark.typed and self._next(mark, at).lower() == "ii"):
                return index
        return -1

    def _parent(self, mark: _Mark, at: int) -> int:
        """How many of the open lists stay open when a list begins: the items of the last of them hold it."""
        kept, roman, label = len(self.open), self._is_roman(mark, at), mark.label
        while kept and self.open[kept - 1].depth >= mark.depth:
            run = self.open[kept - 1]
            last = run.labels[-1]
            same = last.shape == label.shape and last.value.isdecimal() == label.value.isdecimal() and run.roman == roman
            if mark.typed and not same and ((last.ordered and label.ordered) or self._introduces(at) or self._resumes(run, at)):
                break
            kept -= 1
        return min(kept, MOST_LEVELS - 1)

    def _introduces(self, at: int) -> bool:
        above = self.parts[at - 1]
        return type(above) is Line and above.words.rstrip().endswith((":", "-", "–", "—"))

    def _resumes(self, run: _Run, at: int) -> bool:
        """Whether the list goes on after the items that begin here, before anything else stands between them."""
        for mark in self.marks[at + 1 : at + _AHEAD]:
            if mark is None:
                return False
            if run.takes(mark) and mark.depth <= run.depth + _NEAR:
                return True
        return False

    def _is_roman(self, mark: _Mark, at: int) -> bool:
        """Whether a list that begins with this label counts i, ii, iii."""
        small = mark.label.value.lower()
        return (small == "i" and self._next(mark, at).lower() != "j") or (len(small) > 1 and not small.isdecimal())

    def _next(self, mark: _Mark, at: int) -> str:
        """The value of the next label of the same shape."""
        shape = mark.label.shape
        return next((m.label.value for m in self.marks[at + 1 : at + _AHEAD] if m and m.label.shape == shape and m.depth == mark.depth), "")

    def _other(self, part: Part, at: int) -> None:
        """A line or block that begins no item: it goes on an item, or ends the lists."""
        level = part.level
        if level and self.open:
            self._close(next((n for n, run in enumerate(self.open, 1) if run.depth >= level), len(self.open)))
        elif type(part) is Line and (depth := self._indented_under(part, at)):
            self._close(depth)
        else:
            self._close(0)
        self._append(part.block if isinstance(part, Placed) else _quoted(part) if part.kind == "quote" else _paragraph(part))

    def _indented_under(self, line: Line, at: int) -> int:
        """How many lists stay open because a typed paragraph stands under their item, or between an item and the list within it."""
        if self.open and line.words[:1].islower() and self._resumes(self.open[-1], at):
            return len(self.open)  # a sentence that a page broke
        if line.indent:
            return sum(run.depth < line.indent and run.first.typed for run in self.open)
        ahead = self.marks[at + 1] if at + 1 < len(self.marks) else None
        return int(bool(self.open and ahead and ahead.depth > self.open[0].depth and self._resumes(self.open[0], at)))

    def _append(self, block: Any) -> None:
        (self.open[-1].items[-1] if self.open else self.out).append(block)

    def _close(self, kept: int) -> None:
        """End the innermost lists until so many are open."""
        while len(self.open) > kept:
            run = self.open.pop()
            target = self.open[-1].items[-1] if self.open else self.out
            target += self._finished(run, target[-1] if target else None)

    def _finished(self, run: _Run, before: Any) -> list[Any]:
        ordered = run.first.label.ordered
        joins = ordered and type(before) is List and before.ordered
        if not ordered or (run.counts and not joins):
            shown = [label.words for label in run.labels if label.ordered or label.shape == "o"]
            self.labels += zip(shown, run.lines, strict=False)
            return [List(ordered, tuple(Item(_whole(blocks)) for blocks in run.items))]
        self.kept.append((run.labels[0].words, run.lines[0]))
        items = [_labelled(label, blocks, line) for label, blocks, line in zip(run.labels, run.items, run.lines, strict=True)]
        if run.first.bulleted:
            return [List(False, tuple(Item(_whole(blocks)) for blocks in items))]
        return [block for blocks in items for block in blocks]


def _mark(line: Line) -> _Mark | None:
    """How the line begins an item; None if it begins none."""
    typed = label_at_start(line.words) if line.kind in ("item", "paragraph") else None
    if typed and typed.shape == "#." and typed.value.isupper() and len(typed.value) == 1:
        typed = None  # an initial
    if line.kind != "item":
        return _typed_mark(typed, line) if typed and not line.level and not line.label else None
    live = read_label(line.label) if line.label else _BULLET
    if not live.ordered and any(map(str.isalnum, line.label)) and line.label != "o":
        return None  # a label that no list of docgen has
    if live.ordered and not (live.number(False) or live.number(True)):
        return None
    if live.ordered or not typed:
        return _Mark(live, line.level, False, line.group)
    return _Mark(typed, line.level, True, line.group, True) if typed.ordered else _Mark(Label("•", "", typed.end), line.level, False, line.group)


def _typed_mark(typed: Label, line: Line) -> _Mark:
    """The mark of a typed label; a bullet may stand before it, as in “- (a)”."""
    inner = None if typed.ordered else label_at_start(line.words[typed.end :])
    if not inner:
        return _Mark(typed, line.indent, True)
    end = typed.end + inner.end
    return _Mark(Label(inner.shape, inner.value, end), line.indent, True, "", True) if inner.ordered else _Mark(Label(typed.shape, "", end), line.indent, True)


def _aligned(run: _Run, mark: _Mark) -> bool:
    """Whether a typed label counts on from a list's, at nearly the same indent."""
    return mark.typed and not mark.bulleted and mark.label.ordered and abs(run.depth - mark.depth) <= _NEAR and run.takes(mark)


def _labelled(label: Label, blocks: list[Any], line: Line) -> list[Any]:
    """The blocks of an item, with the label as words."""
    words = Text(f"{label.words} ")
    if blocks and type(blocks[0]) is Paragraph:
        return [Paragraph(joined_inlines([words, *blocks[0].inlines]), "", line.position), *blocks[1:]]
    return [Paragraph((Text(label.words),), "", line.position), *blocks]


def _paragraph(line: Line) -> Paragraph:
    words = (Text(f"{line.label} "), *line.inlines) if line.label else line.inlines
    return Paragraph(joined_inlines(list(words)), "", line.position)


def _quoted(line: Line) -> Quote:
    return Quote((_paragraph(line),))


def _whole(blocks: list[Any]) -> tuple[Any, ...]:
    """The blocks, with neighbouring lists of one kind and neighbouring quotations joined."""
    out: list[Any] = []
    for block in blocks:
        if type(block) is Quote and out and type(out[-1]) is Quote:
            out[-1] = Quote((*out[-1].blocks, *block.blocks))
        else:
            out.append(block)
    return regrouped(tuple(out))

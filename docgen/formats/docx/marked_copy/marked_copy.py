"""The redline of two Word files, written into the new one (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from docgen.comparison.words.likeness import Vocabulary
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Problem, collecting
from docgen.formats.docx.marked_copy.aligned_blocks import Step
from docgen.formats.docx.marked_copy.changed_formats import Formats
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.marked_copy.marks import Marks
from docgen.formats.docx.marked_copy.note_order import with_rising_notes
from docgen.formats.docx.marked_copy.old_content import OldContent
from docgen.formats.docx.marked_copy.prove_copy import expected, prove
from docgen.formats.docx.marked_copy.separate_insertions import separate_insertions
from docgen.formats.docx.marked_copy.settled_changes import settle, tracked_changes
from docgen.formats.docx.marked_copy.told_text import ReadFile, running_lines
from docgen.formats.docx.marked_copy.word_lines import Signs
from docgen.formats.docx.marked_copy.write_blocks import BlockWriter
from docgen.formats.docx.marked_copy.write_lines import LineWriter
from docgen.formats.read_file import unsettled

Moves = Literal["moves", "plain"]
Unsettled = Literal["refuse", "accept", "reject"]
_STORIES = ("header", "footer", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A redline of two Word files. `changes` counts its insertions, deletions, moves and changes of format; `left_out` says what it does not show."""

    data: bytes
    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    formatted: int = 0
    left_out: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        return self.inserted + self.deleted + self.moved + self.formatted


def marked_copy(
    old: bytes,
    new: bytes,
    names: tuple[str, str],
    author: str,
    date: str,
    moves: Moves = "moves",
    formatting: bool = False,
    settling: Unsettled = "refuse",
) -> MarkedCopy:
    """The new file, with tracked changes by `author` at `date` (ISO 8601, or "") for what the old one had. `names` is what problems call the two.

    With `moves` "plain" a moved paragraph is deleted and inserted; with `formatting` changed looks are tracked too. `settling` says what to do with
    tracked changes that the files themselves hold. Raises DocgenError if a file cannot be read or holds such changes, or if the redline does not give
    both texts back.
    """
    files = _opened(old, new, names, settling)
    signs = Signs()
    read = ReadFile(files[0], signs), ReadFile(files[1], signs)
    pairs = list(_pairs(*read))
    told = expected(*read, pairs)
    writing = _Writing(*read, author, date, moves == "moves", formatting)
    for a, b in pairs:
        writing.story(a, b)
    writing.finish()
    if not writing.marks.used:
        return MarkedCopy(new if settling == "refuse" else files[1].data(), left_out=told.left_out)
    data = files[1].data()
    prove(data, told, signs, writing.content.lost, names)
    counts = writing.marks.counts
    left_out = (*told.left_out, *writing.content.left_out)
    return MarkedCopy(data, counts["ins"], counts["del"], counts["move"], counts["format"], left_out)


def _opened(old: bytes, new: bytes, names: tuple[str, str], settling: Unsettled) -> tuple[EditableFile, EditableFile]:
    problems: list[Problem] = []
    files: list[EditableFile] = []
    for data, name in zip((old, new), names, strict=True):
        with collecting(problems):
            file = EditableFile(data, name)
            files.append(file)
            problems += _settled(file, settling)
    if problems:
        raise DocgenError(problems)
    return files[0], files[1]


def _settled(file: EditableFile, settling: Unsettled) -> Iterator[Problem]:
    """A problem if a file holds tracked changes that are not settled; else they are settled."""
    parts = [file.main, *(part for kind in _STORIES for part in file.related(kind))]
    tracked = {part: count for part in dict.fromkeys(parts) if (count := tracked_changes(file.root(part)))}
    if tracked and settling == "refuse":
        yield unsettled(file.file, sum(tracked.values()))
        return
    for part in tracked:
        settle(file.root(part), settling == "accept")
        file.change(part)


Place = tuple[Element, str]
"""A container and the part that it is in."""


def _pairs(old: ReadFile, new: ReadFile) -> Iterator[tuple[Place, Place]]:
    """The texts of both files that are compared: the body, and the headers and footers of the same section."""
    yield (old.body(), old.file.main), (new.body(), new.file.main)
    before, seen = running_lines(old.file), set[str]()
    for key, part in running_lines(new.file).items():
        if key in before and part not in seen:
            seen.add(part)
            yield (old.file.root(before[key]), before[key]), (new.file.root(part), part)


class _Writing:
    """The state of one redline."""

    def __init__(self, old: ReadFile, new: ReadFile, author: str, date: str, moves: bool, formatting: bool) -> None:
        self.old, self.new, self.moves = old, new, moves
        self.vocabulary = Vocabulary()
        parts = [new.file.main, *(part for kind in (*_STORIES, "comments") for part in new.file.related(kind))]
        self.marks = Marks(author, date, [new.file.contents[part] for part in dict.fromkeys(parts)])
        self.content = OldContent(old.file, new.file, old.signs)
        self.formats = Formats(self.content, formatting)
        self.parts: set[str] = set()
        """Those with changes."""
        self._named = 0

    def story(self, old: Place, new: Place) -> None:
        """Mark what changed in one text, and in the notes and text boxes of its lines."""
        before, after = self.old.story(*old), self.new.story(*new)
        used = self.marks.used
        same: list[Step] = []
        lines = LineWriter(self.marks, self.content, (old[1], new[1]), self.formats)
        blocks = BlockWriter(lines, self.vocabulary, self.moves, same.append)
        blocks.story(new[0], before, after, top=True)
        self._named = blocks.name_moves(self._named)
        if self.marks.used > used:
            self.parts.add(new[1])
            self.new.file.change(new[1])
        for step in same:
            self._inside(step, old[1], new[1])

    def _inside(self, step: Step, old_part: str, new_part: str) -> None:
        """Mark what changed in the notes and text boxes of lines that are in both files."""
        notes, boxes = _inside_both(step)
        for kind, old_id, new_id in notes:
            a, b = self.old.notes[kind].get(old_id), self.new.notes[kind].get(new_id)
            if a is not None and b is not None:
                self.story((a, self.old.note_part(kind)), (b, self.new.note_part(kind)))
        for box, other in boxes:
            self.story((box, old_part), (other, new_part))

    def finish(self) -> None:
        """Number the notes in the order of their references, if notes of the old file came between them, and keep insertions apart."""
        if self.content.notes:
            with_rising_notes(self.new.file)
        for part in sorted(self.parts):
            separate_insertions(self.new.file.root(part), self.marks.date)


def _inside_both(step: Step) -> tuple[list[tuple[str, str, str]], list[tuple[Element, Element]]]:
    """The notes of both files, and the text boxes, whose signs stayed in a step."""
    notes: list[tuple[str, str, str]] = []
    boxes: list[tuple[Element, Element]] = []
    if not any(line.notes or line.boxes for line in step.old):
        return notes, boxes
    offsets: list[dict[int, tuple[str, str]]] = []
    for lines in (step.old, step.new):
        at = 0
        found: dict[int, tuple[str, str]] = {}
        for line in lines:
            found |= {at + place: (kind, id) for place, kind, id in line.notes}
            at += len(line.text) + 1
        offsets.append(found)
    for change in step.changes:
        if change.kind == "kept":
            for i, (kind, id) in offsets[0].items():
                other = offsets[1].get(change.j0 + i - change.i0)
                if change.i0 <= i < change.i1 and other is not None and other[0] == kind:
                    notes.append((kind, id, other[1]))
    for a, b in zip(step.old, step.new, strict=False):
        if len(a.boxes) == len(b.boxes):
            boxes += zip(a.boxes, b.boxes, strict=True)
    return notes, boxes

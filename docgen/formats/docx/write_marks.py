"""Marks as tracked changes: one small function for each kind of mark, whatever it holds.

The contents of a mark are written as in a clean file, and the resulting XML is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from docgen.document.explanation import Explanation
from docgen.document.headings import Heading
from docgen.document.redline import Altered, Change, Cut, Deleted, Inserted, Moved, Nodes, Redline, Restyled, as_it_was, marks
from docgen.document.tree import Figure, List, Paragraph, Reference, Section, Signatory, Table, walk
from docgen.formats.docx import body
from docgen.formats.docx.edited_moves import nested_moves
from docgen.formats.docx.kept_bookmarks import bookmarks, with_old_bookmark
from docgen.formats.docx.list_numbers import ListNumbers
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.ooxml.runs import Runs
from docgen.formats.docx.ooxml.track_changes import Kind, Stamp
from docgen.formats.docx.reason_comments import Key, Reasons
from docgen.formats.docx.redline_options import Options
from docgen.formats.docx.tracked.tracked_captions import caption_key, tracking_number
from docgen.formats.docx.tracked.tracked_headings import is_other_heading, with_old_heading, write_heading, write_paragraph
from docgen.formats.docx.writing_state import Place, State, Writers

Write = Callable[[Nodes], str]
_COMMENTABLE = re.compile(f"<w:r>|{track_changes.CUT_KINDS}")
_ENDS: dict[Kind, Kind] = {"del": "moveFrom", "ins": "moveTo", "moveFrom": "moveFrom", "moveTo": "moveTo"}
FIRST_ID = 1_000_000
"""The first id of a tracked change, above those of bookmarks."""


def all_moves(redline: Redline) -> Iterator[int]:
    """The numbers of all moves."""
    return (mark.move for mark in marks(redline.document) if type(mark) is Moved)


class RedlineState(State):
    """The state of writing a redline. `comments` holds author and lines, by what each is on."""

    __slots__ = (
        *("captions", "causes", "changes", "comments", "deleting", "explanations", "kept_bookmarks", "labels", "lists_of_items", "mark_depth"),
        *("name", "new", "new_ids", "plain_moves", "reasons", "stamp", "track_numbers"),
    )

    def __init__(self, state: State, redline: Redline, explanations: Mapping[int, Explanation], options: Options) -> None:
        super().__init__(state.house, state.style, state.bookmarks, state.writers)
        self.new, self.reasons = redline.now, Reasons(redline, explanations)
        self.name = options.author
        self.stamp = Stamp(self.name, redline.document.front.timestamp, FIRST_ID)
        self.changes: dict[int, Change] = {change.id: change for change in redline.changes}
        self.explanations, self.causes, self.track_numbers = explanations, options.causes, options.track_numbers
        self.kept_bookmarks: frozenset[str] | None = None
        self.labels: dict[str, Reference] = {}
        """A reference in the old document to each target, by its id in either document."""
        self.captions: dict[str, str] = {}
        """The caption numbers in the old document."""
        self.new_ids = {mark.was.id: mark.node.id for mark in marks(redline.document) if type(mark) is Altered and type(mark.was) is Section is type(mark.node)}
        """The new id of each section that has another one than before."""
        for node in walk(redline.was):
            if type(node) is Reference and not node.inlines:
                self.labels[node.target] = self.labels[self.new_ids.get(node.target, node.target)] = node
            elif type(node) in (Table, Figure):
                self.captions[caption_key(node)] = node.number
        self.plain_moves = frozenset(all_moves(redline) if options.moves == "plain" else nested_moves(redline.document.sections))
        """The numbers of the moves that are written as a deletion and an insertion."""
        self.mark_depth = 0
        """How many marks enclose what is being written."""
        self.deleting = False
        """Whether a mark of deletion, or of the old place of a move, encloses it."""
        self.comments: dict[Key, tuple[str, list[str]]] = {}
        self.lists_of_items = ListNumbers(())

    def new_list(self, place: Place, level: int) -> int:
        return self.lists_of_items.number(partial(super().new_list, place, level))

    def track(self, node: Any, xml: str, kind: Kind) -> str:
        """The XML of a mark's contents, tracked; the first mark of each change has the comment that gives its reasons."""
        if not xml:
            return ""
        self.stamp.author = self.author(node)
        kept = self.new_bookmarks() if kind in ("del", "moveFrom") and "<w:bookmarkStart" in xml else frozenset()
        tracked = self.with_comment(node, track_changes.tracked(xml, kind, self.stamp, kept), kind)
        if type(node) is Moved and ("<w:p>" in tracked or "<w:r>" in tracked) and kind in ("moveFrom", "moveTo"):
            return track_changes.moved_range(tracked, kind, f"move{node.move}", self.stamp)
        return tracked

    def new_bookmarks(self) -> frozenset[str]:
        """The names of the bookmarks in a clean file of the new document, which are found once."""
        if self.kept_bookmarks is None:
            self.kept_bookmarks = frozenset(bookmarks(self.new.sections))
        return self.kept_bookmarks

    def with_comment(self, node: Any, xml: str, kind: Kind) -> str:
        """Tracked XML with a comment for each cause of its change that has none yet; each end of a move has its own."""
        change = self.changes.get(node.change)
        # Word has no comments in footnotes (17.13.4.2).
        if self.causes != "comments" or not change or self.links is self.note_links or not _COMMENTABLE.search(xml):
            return xml
        if change.node == "split paragraph" and kind == "del":
            # What the split took away is written at the old place of a move; the split itself is at the new one.
            return xml
        # What moved within another move is written as deleted and inserted, but told as moved.
        for key, lines in self.reasons.comments(change, _ENDS[kind] if change.kind == "moved" else kind):
            if key not in self.comments:
                self.comments[key] = (self.name, lines)
                xml = track_changes.commented(xml, len(self.comments) - 1, kind, self.stamp)
        return xml

    def kind(self, node: Any) -> Kind:
        """How a mark is written. Nobody says what Word does with a move inside another, so such a one is written as an insertion and a deletion."""
        kind = _kind(node)
        if type(node) is Moved and node.move in self.plain_moves:
            return "ins" if kind == "moveTo" else "del"
        return kind

    def old_reference(self, node: Reference) -> Reference | None:
        """The reference as it was in the old document, if its words differ, or its number and numbers are tracked; else None."""
        was = None if self.mark_depth or node.inlines else self.labels.get(node.target)
        if was is None or (was.lead, was.label) == (node.lead, node.label):
            return None
        return was if self.track_numbers or (was.lead, was.by) != (node.lead, node.by) else None

    def deleted_reference(self, node: Reference) -> Reference:
        """A deleted reference as the old document had it: the old place of a move is written from the nodes of the new place."""
        was = None if node.inlines else self.labels.get(node.target)
        if was is None:
            return node
        return replace(node, label=was.label, by=was.by, lead=node.lead if was.lead.casefold() == node.lead.casefold() else was.lead)

    def author(self, node: Any) -> str:
        """The author of a mark's change, and the kind of cause if authors show causes."""
        cause = self.explanations[node.change].cause_kind if self.causes == "authors" and node.change in self.explanations else ""
        return f"{self.name}: {cause}" if cause else self.name

    def dry_run(self, write: Callable[[], str]) -> str:
        """Call `write`, and return its XML for comparison only; its notes, comments and annotations are dropped."""
        notes, comments, bookmarks = len(self.notes), dict(self.comments), self.bookmarks
        xml = write()
        del self.notes[notes:]
        self.comments, self.bookmarks = comments, bookmarks
        return xml


def _tracked(node: Any, write: Write, state: RedlineState) -> str:
    deleting = state.deleting
    state.mark_depth += 1
    state.deleting = deleting or _kind(node) in ("del", "moveFrom")
    xml = write(node.nodes)
    state.mark_depth -= 1
    state.deleting = deleting
    return state.track(node, xml, state.kind(node))


def _kind(node: Any) -> Kind:
    if type(node) is Moved:
        return "moveTo" if node.end == "to" else "moveFrom"
    return "ins" if type(node) is Inserted else "del"


def _restyled(node: Restyled, write: Write, state: RedlineState) -> str:
    was = state.dry_run(lambda: write(node.was))
    state.stamp.author = state.author(node)
    return state.with_comment(node, track_changes.restyled(write(node.nodes), was, state.stamp), "ins")


def _altered(node: Altered, write: Write, state: RedlineState) -> str:
    if type(node.node) in (Table, Figure):
        state.captions[caption_key(node.node)] = node.was.number
    new = with_old_bookmark(node, write((node.node,)), state, state.new_bookmarks)
    state.stamp.author = state.author(node)
    tracked = with_old_heading(node, new, write, state) if is_other_heading(node) else _with_old_attributes(node, new, write, state)
    return new if tracked == new else state.with_comment(node, tracked, "ins")


def _with_old_attributes(node: Altered, new: str, write: Write, state: RedlineState) -> str:
    """The XML of an altered node, with its old attributes tracked where they show."""
    now, was = node.node, node.was

    def old() -> str:
        return state.dry_run(lambda: write((as_it_was(now, was),)))

    if type(now) is Signatory:
        return track_changes.changed_runs(new, old(), state.stamp)
    if type(now) is Figure and (now.chart, now.alt) != (was.chart, was.alt):
        # The picture has a paragraph of its own, before the caption.
        picture, end, caption = new.partition("</w:p>")
        return track_changes.changed_runs(picture, old().partition("</w:p>")[0], state.stamp) + end + caption
    if (type(now) is List and now.ordered != was.ordered) or (type(now) is Table and now.alignments != was.alignments):
        return track_changes.realigned(new, old(), state.stamp)
    return new


def _cut(node: Cut, run: Runs, flags: int, state: State) -> None:
    run.add(track_changes.CUT)


def _reference(node: Reference, run: Runs, flags: int, state: Any) -> None:
    """A cross-reference, with its old text if that is tracked."""
    was = state.old_reference(node)
    if state.deleting:
        node = state.deleted_reference(node)
    if was is None:
        body.INLINES[Reference](node, run, flags, state)
        return
    run.close()
    start = len(run.out)
    versions = []
    for version in (was, node):
        body.INLINES[Reference](version, run, flags, state)
        run.close()
        versions.append("".join(run.out[start:]))
        del run.out[start:]
    run.add(track_changes.changed_runs(versions[1], versions[0], state.stamp))


def _is_gone(node: Any, state: RedlineState) -> bool:
    """Whether the new document has the node nowhere, or elsewhere, but has what is around it."""
    return not state.deleting and (type(node) is Deleted or (type(node) is Moved and node.end == "from"))


def _new_paragraph(xml: str, state: RedlineState) -> str:
    state.stamp.author = state.name
    return track_changes.tracked(xml, "ins", state.stamp)


MARKS: dict[type, Callable[[Any, Write, RedlineState], str]] = {Inserted: _tracked, Deleted: _tracked, Moved: _tracked, Restyled: _restyled, Altered: _altered}


def mark_writer(table: Callable[[Any], Mapping[type, Callable[..., None]]], kind: type) -> Callable[..., None]:
    """A function for a kind of mark around nodes that the functions of a `table` of the state write. The state is its last argument."""

    def write(node: Any, *args: Any) -> None:
        state: RedlineState = args[-1]

        def write_nodes(nodes: Nodes) -> str:
            return state.captured(partial(_each, table(state), nodes, args))

        state.out.append(MARKS[kind](node, write_nodes, state))

    return write


def _each(table: Mapping[type, Callable[..., None]], nodes: Nodes, args: tuple[Any, ...]) -> None:
    for child in nodes:
        table[type(child)](child, *args)


def _inline_mark_writer(kind: type) -> Callable[[Any, Runs, int, State], None]:
    """A function for a kind of mark in a line."""

    def write(node: Any, run: Runs, flags: int, state: Any) -> None:
        def write_nodes(nodes: Nodes) -> str:
            start, notes = len(run.out), len(state.notes)
            body.inlines(nodes, run, flags, state)
            run.close()
            xml = "".join(run.out[start:])
            del run.out[start:]
            if type(node) in (Inserted, Deleted):
                state.notes[notes:] = [track_changes.tracked_runs(note, _kind(node), state.stamp) for note in state.notes[notes:]]
            return xml

        run.close()
        run.add(MARKS[kind](node, write_nodes, state))

    return write


def writers(table: Callable[..., None], blocks: Mapping[type, Callable[..., None]]) -> Writers:
    """The functions that write nodes and marks; `table` writes tables, and `blocks` are those for other blocks."""
    clean = body.WRITERS

    def with_marks(name: str) -> Mapping[type, Callable[..., None]]:
        return {**getattr(clean, name), **{kind: mark_writer(lambda state: getattr(state.writers, name), kind) for kind in MARKS}}

    return Writers(
        inlines={**clean.inlines, Reference: _reference, Cut: _cut, **{kind: _inline_mark_writer(kind) for kind in MARKS}},
        blocks={
            **with_marks("blocks"),
            Table: tracking_number(table),
            Figure: tracking_number(clean.blocks[Figure]),
            Heading: write_heading,
            **blocks,
        },
        items=with_marks("items"),
        sections={**with_marks("sections"), Paragraph: write_paragraph},
        signatories=with_marks("signatories"),
        takes_mark=clean.takes_mark | MARKS.keys(),
        passes_mark=_is_gone,
        new_paragraph=_new_paragraph,
    )

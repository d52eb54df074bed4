"""Marks as tracked changes: one small function for each kind of mark, whatever it holds.

A mark stands where what it holds would stand, and what it holds is written as in a clean file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from docgen.document.redline import Altered, Change, Cut, Deleted, Explanation, Inserted, Moved, Nodes, Redline, Restyled, as_it_was, rejected_nodes
from docgen.document.tree import FieldBlock, Figure, List, Quote, Reference, Section, Signatory, Table, plain, walk
from docgen.formats.docx import body
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.ooxml.runs import Runs, bookmark
from docgen.formats.docx.ooxml.track_changes import Kind, Stamp
from docgen.formats.docx.reason_comments import reasons
from docgen.formats.docx.writing_state import Kinds, Writing

Written = Callable[[Nodes], str]
Causes = Literal["comments", "authors", "off"]
"""Where the causes of changes are told: in comments on them, by their authors' names, so that Word can show some causes alone, or not."""
_MARKABLE = re.compile(f"<w:r>|{track_changes.CUT_KINDS}")
FIRST_ID = 1_000_000
"""The ids of tracked changes begin above those of bookmarks."""


class Redlining(Writing):
    """A Word text with tracked changes in the making. `comments` are those so far: for a change and an end of its move, author and lines."""

    __slots__ = ("captions", "causes", "changes", "comments", "explanations", "going", "kept", "labels", "marked", "new", "revision", "stamp", "track_numbers")

    def __init__(self, writing: Writing, redline: Redline, explanations: Mapping[int, Explanation], causes: Causes, track_numbers: bool) -> None:
        super().__init__(writing.house, writing.style, writing.bookmarks, writing.kinds)
        self.revision = redline.document.id
        self.stamp = Stamp(self.revision, redline.document.front.timestamp, FIRST_ID)
        self.changes: dict[int, Change] = {change.id: change for change in redline.changes}
        self.explanations = explanations
        self.causes = causes
        self.new = redline.now
        self.kept: frozenset[str] = frozenset()
        self.labels: dict[str, Reference] = {}
        """For each target, a reference to it in the old document."""
        self.captions: dict[str, str] = {}
        """The numbers of the captions of the old document."""
        for its in walk(redline.was):
            if type(its) is Reference and not its.inlines:
                self.labels[its.target] = its
            elif type(its) in (Table, Figure):
                self.captions[_caption(its)] = its.number
        self.track_numbers = track_numbers
        self.marked = 0
        """How deep in marks the writing is."""
        self.going = False
        """Whether what is being written went."""
        self.comments: dict[tuple[int, str], tuple[str, list[str]]] = {}

    def mark(self, node: Any, xml: str, kind: Kind) -> str:
        """What the mark `node` holds, tracked, with a comment that says why at the first mark of each change."""
        if not xml:
            return ""
        if not self.kept and kind in ("del", "moveFrom") and "<w:bookmarkStart" in xml:
            self.kept = frozenset(bookmarks(self.new.sections))
        self.stamp.author = self.author(node)
        made = track_changes.tracked(xml, kind, self.stamp, self.kept)
        made = self.explained(node, made, kind)
        if type(node) is Moved and "<w:p>" in made and kind in ("moveFrom", "moveTo"):
            made = track_changes.moved_range(made, kind, f"move{node.move}", self.stamp)
        return made

    def explained(self, node: Any, made: str, kind: Kind) -> str:
        """Marked XML with the comment on the change that the mark belongs to, if it has none yet; for the two ends of a move, one each."""
        key = (node.change, kind if kind.startswith("move") else "")
        # Word has no comments in footnotes (17.13.4.2).
        if self.causes != "comments" or not node.change or key in self.comments or self.links is self.note_links or not _MARKABLE.search(made):
            return made
        lines = reasons(self.changes[node.change], self.explanations.get(node.change, Explanation()), kind)
        if not lines:
            return made
        self.comments[key] = (self.revision, lines)
        return track_changes.commented(made, len(self.comments) - 1, kind, self.stamp)

    def reference_before(self, node: Reference) -> Reference | None:
        """What the reference was in the old document, if that was other words, or another number and such are tracked."""
        was = None if self.marked or node.inlines else self.labels.get(node.target)
        if was is None or (was.lead, was.label) == (node.lead, node.label):
            return None
        return was if self.track_numbers or (was.lead, was.by) != (node.lead, node.by) else None

    def reference_gone(self, node: Reference) -> Reference:
        """A reference in what went, as the old document had it: what a move took away is written from what it brought."""
        was = None if node.inlines else self.labels.get(node.target)
        if was is None:
            return node
        return replace(node, label=was.label, by=was.by, lead=node.lead if was.lead.casefold() == node.lead.casefold() else was.lead)

    def author(self, node: Any) -> str:
        """Who made the change that a mark belongs to: the revision, and why if authors tell causes."""
        cause = self.explanations[node.change].cause_kind if self.causes == "authors" and node.change in self.explanations else ""
        return f"{self.revision}: {cause}" if cause else self.revision

    def as_it_was(self, write: Callable[[], str]) -> str:
        """What `write` gives, for comparison only: no notes, comments or annotations of it are kept."""
        notes, comments, bookmarks = len(self.notes), dict(self.comments), self.bookmarks
        made = write()
        del self.notes[notes:]
        self.comments, self.bookmarks = comments, bookmarks
        return made


def _tracked(node: Any, written: Written, writing: Redlining) -> str:
    before = writing.going
    writing.marked += 1
    writing.going = before or _kind(node) in ("del", "moveFrom")
    xml = written(node.nodes)
    writing.marked -= 1
    writing.going = before
    return writing.mark(node, xml, _kind(node))


def _kind(node: Any) -> Kind:
    if type(node) is Moved:
        return "moveTo" if node.end == "to" else "moveFrom"
    return "ins" if type(node) is Inserted else "del"


def _restyled(node: Restyled, written: Written, writing: Redlining) -> str:
    was = writing.as_it_was(lambda: written(node.was))
    writing.stamp.author = writing.author(node)
    return writing.explained(node, track_changes.restyled(written(node.nodes), was, writing.stamp), "ins")


def _altered(node: Altered, written: Written, writing: Redlining) -> str:
    if type(node.node) in (Table, Figure):
        writing.captions[_caption(node.node)] = node.was.number
    new = written((node.node,))
    writing.stamp.author = writing.author(node)
    made = _with_old_facts(node, new, written, writing)
    return new if made == new else writing.explained(node, made, "ins")


def _with_old_facts(node: Altered, new: str, written: Written, writing: Redlining) -> str:
    """What was written of the node, with what it was where that shows."""
    now, was = node.node, node.was

    def old() -> str:
        return writing.as_it_was(lambda: written((as_it_was(now, was),)))

    if type(now) is Signatory:
        return track_changes.changed_runs(new, old(), writing.stamp)
    if type(now) is Figure and (now.chart, now.alt) != (was.chart, was.alt):
        # The picture has a paragraph of its own, before that of the caption.
        picture, end, caption = new.partition("</w:p>")
        return track_changes.changed_runs(picture, old().partition("</w:p>")[0], writing.stamp) + end + caption
    if (type(now) is List and now.ordered != was.ordered) or (type(now) is Table and now.alignments != was.alignments):
        return track_changes.realigned(new, old(), writing.stamp)
    return new


def _cut(node: Cut, run: Runs, flags: int, writing: Writing) -> None:
    run.add(track_changes.CUT)


def _reference(node: Reference, run: Runs, flags: int, writing: Any) -> None:
    """A cross-reference, as it was too if that is tracked."""
    was = writing.reference_before(node)
    if writing.going:
        node = writing.reference_gone(node)
    if was is None:
        body.INLINES[Reference](node, run, flags, writing)
        return
    run.close()
    start = len(run.out)
    made = []
    for its in (was, node):
        body.INLINES[Reference](its, run, flags, writing)
        run.close()
        made.append("".join(run.out[start:]))
        del run.out[start:]
    run.add(track_changes.changed_runs(made[1], made[0], writing.stamp))


def _caption(node: Table | Figure) -> str:
    """What a table or figure was known by."""
    return node.id or plain(rejected_nodes(node.caption))


def _counted(write: Callable[..., None]) -> Callable[..., None]:
    """A function for tables or figures whose numbers are tracked if they were others, and their captions if they had none or have none."""

    def written(node: Table | Figure, place: Any, keep: bool, writing: Redlining) -> None:
        was = writing.captions.get(_caption(node), "")
        if writing.marked:
            # What a move took away is written from what it brought, whose number is the new one.
            node, was = (replace(node, number=was), was) if writing.going and was else (node, node.number)
        if was == node.number or (was and node.number and not writing.track_numbers):
            write(node, place, keep, writing)
            return
        writing.stamp.author = writing.revision
        xml = writing.aside(partial(write, replace(node, number=node.number or was), place, keep, writing))
        if was and node.number:
            writing.out.append(track_changes.changed_number(xml, was.rpartition(" ")[2], writing.stamp))
        else:
            caption, end, rest = xml.partition("</w:p>")
            writing.out.append(track_changes.tracked(caption + end, "ins" if node.number else "del", writing.stamp) + rest)

    return written


MARKS: dict[type, Callable[[Any, Written, Redlining], str]] = {
    Inserted: _tracked,
    Deleted: _tracked,
    Moved: _tracked,
    Restyled: _restyled,
    Altered: _altered,
}


def at(table: Callable[[Any], Mapping[type, Callable[..., None]]], kind: type) -> Callable[..., None]:
    """The function for a mark of a kind that stands where those of a `table` of the Writing do, which is their last argument."""

    def write(node: Any, *where: Any) -> None:
        writing: Redlining = where[-1]

        def written(nodes: Nodes) -> str:
            return writing.aside(partial(_each, table(writing), nodes, where))

        writing.out.append(MARKS[kind](node, written, writing))

    return write


def _each(table: Mapping[type, Callable[..., None]], nodes: Nodes, where: tuple[Any, ...]) -> None:
    for child in nodes:
        table[type(child)](child, *where)


def _in_line(kind: type) -> Callable[[Any, Runs, int, Writing], None]:
    """The function for a mark of a kind in a line."""

    def write(node: Any, run: Runs, flags: int, writing: Any) -> None:
        def written(nodes: Nodes) -> str:
            start, notes = len(run.out), len(writing.notes)
            body.inlines(nodes, run, flags, writing)
            run.close()
            made = "".join(run.out[start:])
            del run.out[start:]
            if type(node) in (Inserted, Deleted):
                writing.notes[notes:] = [track_changes.tracked_runs(note, _kind(node), writing.stamp) for note in writing.notes[notes:]]
            return made

        run.close()
        run.add(MARKS[kind](node, written, writing))

    return write


def kinds(table: Callable[..., None]) -> Kinds:
    """The functions that write nodes and marks; `table` writes tables."""
    clean = body.KINDS

    def joined(name: str) -> Mapping[type, Callable[..., None]]:
        return {**getattr(clean, name), **{kind: at(lambda writing: getattr(writing.kinds, name), kind) for kind in MARKS}}

    return Kinds(
        inlines={**clean.inlines, Reference: _reference, Cut: _cut, **{kind: _in_line(kind) for kind in MARKS}},
        blocks={**joined("blocks"), Table: _counted(table), Figure: _counted(clean.blocks[Figure])},
        items=joined("items"),
        sections=joined("sections"),
        signatories=joined("signatories"),
        takes_mark=clean.takes_mark | MARKS.keys(),
        passes_mark=frozenset([Deleted]),
    )


def bookmarks(nodes: Nodes) -> Iterator[str]:
    """The names of the bookmarks that a clean file has for sections, tables and figures in the nodes."""
    for node in nodes:
        kind = type(node)
        if kind is Section:
            yield bookmark(body.CLAUSE, node.id)
            yield bookmark(body.REF, node.id)
            yield from bookmarks((*node.blocks, *node.sections))
        elif kind in (Table, Figure):
            yield bookmark(body.REF, node.id or node.number)
        elif kind is List:
            for item in node.items:
                yield from bookmarks(item.blocks)
        elif kind in (FieldBlock, Quote):
            yield from bookmarks(node.blocks)

"""The changes of a redline, numbered in reading order, each with its place and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_
from typing import Any

from docgen.comparison.compare_blocks import without_children
from docgen.comparison.sentence_ends import sentence_ends
from docgen.comparison.words.node_words import BLOCK_NAMES, accepted_side, plain_line, words
from docgen.document.change_of_kind import MADE_APPENDIX, MADE_SECTION, SECTION_LOWERED, SECTION_RAISED, change_of_kind
from docgen.document.redline import BELOW, Altered, Change, Cover, Cut, Deleted, Inserted, Moved, Redline, Restyled, accepted_nodes, marks, sides
from docgen.document.tree import Cell, Document, Emphasis, FieldBlock, Figure, Foreign, Link, Reference, Row, Section, Strong, Table

Nodes = tuple[Any, ...]
_LINES = ("inlines", "title", "caption")
_FORMATTING = (Strong, Emphasis, Foreign, Link, Reference)


def numbered_changes(was: Document, now: Document, cover: Cover, sections: Nodes, new_ids: Mapping[str, str]) -> Redline:
    """The redline, with marks that hold the ids of their changes. A deletion and the insertion after it in a line are one change.

    The running header and the document-control table repeat facts of the cover; their changes are counted once, on the cover. `new_ids` has the new id of
    each section that got another.
    """
    numbering = _Numbering(was, now, new_ids)
    lines = {name: numbering.cover(getattr(cover, name), name, True) for name in ("title", "subtitle", "status", "date")}
    parties = numbering.cover(cover.parties, "party", False)
    control = tuple([numbered for row in cover.control for numbered in numbering.control_row(row, {"status": cover.status, "date": cover.date})])
    facts = tuple([numbering.fact(row) for row in cover.facts])
    numbered = numbering.nodes(sections, False)
    cover = replace(cover, **lines, parties=parties, control=control, facts=facts)
    return Redline(replace(now, sections=numbered), was, now, cover, tuple(numbering.changes))


class _Numbering:
    def __init__(self, was: Document, now: Document, new_ids: Mapping[str, str]) -> None:
        self.changes: list[Change] = []
        self.moves: dict[int, int] = {}
        """The id of the change for each move."""
        self.only_moved: set[int] = set()
        """The ids of changes that are moves and nothing else."""
        self.section: Section | None = None
        """The section that is being numbered; none on the cover."""
        self.depth = 0
        """The depth of that section."""
        self.shifts: list[tuple[int, int]] = []
        """By how many levels the sections around the node came lower, and the id of that change."""
        self.part = ""
        """The part of the cover that is being numbered."""
        self.repeats = False
        """Whether what is being numbered repeats a fact of the cover, as a row of the document control may."""
        before = _sections(was.sections)
        self.old_numbers = {new_ids.get(section.id, section.id): section.number for section in before}
        """The old number of each section, by its new id."""
        self.in_both = {section.id for section in before} & {section.id for section in _sections(now.sections)}

    def cover(self, nodes: Nodes, part: str, line: bool) -> Nodes:
        self.part = part
        return self.nodes(nodes, line)

    def control_row(self, row: Any, facts: dict[str, Nodes]) -> Nodes:
        """A row of the document control, in which a change of the cover's fact of the same name is the change on the cover."""
        cells = row.cells if type(row) is Row else ()
        self.repeats = bool(cells) and all(type(cell) is Cell for cell in cells) and facts.get(plain_line(cells[0].inlines).casefold()) == cells[-1].inlines
        return self.cover((row,), "row", False)

    def fact(self, row: Row) -> Any:
        """A row for a fact of the whole document: its old value and its new one are one change, named after the fact."""
        self.repeats = False
        numbered = self.cover((row,), plain_line(row.cells[0].inlines).casefold(), False)
        if self.changes[-1].kind == "replaced":
            self.changes[-1] = replace(self.changes[-1], kind="altered")
        return numbered[0]

    def new(self, kind: Any, node: str, old: Nodes, new: Nodes) -> int:
        if any(type(inline) is Cut for inline in (*old, *new)) and not words((*old, *new)).strip():
            kind, node = "altered", "split paragraph" if any(type(inline) is Cut for inline in new) else "joined paragraphs"
            old = new = ()
        node = _between_cuts(old, new) if node == "words" else node
        section, names = self.section, tuple(dict.fromkeys(_fields((*old, *new))))
        place = (section.id, section.number, self.old_numbers.get(section.id, ""), plain_line(section.title)) if section else ("", "", "", "")
        change = Change(len(self.changes) + 1, kind, node if section else self.part, *place, *self._both_words(old, new), names)
        if self.repeats and not section:
            for earlier in self.changes:
                if (earlier.old, earlier.new) == (change.old, change.new):
                    return earlier.id
        self.changes.append(change)
        return change.id

    def _both_words(self, old: Nodes, new: Nodes) -> tuple[str, str]:
        """The words of both sides, without those that moved if both have words; with the addresses of links, if the same words lead elsewhere."""
        before, after = words(old), words(new, bool(old))
        if before == after and before:
            links = [", ".join(address for node in _flat(accepted_side(side)) if (address := self._address(node))) for side in (old, new)]
            if links[0] != links[1]:
                before, after = (f"{text} ({link})" if link else text for text, link in zip((before, after), links, strict=True))
        return before, after

    def _address(self, node: Any) -> str:
        """Where a link leads. A section under another id is another only if both documents have both."""
        if type(node) is Link:
            return str(node.url)
        return f"#{node.target}" if type(node) is Reference and node.target in self.in_both else ""

    def nodes(self, nodes: Nodes, line: bool) -> Nodes:
        out: list[Any] = []
        for index, node in enumerate(nodes):
            kind = type(node)
            after = nodes[index + 1] if line and index + 1 < len(nodes) else None
            if kind is Deleted and type(after) is Inserted:
                out.append(Deleted(node.nodes, self.new("replaced", "words", node.nodes, after.nodes)))
            elif kind is Inserted and line and out and type(out[-1]) is Deleted:
                out.append(Inserted(node.nodes, out[-1].change))
            elif kind is Inserted or kind is Deleted:
                out.append(self._one_sided(node))
            elif kind is Moved:
                out.append(self._moved(node))
            elif kind is Restyled:
                is_visible = _formatting(node.nodes) != _formatting(node.was)
                out.append(Restyled(node.nodes, node.was, self.new("restyled", "words", node.was, node.nodes) if is_visible else 0))
            elif kind is Altered:
                out.append(self._altered(node))
            else:
                out.append(self._below(node) if kind in BELOW else node)
        return nodes if all(map(is_, out, nodes)) else tuple(out)

    def _one_sided(self, node: Any) -> Any:
        old, new = sides(node)
        self._enter(node.nodes)
        id = self.new("deleted" if old else "inserted", _node_name(node.nodes), old, new)
        return replace(node, nodes=self.nodes(node.nodes, False), change=id)

    def _moved(self, node: Moved) -> Moved:
        self._enter(node.nodes)
        if node.move not in self.moves:
            self.moves[node.move] = self.new("moved", _names(node.nodes), (), ())
        id = self.moves[node.move]
        change = self.changes[id - 1]
        if node.end == "from":
            self.changes[id - 1] = replace(change, old=change.new if id in self.only_moved else words(node.nodes).strip())
        else:
            here = self.section
            assert here is not None
            old_number, title = self.old_numbers.get(here.id, ""), plain_line(here.title)
            now = words(accepted_side(node.nodes)).strip()
            if not any(marks(node.nodes)):
                # New numbers in its cross-references are not a change.
                self.only_moved.add(id)
                change = replace(change, old=now)
            self.changes[id - 1] = replace(change, new=now, section=here.id, number=here.number, was_number=old_number, title=title)
        return replace(node, nodes=self.nodes(node.nodes, False), change=id)

    def _altered(self, node: Altered) -> Altered:
        now, was = node.node, node.was
        self._enter((now,))
        if type(now) is Section and type(was) is not Section:
            return self._new_heading(node)
        if type(now) is Section and was.level:
            return self._other_level(node)
        made = self._below(now)
        if not _is_visible(node):
            return Altered(made, was)
        if type(now) is Section:
            return Altered(made, was, self.new("altered", MADE_APPENDIX if now.appendix else MADE_SECTION, now.title, now.title))
        if kind := change_of_kind(was, now):
            # What changed in its words is counted by itself.
            return Altered(made, was, self.new("altered", kind, (now,), (now,)))
        return Altered(made, was, self.new("restyled" if _is_realigned(node) else "altered", _node_name((now,)), (was,), (now,)))

    def _new_heading(self, node: Altered) -> Altered:
        """A section whose heading alone is new, or was a paragraph."""
        title = node.node.title
        if kind := change_of_kind(node.was, node.node):
            id = self.new("altered", kind, title, title)
            return Altered(self._below(node.node), node.was, id)
        id = self.new("inserted", "heading", (), accepted_nodes(title))
        made = self._below(replace(node.node, title=()))
        return Altered(replace(made, title=tuple(replace(mark, change=id) for mark in title)), None, id)

    def _other_level(self, node: Altered) -> Altered:
        """A section of another level than before, with those below it, which are one change."""
        shift = self.depth + 1 - node.was.level
        if self.shifts and self.shifts[-1][0] == shift:
            id = self.shifts[-1][1]
        else:
            level = SECTION_RAISED if shift < 0 else SECTION_LOWERED
            id = self.new("altered", level, node.node.title, node.node.title)
        self.shifts.append((shift, id))
        made = self._below(node.node)
        self.shifts.pop()
        return Altered(made, node.was, id)

    def _enter(self, nodes: Nodes) -> None:
        for node in nodes:
            inner = node.node if type(node) is Altered else node
            if type(inner) is Section:
                self.section = inner

    def _below(self, node: Any) -> Any:
        outer, depth = self.section, self.depth
        self._enter((node,))
        self.depth += type(node) is Section
        changed: dict[str, Any] = {}
        for name in BELOW.get(type(node), ()):
            below = getattr(node, name)
            made = self.nodes(below, name in _LINES) if type(below) is tuple else self._below(below)
            if made is not below:
                changed[name] = made
        self.section, self.depth = outer, depth
        return replace(node, **changed) if changed else node


def _sections(sections: Nodes) -> list[Section]:
    return [found for section in sections for found in (section, *_sections(section.sections))]


def _is_visible(node: Altered) -> bool:
    """Whether a reader can see that a node's own properties changed."""
    now, was = node.node, node.was
    if type(now) is type(was) and type(now) in (Figure, Table):
        return bool(without_children(replace(now, id=was.id)) != was)
    return bool(now.appendix != was.appendix) if type(now) is Section else type(now) is not FieldBlock


def _is_realigned(node: Altered) -> bool:
    """Whether only the alignment of columns changed in a table."""
    was, now = node.was, node.node
    return type(was) is Table and len(was.alignments) == len(now.alignments) and replace(was, alignments=now.alignments) == without_children(now)


def _formatting(nodes: Nodes) -> list[Any]:
    """The formatting of the words that a reader sees; the source of a value is invisible."""
    return [(type(node), getattr(node, "language", ""), plain_line(node.inlines)) for node in _flat(nodes) if type(node) in _FORMATTING]


def _flat(nodes: Nodes) -> list[Any]:
    return [found for node in nodes for found in (node, *_flat(getattr(node, "inlines", ())))]


def _node_name(nodes: Nodes) -> str:
    """What a reader calls the nodes of a mark."""
    node = nodes[0].node if type(nodes[0]) is Altered else nodes[0]
    name = type(node).__name__
    return _NODE_NAMES.get(name, name.lower()) if name in BLOCK_NAMES else "words"


def _between_cuts(old: Nodes, new: Nodes) -> str:
    """'paragraph' for words on one side alone that stand as one between the parts of another, which was split or joined; else 'words'."""
    sides = [side for side in (old, new) if words(side).strip()]
    first, last = (sides[0][0], sides[0][-1]) if len(sides) == 1 else (None, None)
    return str(first.of) if type(first) is Cut is type(last) else "words"


def _names(nodes: Nodes) -> str:
    """What a reader calls what moved: 'paragraph', '5 paragraphs', '3 blocks' if they are of different kinds, or '2 sentences' of a line."""
    if type(nodes[0]).__name__ not in BLOCK_NAMES | {"Altered"}:
        count = len([*sentence_ends(plain_line(nodes))])
        return f"{count} sentences" if count > 1 else "sentence"
    names = {_node_name((node,)) for node in nodes}
    return f"{len(nodes)} {names.pop() if len(names) == 1 else 'block'}s" if len(nodes) > 1 else names.pop()


_NODE_NAMES = {"Note": "footnote", "Quote": "quotation", "FieldBlock": "paragraph"}


def _fields(nodes: Nodes) -> list[str]:
    """The expressions whose values occur in the nodes."""
    out: list[str] = []
    for node in nodes:
        if hasattr(node, "name") and (hasattr(node, "inlines") or hasattr(node, "blocks")):
            out.append(node.name)
        if type(node) in (Inserted, Deleted, Moved, Restyled):
            out += _fields(node.nodes)
        elif type(node) is Altered:
            out += _fields((node.node,))
        for name in BELOW.get(type(node), ()):
            below = getattr(node, name)
            out += _fields(below if type(below) is tuple else (below,))
    return out

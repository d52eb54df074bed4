"""A redline: a Document whose tuples of nodes may hold marks, which say what was inserted, deleted, moved or formatted differently.

Laws: `accepted(diff(a, b)) == b`, `rejected(diff(a, b)) == a`, and `diff(a, a)` has no marks. They hold for documents in normal
form (`normal`), and every composed document is in normal form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from docgen.document import tree
from docgen.document.change_of_kind import in_old_kind, regrouped
from docgen.document.headings import Heading, nested
from docgen.document.joined_inlines import JOINABLE, joined_inlines
from docgen.document.spacing import same_nodes
from docgen.document.tree import Document, Emphasis, Field, Foreign, Item, Link, List, Note, Paragraph, Quote, Reference, Strong, Table, Text

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """Nodes that only the new document has. In every mark, `change` is the id of the Change that it belongs to."""

    nodes: Nodes
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Deleted:
    """Nodes that only the old document has, as they were there."""

    nodes: Nodes
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Moved:
    """Nodes at one end of a move: as they were (`end` "from"), or as they are, with marks for what changed on the way (`end` "to").

    Both ends have the same `move`, counted from 1 in the order of the new document.
    """

    nodes: Nodes
    end: Literal["from", "to"]
    move: int
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Restyled:
    """Inlines with the same words as before but other formatting or another source; `was` holds the old inlines."""

    nodes: Nodes
    was: Nodes
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Altered:
    """A node whose own properties changed: `node` is the new one, with the marks below it; `was` is the old one, with nothing below it.

    The two may be of different kinds: among the items of a list, an item was a paragraph; among blocks, a paragraph was a `ListItem` or a `Heading`;
    among sections, a section was a paragraph, or None if the old document had its blocks without its heading, and then its title is Inserted.
    """

    node: Any
    was: Any
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """The boundary between two paragraphs or list items, inside a mark: one was split here, or two were joined.

    `number` is the number of the paragraph that begins here.
    """

    of: Literal["paragraph", "item"] = "paragraph"
    number: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as a reader would count changes.

    `section` is the id of the section in which it shows, `number` and `title` are that section's heading, and `was_number` is its
    number in the old document ("" if it had none). `old` and `new` are the words, each "" if there are none.
    """

    id: int
    kind: Literal["inserted", "deleted", "replaced", "moved", "restyled", "altered"]
    node: str
    """What was changed: "section", "paragraph", "item", "row", "words" and so on."""
    section: str
    number: str
    was_number: str
    title: str
    old: str
    new: str
    fields: tuple[str, ...] = ()
    """The expressions whose values occur in the words of the change."""


MARKS: tuple[type, ...] = (Inserted, Deleted, Moved, Restyled, Altered)


@dataclass(frozen=True, slots=True)
class Cover:
    """The front matter with marks: lines of inlines, but `parties` holds a Paragraph for each party and `control` a Row of two Cells for each fact.

    `facts` holds such a Row for each changed fact of the whole document that shows nowhere on the cover.
    """

    title: Nodes
    subtitle: Nodes
    short_title: Nodes
    status: Nodes
    date: Nodes
    parties: Nodes
    control: Nodes
    facts: Nodes = ()


@dataclass(frozen=True, slots=True)
class Redline:
    """How `was` became `now`, both whole: `document` is `now` with marks; `changes` are in reading order, with ids from 1."""

    document: Document
    was: Document
    now: Document
    cover: Cover
    changes: tuple[Change, ...] = ()


BELOW: dict[type, tuple[str, ...]] = {
    Document: ("sections",),
    tree.Section: ("title", "blocks", "sections"),
    Heading: ("section",),
    Paragraph: ("inlines",),
    List: ("items",),
    Item: ("blocks",),
    Table: ("caption", "header", "rows"),
    tree.Row: ("cells",),
    tree.Cell: ("inlines",),
    tree.Figure: ("caption",),
    Quote: ("blocks",),
    tree.Signatures: ("signatories",),
    tree.FieldBlock: ("blocks",),
    Note: ("blocks",),
    **dict.fromkeys((Strong, Emphasis, Foreign, Link, Reference, Field), ("inlines",)),
}
"""The fields of each kind of node that can hold marks, in reading order."""


def accepted(redline: Redline) -> Document:
    """The new document."""
    return replace(redline.document, sections=accepted_nodes(redline.document.sections))


def rejected(redline: Redline) -> Document:
    """The old document."""
    return replace(redline.was, sections=nested(_old_lines(redline.document.sections, 1)))


def _old_lines(sections: Nodes, depth: int) -> Iterator[Any]:
    """The headings and blocks of the old document in reading order, from sections with marks whose depth is given."""
    for node in sections:
        kind = type(node)
        if kind in (Inserted, Deleted, Moved):
            yield from _old_lines(sides(node)[0], depth)
            continue
        now, was = (node.node, node.was) if kind is Altered else (node, node)
        if type(was) is tree.Section:
            yield Heading(replace(was, title=rejected_nodes(now.title), blocks=(), sections=(), level=0), was.level or depth)
        elif was is not None:
            yield from rejected_nodes((in_old_kind(now, was),))
        yield from rejected_nodes(now.blocks)
        # The sections below one that is in both documents stand at their new depth, unless they say otherwise.
        yield from _old_lines(now.sections, (now.level or depth) + 1)


def accepted_nodes(nodes: Nodes) -> Nodes:
    """The nodes of a redline as they are in the new document."""
    return resolved(nodes, _new_side)


def rejected_nodes(nodes: Nodes) -> Nodes:
    """The nodes of a redline as they were in the old document."""
    return resolved(nodes, _old_side)


def _new_side(mark: Any) -> Nodes:
    return sides(mark)[1]


def _old_side(mark: Any) -> Nodes:
    return sides(mark)[0]


def normal(node: Any) -> Any:
    """The tree in normal form: neighbouring texts are joined, and so are neighbours such as two Strong that differ only in what they hold."""
    return _with_children(node, accepted_nodes)


def marks(node: Any) -> Iterator[Any]:
    """The marks of a redline, or of a part of it, in reading order."""
    kind = type(node)
    if kind is tuple:
        below = node
    elif kind in MARKS:
        yield node
        below = (node.node,) if kind is Altered else node.nodes
    else:
        below = [getattr(node, name) for name in BELOW.get(kind, ())]
    for child in below:
        if type(child) is not Text:
            yield from marks(child)


def sides(mark: Any) -> tuple[Nodes, Nodes]:
    """The nodes of a mark in the old document, and those in the new one."""
    match mark:
        case Inserted(nodes) | Moved(nodes, "to"):
            return (), nodes
        case Deleted(nodes) | Moved(nodes, "from"):
            return nodes, ()
        case Restyled(nodes, was):
            return was, nodes
        case Altered(tree.Section() as node, was) if type(was) is not tree.Section:
            # The old document has what the section holds, without its heading.
            line = () if was is None else (in_old_kind(node, was),)
            return (*line, *node.blocks, *node.sections), (node,)
        case Altered(node, was):
            return (as_it_was(node, was),), (node,)
    return (mark,), (mark,)


def as_it_was(node: Any, was: Any) -> Any:
    """The node with its own properties as they were, and with the marks that are below it now."""
    if type(was) is not type(node):
        return in_old_kind(node, was)
    return replace(was, **{name: getattr(node, name) for name in BELOW.get(type(was), ())})


def resolved(nodes: Nodes, side: Callable[[Any], Nodes]) -> Nodes:
    """The nodes with the nodes that `side` gives in place of every mark in or below them; the very same tuple if there is none."""

    def below(inner: Nodes) -> Nodes:
        return resolved(inner, side)

    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        if kind in BELOW:
            made = _with_children(node, below)
            # Only in a mark is a cut, and then the node is another.
            out.extend(_split(made) if made is not node and kind in (Paragraph, Item) else (made,))
        elif kind in MARKS:
            out.extend(below(side(node)))
        else:
            out.append(node)
    joined = joined_inlines(out) if any(type(node) in JOINABLE for node in out) else tuple(out)
    if any(type(node) is List for node in joined):
        joined = regrouped(joined)
    return nodes if same_nodes(joined, nodes) else joined


def _with_children(node: Any, resolve: Callable[[Nodes], Nodes]) -> Any:
    """The node with what is below it resolved; the very same node if nothing changes."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ()):
        below = getattr(node, name)
        made = resolve(below) if type(below) is tuple else _with_children(below, resolve)
        if made is not below:
            changed[name] = made
    return replace(node, **changed) if changed else node


def _split(node: Any) -> Nodes:
    """The parts of a paragraph, or of an item by its first paragraph, at the cuts of its kind."""
    of, first = ("paragraph", node) if type(node) is Paragraph else ("item", node.blocks[0] if node.blocks else None)
    if type(first) is not Paragraph:
        return (node,)
    lines: list[list[Any]] = [[]]
    inline: Any
    for inline in first.inlines:
        if type(inline) is Cut and inline.of == of:
            lines.append([])
        else:
            lines[-1].append(inline)
    if len(lines) == 1:
        return (node,)
    parts = tuple(Paragraph(joined_inlines(line), position=first.position) for line in lines)
    if node is first:
        return parts
    return (*(Item((part,)) for part in parts[:-1]), Item((parts[-1], *node.blocks[1:])))

"""A redline: a Document whose tuples of nodes may hold marks, which say what was inserted, deleted, moved or changed in its looks.

Laws: `accepted(diff(a, b)) == b`, `rejected(diff(a, b)) == a`, and `diff(a, a)` has no marks. They hold for documents in normal
form (`normal`), which every composed document has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from docgen.document import tree
from docgen.document.tree import Document, Emphasis, Field, Foreign, Item, Link, List, Note, Paragraph, Quote, Reference, Strong, Table, Text

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """Nodes that only the new document has. `change` is the id of the Change that the mark belongs to, here and below."""

    nodes: Nodes
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Deleted:
    """Nodes that only the old document has, as they were in it."""

    nodes: Nodes
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Moved:
    """Nodes at one end of a move: `end` "from" holds them as they were, "to" as they are, with marks for what changed on the way.

    Both ends have the same `move`, which counts from 1 in the order of the new document.
    """

    nodes: Nodes
    end: Literal["from", "to"]
    move: int
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Restyled:
    """Inlines that say the same words as they did, in other looks or from another source: `was` is what they were."""

    nodes: Nodes
    was: Nodes
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Altered:
    """A node whose own facts changed: `node` with the marks of what lies below it, and `was` as it was, with nothing below."""

    node: Any
    was: Any
    change: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a paragraph ends and the next begins, or an item of a list does: in a mark, for what was split or joined.

    `number` is that of the paragraph that begins here.
    """

    of: Literal["paragraph", "item"] = "paragraph"
    number: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a reader counts them.

    `kind` says what happened; `section` is the id of the section in which it shows, `number` and `title` are its heading there, and
    `was_number` is its number in the old document ("" if it had none). `old` and `new` are the words, each "" if there are none.
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
    """The expressions whose values stand in the words of the change."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a change was made, and what it means. `cause` is a sentence in words; `findings` are what a reader looks for first."""

    cause: str = ""
    cause_kind: str = ""
    findings: tuple[str, ...] = ()


MARKS: tuple[type, ...] = (Inserted, Deleted, Moved, Restyled, Altered)


@dataclass(frozen=True, slots=True)
class Cover:
    """The front matter with marks: lines of inlines, `parties` with a Paragraph for each, `control` with a Row of two Cells for each."""

    title: Nodes
    subtitle: Nodes
    short_title: Nodes
    status: Nodes
    date: Nodes
    parties: Nodes
    control: Nodes


@dataclass(frozen=True, slots=True)
class Redline:
    """What became of the document `was`: `document` is the new one with marks; `changes` are in reading order, with ids from 1."""

    document: Document
    was: Document
    """The old document, whole."""
    now: Document
    """The new document, whole."""
    cover: Cover
    changes: tuple[Change, ...] = ()


BELOW: dict[type, tuple[str, ...]] = {
    tree.Section: ("title", "blocks", "sections"),
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
"""The fields of each kind of node in which marks can stand, in reading order."""

_HOLDERS = frozenset([Strong, Emphasis, Foreign, Link, Reference, Field])
_LINED = _HOLDERS | {Text}


def accepted(redline: Redline) -> Document:
    """The new document."""
    return replace(redline.document, sections=_settled(redline.document.sections, True))


def rejected(redline: Redline) -> Document:
    """The old document."""
    return replace(redline.was, sections=_settled(redline.document.sections, False))


def accepted_nodes(nodes: Nodes) -> Nodes:
    """The nodes of a redline as the new document has them."""
    return _settled(nodes, True)


def rejected_nodes(nodes: Nodes) -> Nodes:
    """The nodes of a redline as the old document had them."""
    return _settled(nodes, False)


def normal(node: Any) -> Any:
    """The tree with neighbouring texts, and neighbouring nodes around inlines that are equal but for what they hold, made one."""
    return _child(node, lambda nodes: _settled(nodes, True))


def marks(node: Any) -> Iterator[Any]:
    """The marks of a redline, or of a part of it, in reading order."""
    kind = type(node)
    if kind is tuple:
        for child in node:
            yield from marks(child)
        return
    if kind in MARKS:
        yield node
    if kind is Altered:
        yield from marks(node.node)
    elif kind in MARKS:
        yield from marks(node.nodes)
    else:
        for name in BELOW.get(kind, ("sections",) if isinstance(node, Document) else ()):
            yield from marks(getattr(node, name))


def sides(mark: Any) -> tuple[Nodes, Nodes]:
    """What a mark holds of the old document, and what of the new one."""
    match mark:
        case Inserted(nodes) | Moved(nodes, "to"):
            return (), nodes
        case Deleted(nodes) | Moved(nodes, "from"):
            return nodes, ()
        case Restyled(nodes, was):
            return was, nodes
        case Altered(node, was):
            return (as_it_was(node, was),), (node,)
    return (mark,), (mark,)


def as_it_was(node: Any, was: Any) -> Any:
    """The node with its own facts as they were, and below them the marks that it has now."""
    return replace(was, **{name: getattr(node, name) for name in BELOW.get(type(was), ())})


def _settled(nodes: Nodes, new: bool) -> Nodes:
    """The nodes with every mark in or below them accepted (`new`) or rejected; the very same tuple if there is none."""
    out: list[Any] = []
    for node in nodes:
        if type(node) in MARKS:
            out.extend(_settled(sides(node)[new], new))
        else:
            made = _child(node, lambda below: _settled(below, new))
            out.extend(_parted(made) if type(made) in (Paragraph, Item) else (made,))
    joined = _joined(out) if any(type(node) in _LINED for node in out) else tuple(out)
    if len(joined) == len(nodes) and all(a is b for a, b in zip(joined, nodes, strict=True)):
        return nodes
    return joined


def _child(node: Any, settle: Callable[[Nodes], Nodes]) -> Any:
    """The node with what lies below it settled; the very same one if nothing changes."""
    changed: dict[str, Any] = {}
    for name in BELOW.get(type(node), ("sections",) if isinstance(node, Document) else ()):
        below = getattr(node, name)
        made = settle(below) if type(below) is tuple else _child(below, settle)
        if made is not below:
            changed[name] = made
    return replace(node, **changed) if changed else node


def _joined(nodes: list[Any]) -> Nodes:
    """The inlines with neighbours that are one but for marks made one."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node)
        last: Any = out[-1] if out else None
        if kind is Text and not node.text:
            continue
        if kind is Text and type(last) is Text:
            out[-1] = Text(last.text + node.text)
        elif kind in _HOLDERS and type(last) is kind and node.inlines and last.inlines and _shell(node) == _shell(last):
            out[-1] = replace(node, inlines=_joined([*last.inlines, *node.inlines]))
        else:
            out.append(node)
    return tuple(out)


def _shell(node: Any) -> Any:
    return node if not node.inlines else replace(node, inlines=())


def _parted(node: Any) -> Nodes:
    """The parts of a paragraph that holds cuts of paragraphs, or of an item whose first paragraph holds cuts of items."""
    of, first = ("paragraph", node) if type(node) is Paragraph else ("item", node.blocks[0] if node.blocks else None)
    if type(first) is not Paragraph:
        return (node,)
    lines: list[list[Any]] = [[]]
    held: Nodes = first.inlines
    for inline in held:
        if type(inline) is Cut and inline.of == of:
            lines.append([])
        else:
            lines[-1].append(inline)
    if len(lines) == 1:
        return (node,)
    parts = tuple(Paragraph(_joined(line), position=first.position) for line in lines)
    if node is first:
        return parts
    return (*(Item((part,)) for part in parts[:-1]), Item((parts[-1], *node.blocks[1:])))

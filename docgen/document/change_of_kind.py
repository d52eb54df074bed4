"""Lines of words that change their kind: a paragraph made a list item or a heading, or the reverse; and headings on another level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.headings import Heading
from docgen.document.spacing import same_nodes
from docgen.document.tree import Item, List, Paragraph, Section

Nodes = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """What a paragraph was: an item of a list, `ordered` or not. It stands only for the old node in a mark."""

    ordered: bool


CHANGES_OF_KIND: dict[tuple[type, type], str] = {
    (Paragraph, Item): "paragraph made a list item",
    (ListItem, Paragraph): "list item made a paragraph",
    (Paragraph, Section): "paragraph made a heading",
    (Heading, Paragraph): "heading made a paragraph",
}
"""What a reader calls each change of kind, by the old kind and the new one."""
SECTION_LOWERED, SECTION_RAISED = "section lowered a level", "section raised a level"
MADE_APPENDIX, MADE_SECTION = "section made an appendix", "appendix made a section"
LAYOUT_ALONE = frozenset([*CHANGES_OF_KIND.values(), SECTION_LOWERED, SECTION_RAISED, MADE_APPENDIX, MADE_SECTION])
"""What a reader calls the changes that are in no word: each says by itself what happened."""


def change_of_kind(was: Any, now: Any) -> str:
    """What a reader calls the change from `was` to `now`; "" if the kind is the same."""
    return CHANGES_OF_KIND.get((type(was), type(now)), "")


def line_below(node: Any) -> Nodes:
    """The line of a paragraph, of the first paragraph of an item, or of a section's heading."""
    if type(node) is Section:
        return node.title
    line: Any = node.blocks[0] if type(node) is Item else node
    inlines: Nodes = line.inlines
    return inlines


def in_old_kind(node: Any, was: Any) -> Any:
    """The line of a node in the kind that it was; an item that stood in a list is a list of its own, which joins its neighbours (`regrouped`)."""
    line = line_below(node)
    if type(was) is Heading:
        return replace(was, section=replace(was.section, title=line))
    return List(was.ordered, (Item((Paragraph(line),)),)) if type(was) is ListItem else replace(was, inlines=line)


def regrouped(nodes: Nodes) -> Nodes:
    """The blocks with each list cut where a paragraph stands among its items, and neighbouring lists of the same kind joined.

    The very same tuple if there is nothing to cut or to join.
    """
    out: list[Any] = []
    for node in nodes:
        for part in _parts(node) if type(node) is List else (node,):
            last = out[-1] if out else None
            if type(part) is List is type(last) and part.ordered == last.ordered:
                out[-1] = replace(last, items=(*last.items, *part.items))
            else:
                out.append(part)
    return nodes if same_nodes(tuple(out), nodes) else tuple(out)


def _parts(node: List) -> Nodes:
    """The list, cut where a paragraph stands among its items, some of which may be in marks."""
    items: Nodes = node.items
    if not any(type(item) is Paragraph for item in items):
        return (node,)
    return tuple(item if type(item) is Paragraph else replace(node, items=(item,)) for item in items)

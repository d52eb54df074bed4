"""The marks of a redline in a web page: in a line, around blocks, and around altered nodes. Each is also described in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.document.change_of_kind import LAYOUT_ALONE, ListItem
from docgen.document.redline import Altered, Cut, Deleted, Inserted, Moved, Restyled
from docgen.document.tree import INLINES, Emphasis, FieldBlock, Figure, Foreign, Link, List, Reference, Strong, Table
from docgen.formats.html.escaped_text import escaped
from docgen.formats.html.marked_nodes import NODES
from docgen.formats.html.page_context import CLASSES, Place, blocks_of, inlines_of
from docgen.formats.html.redline_page import PageState

_IN_LINE = frozenset([*INLINES, Cut])
_LOOKS = {Strong: "bold", Emphasis: "italic", Foreign: "in another language", Link: "a link", Reference: "a cross-reference"}


def _inserted(state: PageState, mark: Inserted, place: Place) -> str:
    return _one_sided(state, mark, place, "ins", "inserted")


def _deleted(state: PageState, mark: Deleted, place: Place) -> str:
    return _one_sided(state, mark, place, "del", "deleted")


def _moved(state: PageState, mark: Moved, place: Place) -> str:
    return _one_sided(state, mark, place, "ins" if mark.end == "to" else "del", "")


def _one_sided(state: PageState, mark: Any, place: Place, tag: str, description: str) -> str:
    with state.within(mark):
        if type(mark.nodes[0]) in _IN_LINE:
            marker = state.marker(mark, place)
            words = inlines_of(mark.nodes, place)
            told = f'unseen">{description}: ' if description else f'looks">[{state.other_end(mark, place)}] '
            start = f'<{tag}{state.attributes(mark)}><span class="says {told}</span>'
            return f'{marker}{start}{words}<span class="says unseen"> (end) </span></{tag}>'
        label = f'<p class="says label">{state.label(mark, place)}</p>\n'
        return f'<{tag} class="block"{state.attributes(mark)}>{label}{blocks_of(mark.nodes, place)}</{tag}>\n'


def _restyled(state: PageState, mark: Restyled, place: Place) -> str:
    """The words in their new looks with a description of these, and in their old looks for the old side alone."""
    marker = state.marker(mark, place) if mark.change else ""
    with state.within(Deleted(())):
        was = inlines_of(mark.was, place)
    with state.within(Inserted(())):
        now = inlines_of(mark.nodes, place)
    both = f'<span data-side="new">{now}</span><template data-side="old">{was}</template>' if was != now else now
    if not mark.change:
        return both
    old, new = _looks(mark.was), _looks(mark.nodes)
    description = f"now {new}, was {old}" if old != new else "other looks"
    return f'{marker}<span class="restyled"{state.attributes(mark)}>{both}</span><span class="says looks"> [{description}] </span>'


def _looks(nodes: tuple[Any, ...]) -> str:
    found = dict.fromkeys(_LOOKS[kind] for node in nodes for kind in _kinds(node) if kind in _LOOKS)
    return " and ".join(found) or "plain"


def _kinds(node: Any) -> list[type]:
    return [type(node), *(kind for inner in getattr(node, "inlines", ()) for kind in _kinds(inner))]


def _altered(state: PageState, mark: Altered, place: Place) -> str:
    whole = NODES[type(mark.node)](state, mark.node, place, mark.was)
    if not mark.change:
        return whole
    if mark.was is None:
        # The heading alone is new, and is marked as inserted; the text below it is as it was.
        return whole.replace("<section", f"<section{state.attributes(mark)}", 1)
    told = state.changes[mark.change].node in LAYOUT_ALONE
    label = state.label(mark, place) if told else f"{state.marker(mark, place)} {escaped(_description(mark.node))}"
    return f'<div class="altered"{_was_item(state, mark, place)}{state.attributes(mark)}><p class="says label">{label}</p>\n{whole}</div>\n'


def _was_item(state: PageState, mark: Altered, place: Place) -> str:
    """The attributes of a paragraph that was an item: its list, with the class of that, and its number."""
    spot = state.spots[id(mark)].old if type(mark.was) is ListItem else None
    if spot is None or not spot.ordered:
        return ' data-was-item="ul"' if spot else ""
    return f' data-was-item="ol" data-was-class="{CLASSES[place.level % 4]}" data-was-value="{spot.number}"'


def _description(node: Any) -> str:
    if type(node) is List:
        return "Now a numbered list, was bulleted" if node.ordered else "Now a bulleted list, was numbered"
    return _ALTERED.get(type(node), f"{type(node).__name__} changed")


_ALTERED = {Table: "Table changed: its columns or how they are aligned", Figure: "Chart changed", FieldBlock: "Paragraph changed"}

MARKS: dict[type, Callable[[PageState, Any, Place], str]] = {Inserted: _inserted, Deleted: _deleted, Moved: _moved, Restyled: _restyled, Altered: _altered}

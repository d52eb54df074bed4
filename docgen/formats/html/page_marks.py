"""The marks of a redline in a web page: in a line, around blocks, and around what altered. Each says what it is in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgen.document.redline import Altered, Cut, Deleted, Inserted, Moved, Restyled
from docgen.document.tree import INLINES, Emphasis, FieldBlock, Figure, Foreign, Link, List, Reference, Section, Signatory, Strong, Table
from docgen.formats.html.escaped_text import escaped
from docgen.formats.html.marked_nodes import NODES
from docgen.formats.html.page_context import Place, blocks_of, inlines_of
from docgen.formats.html.page_state import Marking

_IN_LINE = frozenset([*INLINES, Cut])
_LOOKS = {Strong: "bold", Emphasis: "italic", Foreign: "in another language", Link: "a link", Reference: "a cross-reference"}


def _inserted(marking: Marking, mark: Inserted, place: Place) -> str:
    return _one_sided(marking, mark, place, "ins", "inserted")


def _deleted(marking: Marking, mark: Deleted, place: Place) -> str:
    return _one_sided(marking, mark, place, "del", "deleted")


def _moved(marking: Marking, mark: Moved, place: Place) -> str:
    return _one_sided(marking, mark, place, "ins" if mark.end == "to" else "del", "")


def _one_sided(marking: Marking, mark: Any, place: Place, tag: str, said: str) -> str:
    with marking.within(mark):
        if type(mark.nodes[0]) in _IN_LINE:
            marker = marking.marker(mark, place)
            words = inlines_of(mark.nodes, place)
            start = f'<{tag}{marking.attributes(mark)}><span class="says unseen">{said}: </span>'
            return f'{marker}{start}{words}<span class="says unseen"> (end) </span></{tag}>'
        label = f'<p class="says label">{marking.label(mark, place)}</p>\n'
        return f'<{tag} class="block"{marking.attributes(mark)}>{label}{blocks_of(mark.nodes, place)}</{tag}>\n'


def _restyled(marking: Marking, mark: Restyled, place: Place) -> str:
    """The words as they look now, and in words how they look; as they looked, for the old side alone."""
    marker = marking.marker(mark, place) if mark.change else ""
    with marking.within(Deleted(())):
        was = inlines_of(mark.was, place)
    with marking.within(Inserted(())):
        now = inlines_of(mark.nodes, place)
    both = f'<span data-side="new">{now}</span><template data-side="old">{was}</template>' if was != now else now
    if not mark.change:
        return both
    old, new = _looks(mark.was), _looks(mark.nodes)
    said = f"now {new}, was {old}" if old != new else "other looks"
    return f'{marker}<span class="restyled"{marking.attributes(mark)}>{both}</span><span class="says looks"> [{said}] </span>'


def _looks(nodes: tuple[Any, ...]) -> str:
    found = dict.fromkeys(_LOOKS[kind] for node in nodes for kind in _kinds(node) if kind in _LOOKS)
    return " and ".join(found) or "plain"


def _kinds(node: Any) -> list[type]:
    return [type(node), *(kind for inner in getattr(node, "inlines", ()) for kind in _kinds(inner))]


def _altered(marking: Marking, mark: Altered, place: Place) -> str:
    whole = NODES[type(mark.node)](marking, mark.node, place, mark.was)
    if not mark.change:
        return whole
    said = _ALTERED.get(type(mark.node), _other)(mark.node, mark.was)
    label = f'<p class="says label">{marking.marker(mark, place)} {escaped(said)}</p>\n'
    return f'<div class="altered"{marking.attributes(mark)}>{label}{whole}</div>\n'


def _other(node: Any, was: Any) -> str:
    return f"{type(node).__name__} changed"


_ALTERED: dict[type, Callable[[Any, Any], str]] = {
    Section: lambda node, was: "Now an appendix" if node.appendix else "No longer an appendix",
    Table: lambda node, was: "Table changed: its columns or how they are aligned",
    List: lambda node, was: "Now a numbered list, was bulleted" if node.ordered else "Now a bulleted list, was numbered",
    Figure: lambda node, was: "Chart changed",
    Signatory: lambda node, was: "Signatory changed",
    FieldBlock: lambda node, was: "Paragraph changed",
}


MARKS: dict[type, Callable[[Marking, Any, Place], str]] = {
    Inserted: _inserted,
    Deleted: _deleted,
    Moved: _moved,
    Restyled: _restyled,
    Altered: _altered,
}

"""The state of writing a redline's page: the current side, the old numbers, and the words that describe each mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

from docgen.comparison.redline_summary import change_in_words
from docgen.comparison.redline_summary import place as place_of_change
from docgen.document.change_of_kind import LAYOUT_ALONE
from docgen.document.explanation import Explanation
from docgen.document.message_words import capital
from docgen.document.redline import BELOW, MARKS, Altered, Deleted, Inserted, Moved, Redline, Restyled, accepted_nodes, marks
from docgen.document.tree import Figure, Note, Paragraph, Reference, Section, Table, plain, walk
from docgen.formats.html.escaped_text import escaped
from docgen.formats.html.page_context import Place
from docgen.formats.item_spots import item_spots

Nodes = tuple[Any, ...]
Side = Literal["both", "old", "new", "neither"]
_NUMBERED = (Paragraph, Table, Figure, Note)
_NAMES = {Inserted: "inserted", Deleted: "deleted", Restyled: "restyled", Altered: "altered"}


class PageState:
    """The state of writing one page. A deletion inside a moved block is on neither side: the other end of the move has it."""

    def __init__(self, redline: Redline, explanations: Mapping[int, Explanation], top: int = 2) -> None:
        self.redline, self.explanations, self.top = redline, explanations, top
        self.changes = {change.id: change for change in redline.changes}
        self.side: Side = "both"
        self.depth = top
        """The level of the next heading; `top` is the outermost level."""
        self.notes: list[str] = []
        self.numbers = {node.id: node.number for node in walk(redline.was) if isinstance(node, Section)}
        """The old number of each section."""
        self.spots = item_spots(redline.document.sections)
        """Where items stood and stand, around changes of kind."""
        self.targets = {node.id for node in walk(redline.now) if isinstance(node, Section | Table | Figure) and node.id}
        self._old: dict[type, Iterator[Any]] = {kind: iter([node.number for node in walk(redline.was) if type(node) is kind]) for kind in _NUMBERED}
        self._old[Reference] = iter([node.lead + node.label for node in walk(redline.was) if type(node) is Reference and not node.inlines])
        self._ends: dict[tuple[int, str], str] = {}
        self._find_ends(redline.document.sections, "", "")
        self._shown: set[int] = set()
        self._anchors: set[str] = set()

    @contextmanager
    def within(self, mark: Any) -> Iterator[None]:
        """A context for writing what is inside the mark; None changes nothing."""
        outer = self.side
        if type(mark) is Deleted or (type(mark) is Moved and mark.end == "from"):
            self.side = "old" if outer in ("both", "old") else "neither"
        elif type(mark) is Inserted or type(mark) is Moved:
            self.side = "new" if outer in ("both", "new") else "neither"
        try:
            yield
        finally:
            self.side = outer

    @property
    def new(self) -> bool:
        """Whether the text being written is in the new document, and so has its ids and links."""
        return self.side in ("both", "new")

    def old_number(self, kind: type) -> Any:
        """The old number of the next node of the kind, or the old text of the next reference; None unless both documents have it.

        Call it once for each node, in reading order.
        """
        if self.side in ("new", "neither"):
            return None
        number = next(self._old[kind], None)
        return number if self.side == "both" else None

    def attributes(self, mark: Any) -> str:
        """The attributes of a mark: its kind, its change, and the anchor of an end of a move, once: a move out of a moved section shows twice."""
        if type(mark) is not Moved:
            return f' data-mark="{_NAMES[type(mark)]}" data-change="{mark.change}"'
        name = f"move_{mark.move}_{mark.end}"
        anchor = f' id="{name}"' if name not in self._anchors else ""
        self._anchors.add(name)
        return f'{anchor} data-mark="moved-{mark.end}" data-change="{mark.change}"'

    def marker(self, mark: Any, place: Place) -> str:
        """The number of the change, linked to its row in the summary; "" for the insertion in a replacement whose deletion has shown it."""
        change = self.changes[mark.change]
        if type(mark) is Inserted and change.kind in ("replaced", "altered") and change.id in self._shown:
            return ""
        elsewhere = type(mark) is Moved and mark.end == "from" and (mark.move, "to") in self._ends
        first = change.id not in self._shown and not elsewhere
        if first:
            self._shown.add(change.id)
        anchor = f' id="change_{change.id}"' if first else ""
        if place.linked:
            return f'<span class="says marker"{anchor} data-marker="{change.id}">{change.id}</span>'
        name = escaped(f"Change {change.id}, {place_of_change(self.redline, change)}: {change_in_words(change)}")
        return f'<a class="says marker"{anchor} data-marker="{change.id}" href="#row_{change.id}" aria-label="{name}">{change.id}</a>'

    def label(self, mark: Any, place: Place) -> str:
        """The marker, and in words what happened to the node."""
        return f"{self.marker(mark, place)} {self._description(mark, place)}"

    def _description(self, mark: Any, place: Place) -> str:
        name = escaped(capital(self.changes[mark.change].node))
        if self.changes[mark.change].node in LAYOUT_ALONE:
            return name
        if type(mark) is not Moved:
            return f"{name} {'added' if type(mark) is Inserted else 'removed' if type(mark) is Deleted else 'changed'}"
        return f"{name} {self.other_end(mark, place)}"

    def other_end(self, mark: Moved, place: Place) -> str:
        """Where the other end of a move is, linked: 'moved from section 5'."""
        other = "from" if mark.end == "to" else "to"
        other_end = self._ends.get((mark.move, other))
        if other_end is None:
            return "moved"
        if other_end == self._ends.get((mark.move, mark.end)):
            other_end = f"its {'old' if other == 'from' else 'new'} place"
        elif other == "from" and other_end.startswith("section"):
            other_end = f"what was {other_end}"
        words = escaped(other_end)
        return f"moved {other} " + (words if place.linked else f'<a href="#move_{mark.move}_{other}">{words}</a>')

    def _find_ends(self, nodes: Nodes, old: str, new: str) -> None:
        """Record where the ends of each move are. `old` and `new` name the section around the nodes in each document."""
        for node in nodes:
            kind = type(node)
            if kind is Moved:
                inner = node.nodes[0].node if type(node.nodes[0]) is Altered else node.nodes[0]
                around = old if node.end == "from" else new
                self._ends[node.move, node.end] = _section_name(inner.number, plain_title(inner)) if type(inner) is Section else around
            if kind is Section:
                title = plain_title(node)
                was, now = _section_name(self.numbers.get(node.id, ""), title), _section_name(node.number, title)
                self._find_ends((*node.blocks, *node.sections), was, now)
            elif kind in MARKS:
                self._find_ends((node.node,) if kind is Altered else node.nodes, old, new)
            else:
                for name in BELOW.get(kind, ()):
                    below = getattr(node, name)
                    self._find_ends(below if type(below) is tuple else (below,), old, new)


def parts(nodes: Nodes) -> Iterator[tuple[Any, Any]]:
    """Items, rows, cells or parties, each with the mark around it, or None."""
    for node in nodes:
        if type(node) in MARKS and type(node) is not Altered:
            yield from ((inner, node) for inner in node.nodes)
        else:
            yield node, None


def tag_of(mark: Any) -> str:
    """The element for the nodes of a mark: "ins" if they are in the new document, else "del"."""
    return "ins" if type(mark) is Inserted or (type(mark) is Moved and mark.end == "to") else "del"


def plain_title(section: Section) -> str:
    return plain(accepted_nodes(section.title))


def is_marked(nodes: Any) -> bool:
    return any(marks(nodes))


def _section_name(number: str, title: str) -> str:
    return f"section {number}" if number[:1].isdigit() else number or f"“{title}”"

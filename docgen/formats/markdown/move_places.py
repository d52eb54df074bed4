"""Where the two ends of each move are, in words."""

from __future__ import annotations

from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import BELOW, MARKS, Altered, Moved, Redline, accepted_nodes, sides
from docgen.document.tree import Section, plain


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of the report itself among those of the document."""

    text: str


class Places:
    """The sections of the old document by id, and where each move begins and ends."""

    def __init__(self, redline: Redline) -> None:
        self.was = {section.id: section for section in _sections(redline.was.sections)}
        self._ends: dict[tuple[int, str], tuple[str, Section | None, bool]] = {}
        """For each end of a move the id of its section, the section, and whether that moved as a whole."""
        self._walk(redline.document.sections, None, None)

    def remark(self, mark: Moved) -> str:
        """The remark at one end of a move about the other end: 'Moved from section 5'."""
        other = "to" if mark.end == "from" else "from"
        this_end, other_end = self._ends.get((mark.move, mark.end)), self._ends.get((mark.move, other))
        if not this_end or not other_end:
            return f"Moved {other} elsewhere"
        id, section, is_whole = other_end
        if this_end[0] == id and not is_whole:
            return f"Moved {other} another place in this section"
        verb = ("Is now" if other == "to" else "Was") if is_whole else f"Moved {other}"
        return f"{verb} {section and section_name(section)}"

    def _walk(self, node: Any, new: Section | None, old: Section | None) -> None:
        """Record the ends of moves in a node; `new` and `old` are the section around it in the new and the old document."""
        kind = type(node)
        if kind is tuple:
            for child in node:
                self._walk(child, new, old)
        elif kind is Altered:
            self._walk(node.node, new, self.was.get(node.was.id, old) if type(node.was) is Section else old)
        elif kind is Moved:
            first = node.nodes[0].node if type(node.nodes[0]) is Altered else node.nodes[0]
            section = type(first) is Section
            place = first if section else (old if node.end == "from" else new)
            self._ends.setdefault((node.move, node.end), (place.id if place else "", place, section))
            self._walk(node.nodes, new, old)
        elif kind in MARKS:
            for side in sides(node):
                self._walk(side, new, old)
        else:
            if kind is Section:
                new, old = node, old if old and old.id == node.id else self.was.get(node.id, node)
            for name in BELOW.get(kind, ()):
                self._walk(getattr(node, name), new, old)


def section_name(section: Section) -> str:
    """'section 5', 'Appendix 1', or the title in quotation marks if sections have no numbers."""
    if not section.number:
        return f"“{plain(accepted_nodes(section.title))}”"
    return section.number if section.appendix else f"section {section.number}"


def _sections(sections: Any) -> list[Section]:
    return [each for section in sections for each in (section, *_sections(section.sections))]

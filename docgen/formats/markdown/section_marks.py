"""The sections of a redline in order, with what happened to each as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Altered, Deleted, Inserted, Moved, Redline, accepted_nodes
from docgen.document.tree import Section
from docgen.formats.markdown.line_marks import DELETED, INSERTED, KEPT, Surroundings, ids
from docgen.formats.markdown.move_places import Places


@dataclass(frozen=True, slots=True)
class Part:
    """A section of either document at its place in the redline, and what surrounds it."""

    section: Section
    around: Surroundings
    depth: int
    was: str = ""
    """Its number in the old document, if different."""
    remark: str = ""
    changes: tuple[int, ...] = ()
    """The changes to the section as a whole, and to its title."""


def parts(redline: Redline, places: Places, whole: bool) -> Iterator[Part]:
    """All sections if `whole`; otherwise those that changed, without the places that sections moved from."""
    for part in _Parts(places, whole).of(redline.document.sections, KEPT, 0, "", ()):
        if whole or part.around.mark or part.changes or ids(part.section.blocks):
            yield part


class _Parts:
    def __init__(self, places: Places, whole: bool) -> None:
        self.places, self.whole = places, whole

    def of(self, nodes: Any, around: Surroundings, depth: int, remark: str, changes: tuple[int, ...]) -> Iterator[Part]:
        for node in nodes:
            match node:
                case Inserted():
                    yield from self.of(node.nodes, INSERTED, depth, "new", (node.change,))
                case Deleted():
                    yield from self.of(node.nodes, DELETED, depth, "removed", (node.change,))
                case Moved():
                    yield from self._moved(node, depth)
                case Altered(section, was):
                    number = was.number if type(was) is Section else ""
                    said = ", ".join(each for each in (remark, _remark(was, depth + 1)) if each)
                    yield from self._section(section, around, depth, said, (*changes, *((node.change,) if node.change else ())), number)
                case _:
                    yield from self._section(node, around, depth, remark, changes, "")

    def _moved(self, mark: Moved, depth: int) -> Iterator[Part]:
        if self.whole:
            nodes, around = (mark.nodes, DELETED) if mark.end == "from" else (accepted_nodes(mark.nodes), INSERTED)
            yield from self.of(nodes, around, depth, self.places.remark(mark), (mark.change,))
        elif mark.end == "to":
            yield from self.of(mark.nodes, KEPT, depth, "moved", (mark.change,))

    def _section(self, section: Section, around: Surroundings, depth: int, remark: str, changes: tuple[int, ...], was: str) -> Iterator[Part]:
        old = self.places.was.get(section.id)
        number = was or (old.number if old and not around.mark else "")
        own = tuple(sorted({*changes, *ids(section.title)}))
        yield Part(section, around, depth, number if number != section.number else "", remark, own)
        yield from self.of(section.sections, around, depth + 1, "", ())


def _remark(was: Any, depth: int) -> str:
    """What the heading of a section of a depth was, if it was no heading or on another level."""
    if type(was) is not Section:
        return "new heading" if was is None else "was a paragraph"
    return "" if was.level in (0, depth) else "lowered a level" if was.level < depth else "raised a level"

"""The clause versions that a revision is pinned to, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document.frozen import dataclass
from docgen.document.problems import Position
from docgen.library.clauses import REFERENCE
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree


@dataclass(frozen=True, slots=True)
class Pin:
    """A section that takes a clause. `path` leads to the section in the file (`("sections", "funding")`), `position` is that of its pin."""

    revision: str
    path: tuple[str, ...]
    clause: str
    version: int
    position: Position

    @property
    def section(self) -> str:
        """The id of the section."""
        return self.path[-1]


def pins(partnership: Partnership) -> Iterator[Pin]:
    """The pins of a revision, in the order of its sections; what names no clause version is left to composing to tell."""
    for path, section in walk_sections(partnership.revision):
        found = REFERENCE.fullmatch(section.clause or "")
        if found:
            place = yaml_tree.locate(partnership.source, [*path, "clause"])
            yield Pin(partnership.id, path, found[1], int(found[2]), place)

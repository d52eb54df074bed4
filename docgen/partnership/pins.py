"""The clause versions that a revision pins, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.library.clauses import REFERENCE
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree


@dataclass(frozen=True, slots=True)
class Pin:
    """A section with a clause. `path` leads to the section in the file (`("sections", "funding")`); `position` is that of the pin."""

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
    """The pins of a revision, in the order of its sections. A malformed pin is skipped: resolving reports it."""
    for path, section in walk_sections(partnership.revision):
        found = REFERENCE.fullmatch(section.clause or "")
        if found:
            place = yaml_tree.locate(partnership.source, [*path, "clause"])
            yield Pin(partnership.id, path, found[1], int(found[2]), place)

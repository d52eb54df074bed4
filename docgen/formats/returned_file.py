"""A returned file, section by section, as far as comparing its words requires. Each format reads its own (`returned`)."""

from __future__ import annotations

from docgen.document.frozen_dataclass import dataclass

Lines = tuple[tuple[str, str], ...]
"""The mark of the section ("" outside sections) and the words of each line that has any."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file: the revision it names ("" if none), its lines, and whether it still has tracked changes."""

    revision: str
    lines: Lines
    tracked: bool = False

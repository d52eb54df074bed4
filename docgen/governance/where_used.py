"""Where a clause of the library is used: its pins in all revisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Problem, collecting
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin, pins
from docgen.partnership.revision import Revision
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class Use:
    """A pin, and whether its revision is the latest of the partnership."""

    pin: Pin
    latest: bool


def default_style(root: Path) -> HouseStyle:
    """The house style of pages that are about several revisions: the default style of a revision."""
    return HouseStyle(Revision.model_fields["style"].default, root)


def where_used(root: Path, name: str) -> tuple[list[Use], list[Problem]]:
    """The pins of a clause, or of one version of it, in all revisions; and the problems of files that cannot be read.

    Raises DocgenError if no revision pins it and the library does not have it.
    """
    latest = frozenset(repository.current(root))
    problems: list[Problem] = []
    every = [pin for partnership in readable_revisions(root, repository.revisions(root), problems) for pin in pins(partnership)]
    uses = [Use(pin, pin.revision in latest) for pin in every if name in (pin.clause, f"{pin.clause}@{pin.version}")]
    if not uses:
        Library(root).named(name, (pin.version for pin in every if pin.clause == name.partition("@")[0]))
    return uses, problems


def as_json(uses: list[Use]) -> str:
    """The uses as a JSON array."""
    rows = [
        {
            "revision": use.pin.revision,
            "latest": use.latest,
            "section": use.pin.section,
            "clause": use.pin.clause,
            "version": use.pin.version,
            "file": use.pin.position.file,
            "line": use.pin.position.line,
        }
        for use in uses
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def readable_revisions(root: Path, names: Iterable[str], problems: list[Problem]) -> Iterator[Partnership]:
    """The revisions that can be read; the problems of the others are added to `problems`."""
    for name in names:
        with collecting(problems):
            yield partnership_files.load(root, name)

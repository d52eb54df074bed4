"""Pins that are behind their clause: a later version is approved, or the pinned one was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Problem, collecting
from docgen.document.values import Date
from docgen.governance.where_used import readable_revisions
from docgen.library.clauses import Change, Clause, Library
from docgen.partnership import repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin, pins
from docgen.partnership.repository import chosen

UNKNOWN = "unknown"
_GRAVITY: tuple[str, ...] = get_args(Change)
"""The kinds of change, the gravest last."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """`status` is that of the pinned version; `latest` is the version to move to, 0 if there is none; `change` is the gravest kind of change on the way."""

    pin: Pin
    status: str
    latest: int
    change: str
    changes: str


def outdated(partnership: Partnership, library: Library, problems: list[Problem]) -> Iterator[Outdated]:
    """The pins of a revision that are behind, in the order of its sections. The problems of clauses that cannot be read are added to `problems`."""
    for pin in pins(partnership):
        with collecting(problems):
            status, latest = _status(pin, library), latest_version(library, pin.clause, partnership.revision.date)
            between = versions_between(library, pin.clause, pin.version, latest)
            if between or status == "withdrawn":
                changes = " ".join(clause.front.changes or "" for clause in between).strip()
                yield Outdated(pin, status, latest if between else 0, gravest(between), changes)


def _status(pin: Pin, library: Library) -> str:
    if (pin.clause, pin.version) not in library:
        library.find(f"{pin.clause}@{pin.version}", pin.position)
    return library.clause(pin.clause, pin.version).front.status


def latest_version(library: Library, clause: str, date: Date | None = None) -> int:
    """The latest approved version of a clause, 0 if there is none. Raises DocgenError if any version cannot be read.

    For a revision with a `date`, a version that rests on guidance of a later time is none to move to.
    """
    return max((number for number in library.versions.get(clause, ()) if library.may_take(library.clause(clause, number), date)), default=0)


def versions_between(library: Library, clause: str, old: int, new: int) -> tuple[Clause, ...]:
    """The versions after `old` up to `new`."""
    return tuple(library.clause(clause, number) for number in library.versions[clause] if old < number <= new)


def gravest(versions: Sequence[Clause]) -> str:
    """The gravest kind of change of the versions; "unknown" if one that gives no kind may be graver, "" for no versions."""
    kinds = [clause.front.change for clause in versions if clause.front.change]
    most = max(kinds, key=_GRAVITY.index, default=UNKNOWN)
    if not versions:
        return ""
    return most if len(kinds) == len(versions) or most == _GRAVITY[-1] else UNKNOWN


def latest_or_named(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The named revisions, where a partnership stands for its latest; without names the latest of each partnership."""
    current = {name.partition("/")[0]: name for name in repository.current(root)}
    chosen(root, names)
    return tuple(dict.fromkeys(current.get(name, name) for name in names)) if names else tuple(current.values())


def rows(root: Path, names: Sequence[str]) -> tuple[list[tuple[str, ...]], list[Problem]]:
    """Of each pin that is behind: revision, section, clause version, status, latest version, kind of change, and what changed; and the problems."""
    library = Library(root)
    found: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    for partnership in readable_revisions(root, latest_or_named(root, names), problems):
        for each in outdated(partnership, library, problems):
            pinned, latest = f"{each.pin.clause}@{each.pin.version}", str(each.latest or "–")
            found.append((partnership.id, each.pin.section, pinned, each.status, latest, each.change or "–", each.changes))
    return found, problems

"""Pins that are behind their clause: a later version that may be used, or a version that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Problem
from docgen.library.clauses import Change, Clause, Library
from docgen.partnership import partnership_files, repository
from docgen.partnership.pins import Pin, pins
from docgen.partnership.repository import chosen

UNKNOWN = "unknown"
_GRAVITY: tuple[str, ...] = get_args(Change)
"""The kinds of change, the gravest last."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """`status` is that of the pinned version; `latest` is the version to take, 0 if there is none; `change` is the gravest kind on the way there."""

    pin: Pin
    status: str
    latest: int
    change: str
    changes: str


def outdated(partnership: partnership_files.Partnership, library: Library, problems: list[Problem]) -> Iterator[Outdated]:
    """The pins of a revision that are behind, in the order of its sections. What cannot be read of a clause is added to `problems`."""
    for pin in pins(partnership):
        try:
            status, latest = _status(pin, library), latest_version(library, pin.clause)
            between = versions_between(library, pin.clause, pin.version, latest)
        except DocgenError as error:
            problems.extend(error.problems)
            continue
        if between or status == "withdrawn":
            yield Outdated(pin, status, latest if between else 0, gravest(between), " ".join(clause.front.changes or "" for clause in between).strip())


def _status(pin: Pin, library: Library) -> str:
    if pin.version not in library.versions.get(pin.clause, ()):
        library.find(f"{pin.clause}@{pin.version}", pin.position)
    return library.clause(pin.clause, pin.version).front.status


def latest_version(library: Library, clause: str) -> int:
    """The latest version of a clause that is neither a draft nor withdrawn; 0 if there is none."""
    return max((number for number in library.versions.get(clause, ()) if library.clause(clause, number).front.status == "approved"), default=0)


def versions_between(library: Library, clause: str, old: int, new: int) -> tuple[Clause, ...]:
    """The versions after `old` up to `new`."""
    return tuple(library.clause(clause, number) for number in library.versions[clause] if old < number <= new)


def gravest(versions: Sequence[Clause]) -> str:
    """The gravest kind of change that the versions make; "unknown" where one that does not say may be graver, "" for no versions."""
    kinds = [clause.front.change for clause in versions]
    said = [kind for kind in kinds if kind]
    most = max(said, key=_GRAVITY.index, default=UNKNOWN)
    if not kinds:
        return ""
    return most if len(said) == len(kinds) or most == _GRAVITY[-1] else UNKNOWN


def latest_or_named(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The revisions that are named, and for a partnership its latest one; the latest of each partnership for no names at all."""
    current = {name.partition("/")[0]: name for name in repository.current(root)}
    chosen(root, names)
    return tuple(dict.fromkeys(current.get(name, name) for name in names)) if names else tuple(current.values())


def rows(root: Path, names: Sequence[str]) -> tuple[list[tuple[str, ...]], list[Problem]]:
    """For each pin that is behind its revision, section, clause version and its status, the latest version, the kind of change and what changed."""
    library = Library(root)
    found: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    for name in latest_or_named(root, names):
        try:
            for each in outdated(partnership_files.load(root, name), library, problems):
                pinned, latest = f"{each.pin.clause}@{each.pin.version}", str(each.latest or "–")
                found.append((name, each.pin.section, pinned, each.status, latest, each.change or "–", each.changes))
        except DocgenError as error:
            problems.extend(error.problems)
    return found, problems

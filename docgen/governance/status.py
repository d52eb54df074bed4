"""The state of each revision on a day: its status, who approved it, who has yet to, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.composition.compose import compose
from docgen.composition.front_matter import STATUS, approval_state
from docgen.document.frozen import dataclass
from docgen.document.problems import Problem, collecting
from docgen.document.tree import Document
from docgen.document.values import Date
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership import overrides, partnership_files, release_locks, repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.repository import chosen

HEADS = ("REVISION", "STATUS", "APPROVED BY", "STALE", "STILL TO APPROVE", "NEXT REVIEW", "MARKS")
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """A row under HEADS for each revision, the problems of those that cannot be composed, and whether anyone must act."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    waiting: bool


def status_report(root: Path, names: Sequence[str], day: Date) -> StatusReport:
    """The state of the named revisions, or of all, on a day. Reviews fall due only in the latest revision of each partnership."""
    library, latest = Library(root), set(repository.current(root))
    rows: list[Row] = []
    problems: list[Problem] = []
    waiting = False
    for name in chosen(root, names):
        with collecting(problems):
            partnership = partnership_files.load(root, name)
            row, marks = _row(partnership, compose(partnership, library), name in latest, release_locks.is_released(root, name), day)
            rows.append(row)
            waiting = waiting or bool(marks)
    return StatusReport(tuple(rows), tuple(problems), waiting)


def _row(partnership: Partnership, document: Document, latest: bool, released: bool, day: Date) -> tuple[Row, list[str]]:
    """The row, and the marks in it that someone must act on."""
    revision, found = partnership.revision, approval_state(partnership, document)
    language = Language(revision.language)
    marks = []
    if revision.status == "approved" and document.front.status != STATUS["approved"][0]:
        marks.append("approval outstanding")
    if found.stale and not found.complete:
        marks.append("text changed since approval")
    if latest and revision.status != "superseded" and revision.review.next and revision.review.next.is_past(day):
        marks.append("review overdue")
    if latest and any(overrides.expired(partnership, day)):
        marks.append("override expired")
    cells = ("; ".join(approval.by for approval in found.current), "; ".join(approval.by for approval in found.stale), "; ".join(found.missing))
    due = language.date(revision.review.next) if revision.review.next else ""
    shown = ", ".join([*marks, *(["released"] if released else [])])
    return (partnership.id, document.front.status, *(cell or "–" for cell in (*cells, due, shown))), marks

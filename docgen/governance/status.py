"""The state of each revision on a day: its status, who approved it, who has yet to, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.composition.compose import compose
from docgen.composition.front_matter import STATUS, approval_state
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Problem, collecting
from docgen.document.tree import Document
from docgen.document.values import Date
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership import approvers, overrides, partnership_files, release_locks, repository
from docgen.partnership.approvals import Approval, ApprovalState
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.repository import chosen
from docgen.partnership.revision import Revision


@dataclass(frozen=True, slots=True)
class RevisionStatus:
    """The state of a revision on a day. `marks` are what someone must act on; `next_review` is a date in words, "" if none is set."""

    revision: str
    status: str
    approvals: ApprovalState
    approved_by: tuple[str, ...]
    """Who approved the present text, in words."""
    stale_by: tuple[str, ...]
    """Who approved an earlier text only."""
    next_review: str
    marks: tuple[str, ...]
    released: str
    """'released', also with which errors and why; "" if it is not."""


def statuses(root: Path, names: Sequence[str], day: Date) -> tuple[list[RevisionStatus], list[Problem]]:
    """The state of the named revisions, or of all, and the problems of those that cannot be composed.

    Reviews fall due, and overrides expire, only in the latest revision of each partnership.
    """
    library, latest = Library(root), set(repository.current(root))
    found: list[RevisionStatus] = []
    problems: list[Problem] = []
    for name in chosen(root, names):
        with collecting(problems):
            partnership = partnership_files.load(root, name)
            document, due = compose(partnership, library), partnership.revision.review.next
            approvals = approval_state(partnership, document)
            marks = tuple(_marks(partnership, document, approvals, name in latest, day))
            released = release_locks.read(root, name).in_words if release_locks.is_released(root, name) else ""
            next_review = Language(document.language).date(due) if due else ""
            by, stale = (tuple(_by(each, partnership.revision) for each in some) for some in (approvals.current, approvals.stale))
            found.append(RevisionStatus(name, document.front.status, approvals, by, stale, next_review, marks, released))
    return found, problems


def _by(approval: Approval, revision: Revision) -> str:
    """Who approved, and why in spite of errors if there were any."""
    return approvers.in_words(approval.by, approval.party, revision) + (f" (with errors: {approval.errors})" if approval.errors else "")


def _marks(partnership: Partnership, document: Document, approvals: ApprovalState, latest: bool, day: Date) -> Iterator[str]:
    revision = partnership.revision
    if revision.status == "approved" and document.front.status != STATUS["approved"][0]:
        yield "approval outstanding"
    if approvals.stale and not approvals.complete:
        yield "text changed since approval"
    if latest and revision.status != "superseded" and revision.review.next and revision.review.next.is_past(day):
        yield "review overdue"
    if latest and any(overrides.expired(partnership, day)):
        yield "override expired"

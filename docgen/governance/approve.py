"""Approving a text: a revision, a section of it or a clause version, by a person on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from docgen.composition.compose import compose
from docgen.composition.front_matter import approved_content
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import Document, Section, walk
from docgen.document.values import Date
from docgen.governance.checking.check_errors import errors_of_clause, errors_of_revision, refusal
from docgen.library import released_wording
from docgen.library.clauses import Library
from docgen.partnership import approvals, approvers, partnership_files
from docgen.partnership.approvals import Approval
from docgen.partnership.release_locks import is_released
from docgen.partnership.repository import chosen
from docgen.partnership.revision import Revision


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval, who gave it in words ("Jo Doe, Chief Executive, Halton Borough Council"), and the file to write it to."""

    approval: Approval
    who: str
    file: tuple[Path, bytes]


def approve(root: Path, name: str, by: str, day: Date, section: str = "", party: str = "", reason: str = "") -> Approved:
    """The approval of `halton/2020` (`halton` is its latest revision), of a section of it, or of `funding/own-costs@1`, by "Name, role".

    The party is found if only one has such a post. Raises DocgenError if there is no such text or party, if the text cannot be
    composed, if the revision is released, or if the approval would count for no approver; and for errors that `docgen check` finds in
    the text on that day, unless there is a `reason`, which the approval keeps.
    """
    if "@" in name:
        library = Library(root)
        clause = library.find(name, Position(name))
        why = _excuse(name, errors_of_clause(library, clause, day), reason)
        approval = Approval(day, clause.name, released_wording.wording_digest(clause), by, Position(name), errors=why)
        return Approved(approval, by, approvals.with_approvals(root, root / "clauses", [approval]))
    name = chosen(root, [name])[-1]
    if is_released(root, name):
        seen = f"“{name}” is released, and its approvals are closed."
        raise DocgenError([Problem(Position(name), "released", seen, "a revision that is not released", "Begin a new revision.")])
    partnership = partnership_files.load(root, name)
    document = compose(partnership, Library(root))
    of, digest = partnership.name, approved_content(partnership, document)
    if section:
        of, digest = f"{of}#{section}", _digest(document, section)
    of_text = f"{name}#{section}" if section else name
    approval = _with_party(Approval(day, of, digest, by, Position(name), party), partnership.revision)
    if not section:
        _require_approver(approval, partnership.revision)
    approval = replace(approval, errors=_excuse(of_text, errors_of_revision(root, name, day, section), reason))
    who = approvers.in_words(approval.by, approval.party, partnership.revision)
    return Approved(approval, who, approvals.with_approvals(root, root / "partnerships" / name.partition("/")[0], [approval]))


def _excuse(name: str, errors: Sequence[Problem], reason: str) -> str:
    """Why a text is approved with these errors; "" if there are none. Raises DocgenError if there are and no reason is given."""
    if errors and not reason:
        raise DocgenError(refusal(name, errors, "approved"))
    return reason if errors else ""


def _with_party(approval: Approval, revision: Revision) -> Approval:
    """The approval with its party: the one that it names, or the only one that has the post. Raises DocgenError if that leaves a doubt."""
    if not approval.party:
        approval = _party_split_off(approval, revision)
    if not approval.party and len(parties := approvers.parties_of(approval.by, revision)) == 1:
        approval = replace(approval, party=parties[0])
    if unclear := next(approvers.approval_problems((approval,), revision), None):
        parties = tuple(revision.parties) if approval.party else approvers.parties_of(approval.by, revision)
        expected = f"--party and one of {', '.join(parties)}"
        raise DocgenError([replace(unclear, expected=expected)])
    return approval


def _party_split_off(approval: Approval, revision: Revision) -> Approval:
    """The approval with the party that stands in words after the role: "Jo Doe, Chief Executive, Halton Borough Council"."""
    for id, party in revision.parties.items():
        for name in filter(None, (party.name, party.short)):
            by = approval.by[: -len(name) - 2]
            if "," in by and approval.by.casefold() == f"{by}, {name}".casefold():
                return replace(approval, by=by, party=id)
    return approval


def _require_approver(approval: Approval, revision: Revision) -> None:
    """Raises DocgenError if the revision has approvers and the approval would count for none of them."""
    listed = approvers.with_parties(revision)
    if listed and not any(approvers.covers(approval, each, revision) for each in listed):
        names = [approvers.in_words(each.post, each.party, revision) for each in listed]
        who, role = approvers.in_words(approval.by, approval.party, revision), approval.by.partition(", ")[2]
        seen = f"“{who}” is not one of the approvers of the revision, so this approval would count for nothing."
        advice = did_you_mean(role, (each.post for each in listed)) or "Add the post to “approvers:” in the file, or approve a --section."
        raise DocgenError([Problem(approval.position, "not-an-approver", seen, f"one of {'; '.join(names)}", advice)])


def _digest(document: Document, id: str) -> str:
    digests = {node.id: node.origin.digest for part in document.sections for node in walk(part) if isinstance(node, Section) and node.origin}
    if id not in digests:
        seen = f"“{document.id}” has no section “{id}”."
        raise DocgenError([Problem(Position(document.id), "unknown-section", seen, "the id of a section of its file", did_you_mean(id, digests))])
    return digests[id]

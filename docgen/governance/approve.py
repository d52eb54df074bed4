"""Approving a text: a revision, a section of it or a clause version, by a person on a day."""

from __future__ import annotations

from pathlib import Path

from docgen.composition.compose import compose
from docgen.composition.front_matter import approved_content
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import Document, Section, walk
from docgen.document.values import Date
from docgen.library import released_wording
from docgen.library.clauses import Library
from docgen.partnership import approvals, partnership_files
from docgen.partnership.approvals import Approval
from docgen.partnership.release_locks import is_released
from docgen.partnership.repository import chosen


def approve(root: Path, name: str, by: str, day: Date, section: str = "") -> tuple[Approval, tuple[Path, bytes]]:
    """The approval of `halton/2020` (`halton` is its latest revision), of a section of it, or of `funding/own-costs@1`; and the file to write it to.

    Raises DocgenError if there is no such text, if it cannot be composed, or if the revision is released.
    """
    by = " ".join(by.split())
    if "@" in name:
        clause = Library(root).find(name, Position(name))
        approval = Approval(day, clause.name, released_wording.wording_digest(clause), by, Position(name))
        return approval, approvals.with_approvals(root, root / "clauses", [approval])
    name = chosen(root, [name])[-1]
    if is_released(root, name):
        seen = f"“{name}” is released, and its approvals are closed."
        raise DocgenError([Problem(Position(name), "released", seen, "a revision that is not released", "Begin a new revision.")])
    partnership = partnership_files.load(root, name)
    document = compose(partnership, Library(root))
    of, digest = partnership.name, approved_content(partnership, document)
    if section:
        of, digest = f"{of}#{section}", _digest(document, section)
    approval = Approval(day, of, digest, by, Position(name))
    return approval, approvals.with_approvals(root, root / "partnerships" / name.partition("/")[0], [approval])


def _digest(document: Document, id: str) -> str:
    digests = {node.id: node.origin.digest for part in document.sections for node in walk(part) if isinstance(node, Section) and node.origin}
    if id not in digests:
        seen = f"“{document.id}” has no section “{id}”."
        raise DocgenError([Problem(Position(document.id), "unknown-section", seen, "the id of a section of its file", did_you_mean(id, digests))])
    return digests[id]

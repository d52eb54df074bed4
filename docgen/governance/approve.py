"""Approving a text: a revision, a section of it or a clause version, by somebody on a day."""

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
    """The approval of `halton/2020` (`halton` is its latest revision), of a section of it, or of `funding/own-costs@1`; and the file for it, to be written.

    DocgenError if there is no such text, if it cannot be composed, or if the revision is released: what was approved then is closed.
    """
    by = " ".join(by.split())
    if "@" in name:
        clause = Library(root).find(name, Position(name))
        made = Approval(day, clause.name, released_wording.wording_digest(clause), by, Position(name))
        return made, approvals.with_approvals(root, root / "clauses", [made])
    name = chosen(root, [name])[-1]
    if is_released(root, name):
        raise DocgenError(
            [Problem(Position(name), "released", f"“{name}” is released, and its approvals are closed.", "a revision in hand", "Begin a new revision.")]
        )
    partnership = partnership_files.load(root, name)
    document = compose(partnership, Library(root))
    of, digest = partnership.name, approved_content(partnership, document)
    if section:
        of, digest = f"{of}#{section}", _digest(document, section)
    made = Approval(day, of, digest, by, Position(name))
    return made, approvals.with_approvals(root, root / "partnerships" / name.partition("/")[0], [made])


def _digest(document: Document, id: str) -> str:
    sections = {node.id: node for part in document.sections for node in walk(part) if isinstance(node, Section) and node.origin}
    if id not in sections:
        seen = f"“{document.id}” has no section “{id}”."
        raise DocgenError([Problem(Position(document.id), "unknown-section", seen, "the id of a section of its file", did_you_mean(id, sections))])
    origin = sections[id].origin
    assert origin is not None
    return origin.digest

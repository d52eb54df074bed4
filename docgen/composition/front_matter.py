"""The cover and the document-control table, from the facts of a revision and its approvals."""

from __future__ import annotations

from dataclasses import replace

from docgen.document.message_words import capital
from docgen.document.problems import DocgenError
from docgen.document.quotation_marks import curled
from docgen.document.tree import Document, FrontMatter, Section
from docgen.formats.printed_values import Language
from docgen.partnership import approvals, approvers
from docgen.partnership.approvals import Approval, ApprovalState
from docgen.partnership.overrides import control_rows
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import Revision

STATUS = {
    "draft": ("Draft", "DRAFT"),
    "illustrative": ("Illustrative draft", "ILLUSTRATIVE"),
    "consultation": ("Draft for consultation", "DRAFT"),
    "approved": ("Approved", ""),
    "superseded": ("Superseded", "SUPERSEDED"),
}
"""The words on the cover and the watermark for each status."""
UNAFFECTED = ("illustrative", "superseded")
"""The statuses that approvals do not change."""
OF_ITS_ISSUE = ("Status", "Revision", "Approved by")
"""The rows of the document control that say how far a text has come, rather than what the parties agreed."""
_AWAITING = ("Awaiting approval", "NOT APPROVED")


def with_front(partnership: Partnership, sections: tuple[Section, ...]) -> Document:
    """The document with these sections. The status on its cover and in its document control follows its approvals.

    Raises DocgenError for approvals if it is not clear whose they are.
    """
    revision, language = partnership.revision, Language(partnership.revision.language)
    label, watermark = STATUS[revision.status]
    day = revision.date.start().isoformat() if revision.date else "2000-01-01"
    front = FrontMatter(
        curled(revision.title),
        curled(revision.subtitle or ""),
        curled(revision.short_title or revision.title),
        tuple(curled(party.name) for party in revision.parties.values()),
        label,
        language.date(revision.date) if revision.date else "",
        f"{day}T00:00:00Z",
        watermark,
        (),
    )
    document = Document(partnership.id, revision.language, revision.numbering, revision.style, front, sections)
    found = approval_state(partnership, document)
    if unclear := tuple(approvers.approval_problems(found.current, revision)):
        raise DocgenError(unclear)
    if revision.status not in UNAFFECTED:
        label, watermark = STATUS["approved"] if found.complete else _AWAITING if revision.status == "approved" else (label, watermark)
    approved = found.current if label == STATUS["approved"][0] else ()
    rows = [("Status", label), ("Revision", partnership.name), ("Date", front.date), ("Review", _review(revision, language))]
    rows += [("Approved by", "; ".join(_approved(approval, revision, language) for approval in approved)), *revision.control.items()]
    rows += control_rows(partnership, language)
    control = tuple((curled(key), curled(value)) for key, value in rows if value)
    return replace(document, front=replace(front, status=label, watermark=watermark, control=control))


def _approved(approval: Approval, revision: Revision, language: Language) -> str:
    return f"{approvers.in_words(approval.by, approval.party, revision)} ({language.date(approval.day)})"


def is_approved(document: Document) -> bool:
    """Whether the approvers of a revision have approved its present text."""
    return document.front.status == STATUS["approved"][0]


def approval_state(partnership: Partnership, document: Document) -> ApprovalState:
    """Which approvals of a revision cover its present text."""
    return approvers.approval_state(partnership.approvals, partnership.name, approved_content(partnership, document), partnership.revision)


def approved_content(partnership: Partnership, document: Document) -> str:
    """The digest of what the approvers of the revision approve; see `approvals.approved_content`."""
    revision = partnership.revision
    review = _review(revision, Language(revision.language))
    return approvals.approved_content(document.front, document.sections, (("Review", review), *revision.control.items()))


def _review(revision: Revision, language: Language) -> str:
    parts = []
    if revision.review.every:
        parts.append(f"every {language.duration(revision.review.every)}".replace("every 1 ", "every "))
    if revision.review.next:
        parts.append(f"next in {language.date(revision.review.next)}" if not revision.review.next.day else f"next on {language.date(revision.review.next)}")
    text = ", ".join(parts)
    return capital(text)

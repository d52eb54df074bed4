"""The cover, the document-control table and the names that every clause knows, from the facts of a revision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen import approvals
from docgen.approvals import Standing
from docgen.config import Partnership
from docgen.facts import Named, Names
from docgen.overrides import control_rows
from docgen.revision import Body, Revision
from docgen.sandbox import Absent
from docgen.template import Glossary
from docgen.tree import ChartNode, Document, Figure, FrontMatter, Section, Signatory, Signatures, Text
from docgen.values import Language

STATUS = {
    "draft": ("Draft", "DRAFT"),
    "illustrative": ("Illustrative draft", "ILLUSTRATIVE"),
    "consultation": ("Draft for consultation", "DRAFT"),
    "approved": ("Approved", ""),
    "superseded": ("Superseded", "SUPERSEDED"),
}
"""For each status the words on the cover and the watermark."""
UNMOVED = ("illustrative", "superseded")
"""What stays so, whoever approves it."""
_AWAITING = ("Awaiting approval", "NOT APPROVED")


def scope_of(partnership: Partnership) -> dict[str, Any]:
    """The names that expressions in every clause can use."""
    revision = partnership.revision
    parties, groups = _names("party", revision.parties), _names("group", revision.groups)
    return {
        "partnership": _named("partnership", revision.partnership),
        "parties": parties,
        "groups": groups,
        "terms": _names("term", revision.terms),
        "signatories": signatories(revision),
        "structure": structure(revision),
        "abbreviations": Glossary(),
        "dates": Names("date", revision.dates),
        "review": Named("review", "", "", {"every": revision.review.every, "next": revision.review.next}),
        "date": revision.date or Absent(name="date"),
        "title": revision.title,
    }


def _named(id: str, body: Body) -> Named:
    facts = {name: getattr(body, name) for name in type(body).model_fields if name not in ("name", "short")}
    return Named(id, body.name, body.short or "", facts)


def _names(what: str, bodies: dict[str, Any]) -> Names:
    return Names(what, {id: _named(id, body) for id, body in bodies.items()})


def signatories(revision: Revision) -> Signatures:
    return Signatures(tuple(Signatory(s.name or "", s.post, revision.parties[s.party].name) for s in revision.signatories))


def structure(revision: Revision) -> Figure:
    """The structure chart of the groups, with its alternative text in words."""
    nodes = tuple(ChartNode(id, group.name, group.reports_to, group.external) for id, group in revision.groups.items())
    names = {node.id: node.name for node in nodes}
    lines = [f"{node.name} reports to {' and '.join(names[above] for above in node.reports_to)}" for node in nodes if node.reports_to]
    tops = [node.name for node in nodes if not node.reports_to and not node.external]
    sentences = ["Chart of reporting lines", *([f"At the top: {', '.join(tops)}"] if tops else []), *lines]
    return Figure("structure", (Text(revision.structure_title),), " ".join(f"{sentence}." for sentence in sentences), nodes)


def with_front(partnership: Partnership, language: Language, sections: tuple[Section, ...]) -> Document:
    """The document of a revision with those sections. The status on its cover and in its document control follows its approvals."""
    revision = partnership.revision
    label, watermark = STATUS[revision.status]
    day = revision.date.start().isoformat() if revision.date else "2000-01-01"
    front = FrontMatter(
        revision.title,
        revision.subtitle or "",
        revision.short_title or revision.title,
        tuple(party.name for party in revision.parties.values()),
        label,
        language.date(revision.date) if revision.date else "",
        f"{day}T00:00:00Z",
        watermark,
        (),
    )
    document = Document(partnership.id, revision.language, revision.numbering, revision.style, front, sections)
    found = standing(partnership, document)
    if revision.status not in UNMOVED:
        label, watermark = STATUS["approved"] if found.complete else _AWAITING if revision.status == "approved" else (label, watermark)
    approved = found.current if label == STATUS["approved"][0] else ()
    rows = [("Status", label), ("Revision", partnership.name), ("Date", front.date), ("Review", _review(revision, language))]
    rows += [("Approved by", "; ".join(f"{approval.by} ({language.date(approval.day)})" for approval in approved)), *revision.control.items()]
    rows += control_rows(partnership, language)
    return replace(document, front=replace(front, status=label, watermark=watermark, control=tuple((key, value) for key, value in rows if value)))


def standing(partnership: Partnership, document: Document) -> Standing:
    """How the approvals of a revision stand to its text."""
    return approvals.standing(partnership.approvals, partnership.name, content(partnership, document), partnership.revision.approvers)


def content(partnership: Partnership, document: Document) -> str:
    """The digest of what approvers of the revision approve; see `approvals.content`."""
    revision = partnership.revision
    review = _review(revision, Language(revision.language))
    return approvals.content(document.front, document.sections, (("Review", review), *revision.control.items()))


def _review(revision: Revision, language: Language) -> str:
    parts = []
    if revision.review.every:
        parts.append(f"every {language.duration(revision.review.every)}".replace("every 1 ", "every "))
    if revision.review.next:
        parts.append(f"next in {language.date(revision.review.next)}" if not revision.review.next.day else f"next on {language.date(revision.review.next)}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]

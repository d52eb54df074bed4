"""The names that every clause knows, and what they mean in one revision."""

from __future__ import annotations

from typing import Any

from docgen.clausetext.named_facts import Named, Names
from docgen.clausetext.sandbox import Absent
from docgen.clausetext.template import Glossary
from docgen.document.quotation_marks import curled
from docgen.document.tree import ChartNode, Figure, Signatory, Signatures, Text
from docgen.partnership.revision import Body, Revision


def known_names(revision: Revision) -> dict[str, Any]:
    """The value of each name that every clause can use; the names are `GLOBALS` in `library.clauses`."""
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
    return Signatures(tuple(Signatory(curled(s.name or ""), curled(s.post), curled(revision.parties[s.party].name)) for s in revision.signatories))


def structure(revision: Revision) -> Figure:
    """The structure chart of the groups, with its alternative text in words."""
    nodes = tuple(ChartNode(id, curled(group.name), group.reports_to, group.external) for id, group in revision.groups.items())
    return Figure("structure", (Text(curled(revision.structure_title)),), described(nodes), nodes)


def described(nodes: tuple[ChartNode, ...]) -> str:
    """A structure chart in words."""
    names = {node.id: node.name for node in nodes}
    lines = [f"{node.name} reports to {' and '.join(names[above] for above in node.reports_to)}" for node in nodes if node.reports_to]
    tops = [node.name for node in nodes if not node.reports_to and not node.external]
    sentences = ["Chart of reporting lines", *([f"At the top: {', '.join(tops)}"] if tops else []), *lines]
    return " ".join(f"{sentence}." for sentence in sentences)

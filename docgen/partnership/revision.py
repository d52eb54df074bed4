"""The facts of one revision, as a partnership file gives them after its `extends`: one model for each mapping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from docgen.document.tree import Scheme
from docgen.library.document_profiles import DocumentType
from docgen.sources.yaml_models import Anchor, Date, Duration, Id, Line, Model, SectionId, Title

Status = Literal["draft", "illustrative", "consultation", "approved", "superseded"]


class Body(Model):
    """A body has a name and, if the text is to use one, a short form."""

    name: Line
    short: Line | None = None


class PartnershipBody(Body):
    area: Line | None = None


class Party(Body):
    role: Line | None = None
    representative: Line | None = None
    delegate: Line | None = None


class Group(Body):
    reports_to: tuple[Id, ...] = ()
    chair: Line | None = None
    meets: Line | None = None
    purpose: Line | None = None
    members: tuple[Line, ...] = ()
    external: bool = False


class Term(Body):
    """A defined term or an abbreviation."""


class Signatory(Model):
    party: Id
    post: Line
    name: Line | None = None


class Approver(Model):
    """Who must approve: the holder of a post. A post that belongs to no party, such as that of an independent chair, names none."""

    party: Id | None = None
    post: Line


def _approver(value: Any) -> Any:
    """A post may stand alone where at most one party has it."""
    return {"post": value} if isinstance(value, str) else value


class Review(Model):
    every: Duration | None = None
    next: Date | None = None


class OverrideModel(Model):
    """Text that replaces a whole clause, or the blocks with these anchors."""

    reason: Line
    owner: Line
    until: Date
    text: str | None = None
    paragraphs: dict[Anchor, str] = {}


class Section(Model):
    """A clause with its values, local text with its reason, or only sub-sections. Local text with an empty title has no heading."""

    clause: Line | None = None
    title: Title | None = None
    with_: dict[Id, Any] = Field(default={}, alias="with")
    override: OverrideModel | None = None
    text: str | None = None
    reason: Line | None = None
    sections: dict[SectionId, Section] = {}
    after: SectionId | None = None
    before: SectionId | None = None


class Revision(Model):
    """One partnership file, after its `extends`."""

    extends: Line | None = None
    title: Line
    subtitle: Line | None = None
    short_title: Line | None = None
    partnership: PartnershipBody
    status: Status
    type: DocumentType | None = None
    date: Date | None = None
    language: Literal["en-GB", "en-US", "en"] = "en-GB"
    numbering: Scheme = "headings"
    style: SectionId = "mou"
    parties: dict[Id, Party] = {}
    groups: dict[Id, Group] = {}
    terms: dict[Id, Term] = {}
    dates: dict[Id, Date] = {}
    review: Review = Review()
    approvers: tuple[Annotated[Approver, BeforeValidator(_approver)], ...] = ()
    signatories: tuple[Signatory, ...] = ()
    control: dict[str, Line] = {}
    overrides_in_control: bool = False
    structure_title: Line = "Structure and reporting lines"
    sections: dict[SectionId, Section] = {}
    appendices: dict[SectionId, Section] = {}


def walk_sections(revision: Revision) -> Iterator[tuple[tuple[str, ...], Section]]:
    """Each section with its path in the file (`("sections", "funding", "sections", "formula")`), in order."""

    def below(path: tuple[str, ...], sections: dict[str, Section]) -> Iterator[tuple[tuple[str, ...], Section]]:
        for name, section in sections.items():
            yield (*path, name), section
            yield from below((*path, name, "sections"), section.sections)

    yield from below(("sections",), revision.sections)
    yield from below(("appendices",), revision.appendices)

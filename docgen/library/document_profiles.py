"""The sections that documents of a type have, `clauses/profiles.yaml`, and what guidance requires of them, `clauses/requirements.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Problem, did_you_mean
from docgen.library.law_register import Evidence
from docgen.library.superseded import Pattern
from docgen.sources import files, yaml_tree
from docgen.sources.yaml_models import Entries, Line, Model, SectionId, checked, checked_entries, mapping

DocumentType = Literal["board-mou", "partnership-mou", "compact", "protocol", "data-sharing-agreement", "terms-of-reference"]
PROFILES, REQUIREMENTS = "clauses/profiles.yaml", "clauses/requirements.yaml"


ClauseName = Annotated[str, AfterValidator(str.strip)]


class Known(Model):
    """How something is recognised in a document: by its clauses ("review" or "duration/fixed-term"), by words in a heading, or by words in the text."""

    clauses: tuple[ClauseName, ...] = ()
    heading: Pattern | None = None
    text: Pattern | None = None


class Kind(Known):
    """A kind of section; `name` completes a sentence that begins "Nothing says "."""

    name: Line


class Profiles(Model):
    """The kinds of section, and which of them documents of each type have."""

    kinds: dict[SectionId, Kind] = {}
    types: dict[DocumentType, tuple[SectionId, ...]] = {}


class Requirement(Known):
    """One thing required; `says` completes a sentence that begins "The document says "."""

    says: Line


class Checklist(Model):
    """What a law or guidance requires. `edition` names the edition of guidance that has them; `types` limits the list to documents of these types."""

    law: SectionId
    edition: Line | None = None
    types: tuple[DocumentType, ...] = ()
    where: Line
    evidence: Evidence | Literal["mixed"]
    requirements: dict[SectionId, Requirement]


@dataclass(frozen=True, slots=True)
class Named:
    """A checklist with its id."""

    id: str
    checklist: Checklist


def profiles(root: Path) -> Profiles:
    """The profiles of a repository; empty if it has none. Raises DocgenError with every problem in their file."""
    path = root / PROFILES
    if not path.exists():
        return Profiles()
    node = yaml_tree.parse(files.read_text(root, path), PROFILES)
    found = checked(Profiles, node)
    types = mapping(mapping(node).entries.get("types"))
    problems: list[Problem] = []
    for type, kinds in found.types.items():
        for index, kind in enumerate(kinds):
            if kind not in found.kinds:
                place = yaml_tree.locate(types, [type, index])
                problems.append(Problem(place, "unknown-kind", f"There is no kind “{kind}”.", "a kind of this file", did_you_mean(kind, found.kinds)))
    if problems:
        raise DocgenError(problems)
    return found


def checklists(root: Path) -> tuple[Named, ...]:
    """The checklists of a repository, in the order of their file. Raises DocgenError with every problem in the file."""
    return tuple(Named(id, checklist) for id, checklist in checked_entries(root, REQUIREMENTS, Entries[Checklist])[0].items())

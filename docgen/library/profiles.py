"""What documents of a type have, `clauses/profiles.yaml`, and what guidance asks of them, `clauses/requirements.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Problem, did_you_mean
from docgen.library.law_register import Evidence
from docgen.sources import files, yaml_tree
from docgen.sources.yaml_models import Line, Model, SectionId, checked, mapping

DocumentType = Literal["board-mou", "partnership-mou", "compact", "protocol", "data-sharing-agreement", "terms-of-reference"]
PROFILES, REQUIREMENTS = "clauses/profiles.yaml", "clauses/requirements.yaml"


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error:
        raise ValueError("a regular expression of Python") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
ClauseName = Annotated[str, AfterValidator(str.strip)]


class Known(Model):
    """How something is known in a document: by clauses ("review" or "duration/fixed-term"), by words of a heading, or by words of the text."""

    clauses: tuple[ClauseName, ...] = ()
    heading: Pattern | None = None
    text: Pattern | None = None


class Kind(Known):
    """A kind of section, whose name goes on from "Nothing says "."""

    name: Line


class Profiles(Model):
    """The kinds of section, and which of them documents of each type have."""

    kinds: dict[SectionId, Kind] = {}
    types: dict[DocumentType, tuple[SectionId, ...]] = {}


class Requirement(Known):
    """What is asked for; `says` goes on from "The document says "."""

    says: Line


class Checklist(Model):
    """What a law or guidance asks for. `edition` is for guidance that has editions, `types` for documents of some types alone."""

    law: SectionId
    edition: Line | None = None
    types: tuple[DocumentType, ...] = ()
    where: Line
    evidence: Evidence | Literal["mixed"]
    requirements: dict[SectionId, Requirement]


class _Checklists(Model):
    checklists: dict[SectionId, Checklist]


@dataclass(frozen=True, slots=True)
class Named:
    """A checklist with its id."""

    id: str
    checklist: Checklist


def profiles(root: Path) -> Profiles:
    """The profiles of a repository; empty if it has none. DocgenError with what is wrong in their file."""
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
    """The checklists of a repository, in the order of their file; none if it has none. DocgenError with what is wrong in the file."""
    path = root / REQUIREMENTS
    if not path.exists():
        return ()
    node = yaml_tree.parse(files.read_text(root, path), REQUIREMENTS)
    whole = yaml_tree.Mapping({"checklists": node}, {"checklists": node.position}, node.position)
    return tuple(Named(id, made) for id, made in checked(_Checklists, whole).checklists.items())

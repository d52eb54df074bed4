"""What guidance asks of a revision, and which sections meet each requirement: a matrix with the gaps first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docgen.checks.draft import Draft, of_document
from docgen.checks.sections_about import Place, places
from docgen.composition.compose import compose
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Problem
from docgen.document.values import Date
from docgen.library import document_profiles
from docgen.library.clauses import Library
from docgen.library.document_profiles import Checklist, Named, Requirement
from docgen.partnership import partnership_files, repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.repository import chosen
from docgen.sources.problem_report import table

_ENOUGH = 3
"""One or two clauses may cite guidance under which the revision itself was not made."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A requirement and the sections that meet it; no sections means a gap."""

    id: str
    requirement: Requirement
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A revision compared with a checklist; `name` is the law or guidance with its edition, and the `rows` have the gaps first."""

    revision: str
    name: str
    checklist: Named
    rows: tuple[Covered, ...]


def coverage(root: Path, names: Sequence[str], day: Date) -> tuple[list[Coverage], list[str], list[Problem]]:
    """The named revisions, or the latest of each partnership, compared with the checklists that apply to them.

    Then the revisions to which no checklist applies, and the problems of those that cannot be composed. Raises DocgenError for an invalid checklist file.
    """
    problems: list[Problem] = []
    checklists, library, found, without = document_profiles.checklists(root), Library(root), [], []
    for name in chosen(root, names) if names else repository.current(root):
        try:
            partnership = partnership_files.load(root, name)
            draft = of_document(compose(partnership, library), partnership, day, library.law)
            compared = [_compared(draft, named, library) for named in checklists if _applies(named.checklist, partnership, library)]
        except DocgenError as error:
            problems.extend(error.problems)
            continue
        found += compared
        without += [] if compared else [name]
    return found, without, problems


def _applies(checklist: Checklist, partnership: Partnership, library: Library) -> bool:
    """Whether the revision has one of the checklist's types, and enough of its clauses cite the edition to show that it was made under it."""
    if partnership.revision.type and checklist.types and partnership.revision.type not in checklist.types:
        return False
    law = library.law.entries.get(checklist.law)
    provisions = [provision for pin in pins(partnership) if (provision := library.clause(pin.clause, pin.version).front.law.get(checklist.law))]
    matching = sum(not checklist.edition or bool(law and law.edition(provision) == checklist.edition) for provision in provisions)
    return matching >= (_ENOUGH if checklist.edition else 1)


def _compared(draft: Draft, named: Named, library: Library) -> Coverage:
    rows = [Covered(id, requirement, places(draft, requirement)) for id, requirement in named.checklist.requirements.items()]
    law = library.law.entries.get(named.checklist.law)
    name = " ".join(filter(None, [law.name if law else named.checklist.law, named.checklist.edition]))
    return Coverage(draft.name, name, named, tuple(sorted(rows, key=lambda row: bool(row.places))))


def text(found: Iterable[Coverage], without: Iterable[str]) -> str:
    """The matrix for a terminal: how many requirements each revision meets, and a row for each requirement."""
    parts = [_as_text(each) for each in found]
    parts += [f"{name}: no checklist of {document_profiles.REQUIREMENTS} is for it." for name in without]
    return "\n\n".join(parts)


def _as_text(each: Coverage) -> str:
    checklist, answered = each.checklist.checklist, sum(bool(row.places) for row in each.rows)
    source = "general knowledge, not checked against the text" if checklist.evidence == "general" else "read in a source"
    head = f"{each.revision} against {each.name}, {checklist.where} ({source}): {answered} of {len(each.rows)} answered"
    rows = [(row.requirement.says, "; ".join(map(str, row.places)) or "GAP") for row in each.rows]
    return f"{head}\n{table(('THE DOCUMENT SAYS', 'IN'), rows, False)}"


def as_json(found: Iterable[Coverage]) -> str:
    """All rows as a JSON list."""
    return json.dumps([row for each in found for row in _rows(each)], ensure_ascii=False, indent=1)


def _rows(each: Coverage) -> Iterator[dict[str, object]]:
    for row in each.rows:
        yield {
            "revision": each.revision,
            "checklist": each.checklist.id,
            "where": f"{each.name}, {each.checklist.checklist.where}",
            "evidence": each.checklist.checklist.evidence,
            "requirement": row.id,
            "says": row.requirement.says,
            "sections": [{"id": place.id, "number": place.number, "title": place.title, "passing": place.passing} for place in row.places],
        }

"""Clauses whose basis in law has been replaced: suspect until someone has reviewed their wording against the law now in force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.values import Date
from docgen.formats.printed_values import Language
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import approvals
from docgen.partnership.approvals import REVIEWS, Approval
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins

SUSPECT, SUPERSEDED = ", suspect", ", superseded"
_NAMED = 3
"""The number of clauses named in one warning."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A clause that rests on law that has been replaced: `by` is an edition or "superseded", `in_words` says what was replaced and by what."""

    clause: Clause
    law: str
    by: str
    in_words: str

    @property
    def of(self) -> str:
        """What a review that clears it records as reviewed."""
        return f"{self.clause.name}#{self.law}:{self.by}"


def suspicions(clause: Clause, library: Library, day: Date, reviews: tuple[Approval, ...]) -> list[Suspicion]:
    """What makes a clause suspect on a day. A review clears it until its wording changes; a clause that was itself superseded by then needs none."""
    if is_superseded(clause, day):
        return []
    register = library.law
    out = []
    for law, provision in clause.front.law.items():
        if by := register.replaced(law, provision, day):
            found = Suspicion(clause, law, by, register.in_words(law, provision, by))
            if not any(review.of == found.of and review.digest == released_wording.wording_digest(clause) for review in reviews):
                out.append(found)
    return out


def is_superseded(clause: Clause, day: Date) -> bool:
    """Whether the clause is only for documents older than a day."""
    return clause.front.superseded is not None and clause.front.superseded.start() <= day.start()


def state(clause: Clause, library: Library, day: Date, known: tuple[Approval, ...]) -> str:
    """The status of a clause on a day as every list and page gives it: "approved", "approved, suspect", "approved, superseded", "withdrawn".

    `known` holds all reviews of clauses.
    """
    status: str = clause.front.status
    if status == "withdrawn":
        return status
    if is_superseded(clause, day):
        return f"{status}{SUPERSEDED}"
    return f"{status}{SUSPECT}" if suspicions(clause, library, day, known) else status


def reviews(root: Path) -> tuple[Approval, ...]:
    """All reviews of clauses."""
    return approvals.read(root, root / "clauses", REVIEWS)


def suspects(library: Library, day: Date) -> list[Suspicion]:
    """What makes the latest versions of clauses suspect, except for those withdrawn."""
    known, out = reviews(library.root), []
    for id in library.versions:
        try:
            clause = library.latest(id)
        except DocgenError:
            continue  # reported where the library is read
        out += suspicions(clause, library, day, known) if clause.front.status != "withdrawn" else []
    return out


def warnings(library: Library, day: Date) -> Iterator[Problem]:
    """A warning for each replaced edition or instrument that clauses rest on."""
    by_law: dict[tuple[str, str, str], list[str]] = {}
    for suspicion in suspects(library, day):
        by_law.setdefault((suspicion.law, suspicion.by, suspicion.in_words), []).append(suspicion.clause.name)
    for (law, _, in_words), names in by_law.items():
        shown = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
        seen = f"{len(names)} clause{'s rest' if len(names) > 1 else ' rests'} on {in_words}: {shown}."
        advice = '`docgen clauses --suspect` lists them. Read each against the new text, then: docgen clause review KIND/NAME --by "Name, role".'
        yield Problem(library.law.places[law], "suspect-basis", seen, "clauses that someone has reviewed since", advice, "warning")


def replaced_before_date(partnership: Partnership, library: Library) -> Iterator[Problem]:
    """A Problem for each pin of a clause whose basis had been replaced by the date of the revision."""
    day = partnership.revision.date
    if day is None:
        return
    known = reviews(library.root)
    for pin in pins(partnership):
        if (pin.clause, pin.version) not in library:
            continue
        clause = library.clause(pin.clause, pin.version)
        if is_superseded(clause, day):
            seen = f"The clause “{clause.name}” is for documents from before {Language('en-GB').date(clause.front.superseded or day)}."
            yield Problem(pin.position, "superseded-clause", seen, "a clause for the law at the date of the revision", clause.front.use)
        for suspicion in suspicions(clause, library, day, known):
            seen = f"The clause “{clause.name}” rests on {suspicion.in_words} before the date of this revision."
            advice = f'A version on the new text, or a review: docgen clause review {clause.name} --by "Name, role".'
            yield Problem(pin.position, "superseded-basis", seen, "a basis in force at the date of the revision", advice)


def reviewed(root: Path, name: str, by: str, day: Date) -> tuple[list[Approval], tuple[Path, bytes]]:
    """The reviews that clear a suspect clause on a day, and the file to write with them added; `kind/name` names its latest version.

    Raises DocgenError if there is no such clause or it is not suspect.
    """
    library = Library(root)
    clause = library.find_latest(name, Position(name))
    found = suspicions(clause, library, day, reviews(root))
    if not found:
        seen, expected = f"The clause “{clause.name}” is not suspect.", "a clause that `docgen clauses --suspect` lists"
        raise DocgenError([Problem(Position(clause.file), "not-suspect", seen, expected)])
    digest = released_wording.wording_digest(clause)
    added = [Approval(day, suspicion.of, digest, " ".join(by.split()), Position(name)) for suspicion in found]
    return added, approvals.with_approvals(root, root / "clauses", added, REVIEWS)

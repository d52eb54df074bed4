"""Clauses whose basis in law has been replaced: suspect until somebody has reviewed their wording against what is in force now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.values import Date
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import approvals
from docgen.partnership.approvals import REVIEWS, Approval
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins

_NAMED = 3
"""So many clauses are named in one warning."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A clause that rests on what has been replaced: `by` is an edition or "superseded", `in_words` says it in words."""

    clause: Clause
    law: str
    by: str
    in_words: str

    @property
    def of(self) -> str:
        """What a review of it is of."""
        return f"{self.clause.name}#{self.law}:{self.by}"


def suspicions(clause: Clause, library: Library, day: Date, reviews: tuple[Approval, ...]) -> list[Suspicion]:
    """What makes a clause suspect on a day. A review clears it while the wording stays as it was reviewed."""
    register = library.law
    out = []
    for law, provision in clause.front.law.items():
        if by := register.replaced(law, provision, day):
            found = Suspicion(clause, law, by, register.in_words(law, provision, by))
            if not any(review.of == found.of and review.digest == released_wording.wording_digest(clause) for review in reviews):
                out.append(found)
    return out


def reviews(root: Path) -> tuple[Approval, ...]:
    """All reviews of clauses."""
    return approvals.read(root, root / "clauses", REVIEWS)


def suspects(library: Library, day: Date) -> list[Suspicion]:
    """What makes clauses suspect in their latest versions, but for those that are withdrawn."""
    known, out = reviews(library.root), []
    for id, versions in library.versions.items():
        try:
            clause = library.clause(id, versions[-1])
        except DocgenError:
            continue  # told of by whoever reads the library
        out += suspicions(clause, library, day, known) if clause.front.status != "withdrawn" else []
    return out


def warnings(library: Library, day: Date) -> Iterator[Problem]:
    """A warning for each edition or instrument that has replaced what clauses rest on."""
    by_law: dict[tuple[str, str, str], list[str]] = {}
    for suspicion in suspects(library, day):
        by_law.setdefault((suspicion.law, suspicion.by, suspicion.in_words), []).append(suspicion.clause.name)
    for (law, _, in_words), names in by_law.items():
        shown = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
        seen = f"{len(names)} clause{'s rest' if len(names) > 1 else ' rests'} on {in_words}: {shown}."
        advice = '`docgen clauses --suspect` lists them. Read each against the new text, then: docgen clause review KIND/NAME --by "Name, role".'
        yield Problem(library.law.places[law], "suspect-basis", seen, "clauses that somebody has reviewed since", advice, "warning")


def replaced_before_date(partnership: Partnership, library: Library) -> Iterator[Problem]:
    """A Problem for each pin of a clause whose basis was replaced when the revision was dated already."""
    day = partnership.revision.date
    if day is None:
        return
    known = reviews(library.root)
    for pin in pins(partnership):
        if pin.version not in library.versions.get(pin.clause, ()):
            continue
        clause = library.clause(pin.clause, pin.version)
        for suspicion in suspicions(clause, library, day, known):
            seen = f"The clause “{clause.name}” rests on {suspicion.in_words} before the date of this revision."
            advice = f'A version on the new text, or a review: docgen clause review {clause.name} --by "Name, role".'
            yield Problem(pin.position, "superseded-basis", seen, "a basis in force at the date of the revision", advice)


def reviewed(root: Path, name: str, by: str, day: Date) -> tuple[list[Approval], tuple[Path, bytes]]:
    """The reviews that clear a clause of what makes it suspect on a day, and the file that holds them, to be written.

    `name` may leave out the version: then it is the latest. DocgenError for a clause that is not there or is not suspect.
    """
    library = Library(root)
    id, _, version = name.partition("@")
    latest = library.versions.get(id, (1,))[-1]
    clause = library.find(f"{id}@{version or latest}", Position(name))
    known = reviews(root)
    found = suspicions(clause, library, day, known)
    if not found:
        raise DocgenError(
            [Problem(Position(clause.file), "not-suspect", f"The clause “{clause.name}” is not suspect.", "a clause of `docgen clauses --suspect`")]
        )
    digest = released_wording.wording_digest(clause)
    made = [Approval(day, suspicion.of, digest, " ".join(by.split()), Position(name)) for suspicion in found]
    return made, approvals.with_approvals(root, root / "clauses", made, REVIEWS)

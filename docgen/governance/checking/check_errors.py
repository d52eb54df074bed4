"""What `docgen check` calls an error, in a text that somebody is about to approve or to release: it stops both, unless a reason is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docgen.checks.draft import of_document
from docgen.checks.run_rules import settings
from docgen.composition.compose import compose
from docgen.document.message_words import number_of
from docgen.document.problems import Position, Problem
from docgen.document.tree import Section, walk
from docgen.document.values import Date
from docgen.governance.checking.check_repository import check, clause_findings
from docgen.governance.clause_examples import Examples
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import partnership_files


def errors_of_revision(root: Path, name: str, day: Date, section: str = "") -> list[Problem]:
    """The errors in a revision that can be composed, or only those in a section and below it."""
    edited = set(released_wording.edited(Library(root)))  # reported by the release itself, and never excused
    found = [each.problem for each in check(root, [name], day, settings(root), [])]
    errors = [problem for problem in found if problem.severity == "error" and problem not in edited]
    if section:
        lines = _lines_of(root, name, section, day)
        errors = [problem for problem in errors if (problem.position.file, problem.position.line) in lines]
    return list(dict.fromkeys(errors))


def _lines_of(root: Path, name: str, section: str, day: Date) -> set[tuple[str, int]]:
    """The files and lines that the text of a section comes from."""
    partnership, library = partnership_files.load(root, name), Library(root)
    document = compose(partnership, library)
    of_ids = {node.id: node for part in document.sections for node in walk(part) if isinstance(node, Section)}
    own = {node.id for node in walk(of_ids[section]) if isinstance(node, Section)} if section in of_ids else set()
    passages = [each for each in of_document(document, partnership, day, library.law, root).passages if each.section in own]
    spots = [place for each in passages for place in (each.position, *(row[1] for row in each.breaks), *(row[2] for row in each.values))]
    return {(place.file, place.line) for place in spots}


def errors_of_clause(library: Library, clause: Clause, day: Date) -> list[Problem]:
    """The errors in a clause version, read with the examples of its parameters."""
    found = clause_findings(library, Examples(library), clause, day, settings(library.root))
    return list(dict.fromkeys(problem for problem in found if problem.severity == "error"))


def refusal(name: str, errors: Sequence[Problem], done: str) -> Iterable[Problem]:
    """The errors, and the Problem that the text cannot be `done` ("approved") with them; nothing without errors."""
    if errors:
        some = "an error" if len(errors) == 1 else number_of(len(errors), "error")
        advice = f'Correct the text, or say why it is {done} as it is: --with-errors "REASON".'
        yield from errors
        yield Problem(Position(name), "has-errors", f"“{name}” has {some}, so it is not {done}.", "a text in which docgen check finds no error", advice)


def in_words(problem: Problem) -> str:
    """An error on one line, as a lock keeps it."""
    return f"{problem.position}: {problem.seen} [{problem.code}]"

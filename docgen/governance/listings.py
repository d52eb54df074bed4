"""What is there: revisions and clauses in rows, and one clause on a page."""

from __future__ import annotations

from pathlib import Path

from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Problem
from docgen.document.values import Date
from docgen.governance.suspect_clauses import suspects
from docgen.governance.where_used import clause_named
from docgen.library.clauses import Clause, Library
from docgen.library.parameter import Parameter
from docgen.partnership import partnership_files
from docgen.partnership.repository import chosen
from docgen.sources import yaml_tree

Rows = list[tuple[str, ...]]
SUSPECT = ", suspect"


def revisions(root: Path) -> tuple[Rows, list[Problem]]:
    """For each revision its id, status, date and title; and the problems of files that cannot be read."""
    library = Library(root)
    rows: Rows = []
    problems: list[Problem] = []
    for name in chosen(root, ()):
        try:
            front = compose(partnership_files.load(root, name), library).front
            rows.append((name, front.status, front.date or "–", front.subtitle or front.title))
        except DocgenError as error:
            problems.extend(error.problems)
    return rows, problems


def clauses(root: Path, day: Date) -> tuple[Rows, list[Problem]]:
    """For each clause its kind, name, versions, status and summary, those of the latest version; and the problems of the library.

    The status of a clause whose basis in law has been replaced by a day says so.
    """
    library = Library(root)
    suspect = {suspicion.clause.id for suspicion in suspects(library, day)}
    rows: Rows = []
    problems: list[Problem] = []
    for id, versions in library.versions.items():
        kind, _, name = id.partition("/")
        try:
            read = [library.clause(id, version) for version in versions]
            rows.append((kind, name, ", ".join(map(str, versions)), read[-1].front.status + (SUSPECT if id in suspect else ""), read[-1].front.summary))
        except DocgenError as error:
            problems.extend(error.problems)
    return rows, problems


def clause_page(root: Path, name: str) -> str:
    """A clause as a page of text: what it is for, what it asks for, its notes and its words. DocgenError if there is none."""
    library = Library(root)
    id, version = clause_named(library, name)
    return _page(library.clause(id, version or library.versions[id][-1]))


def _page(clause: Clause) -> str:
    front = clause.front
    law = [f"  {id}: {provision}" for id, provision in front.law.items()]
    parts = [
        f"{clause.name}  ({front.status})\n{front.title}\n\n{front.summary}",
        f"When to use it\n  {front.use}",
        "\n".join(["Law it rests on", *law]) if law else "",
        "\n".join(["Parameters", *(_parameter(p) for p in clause.parameters.values())]) if clause.parameters else "",
        f"Requires\n  {', '.join(front.requires)}" if front.requires else "",
        f"Conflicts with\n  {', '.join(front.conflicts)}" if front.conflicts else "",
        f"Changed since the version before{f' ({front.change})' if front.change else ''}\n  {front.changes}" if front.changes else "",
        f"Drafting notes\n  {front.notes.strip()}" if front.notes.strip() else "",
        f"Text ({clause.file})\n\n{clause.text.strip()}",
    ]
    return "\n\n".join(part for part in parts if part)


def _parameter(parameter: Parameter) -> str:
    kind = f"{parameter.type} of {parameter.of}" if parameter.type == "list" else parameter.type
    needed = "required" if parameter.default is None else f"default {yaml_tree.plain(parameter.default) or 'none'}"
    options = f"; one of {', '.join(parameter.options)}" if parameter.options else ""
    columns = f"; columns {', '.join(parameter.columns)}" if parameter.columns else ""
    return f"  {parameter.name}  ({kind}; {needed}{options}{columns})\n    {parameter.help}\n    Example: {yaml_tree.plain(parameter.example)}"

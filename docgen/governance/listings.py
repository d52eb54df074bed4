"""Lists of the revisions and the clauses, and the page of one clause."""

from __future__ import annotations

from pathlib import Path

from docgen.composition.compose import compose
from docgen.document.problems import Problem, collecting
from docgen.document.values import Date
from docgen.governance.suspect_clauses import reviews, state
from docgen.library.clauses import Clause, Library
from docgen.library.parameter_model import Parameter
from docgen.partnership import partnership_files
from docgen.partnership.repository import chosen
from docgen.sources import yaml_tree

Rows = list[tuple[str, ...]]


def revisions(root: Path) -> tuple[Rows, list[Problem]]:
    """The id, status, date and title of each revision; and the problems of files that cannot be read."""
    library = Library(root)
    rows: Rows = []
    problems: list[Problem] = []
    for name in chosen(root, ()):
        with collecting(problems):
            front = compose(partnership_files.load(root, name), library).front
            rows.append((name, front.status, front.date or "–", front.subtitle or front.title))
    return rows, problems


def clauses(root: Path, day: Date) -> tuple[Rows, list[Problem]]:
    """The kind, name and versions of each clause, with the status and summary of its latest version; and the problems of the library.

    The status says so if the law that the clause rests on has been replaced by that day, or the clause itself.
    """
    library, known = Library(root), reviews(root)
    rows: Rows = []
    problems: list[Problem] = []
    for versions in library.by_id(problems):
        latest = versions[-1]
        kind, _, name = latest.id.partition("/")
        versions_named = ", ".join(str(clause.version) for clause in versions)
        rows.append((kind, name, versions_named, state(latest, library, day, known), latest.front.summary))
    return rows, problems


def clause_page(root: Path, name: str, day: Date) -> str:
    """A clause as a page of text: its status on a day, use, parameters, notes and wording. Raises DocgenError if there is no such clause."""
    library = Library(root)
    clause = library.clause(*library.named(name))
    return _page(clause, state(clause, library, day, reviews(root)))


def _page(clause: Clause, status: str) -> str:
    front = clause.front
    law = [f"  {id}: {provision}" for id, provision in front.law.items()]
    parts = [
        f"{clause.name}  ({status})\n{front.title}\n\n{front.summary}",
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
    needed = "required" if parameter.default is None else f"default {yaml_tree.in_words(parameter.default) or 'none'}"
    needed += ", a form of words" if parameter.form else ""
    options = f"; one of {', '.join(parameter.options)}" if parameter.options else ""
    columns = f"; columns {', '.join(parameter.columns)}" if parameter.columns else ""
    return f"  {parameter.name}  ({parameter.kind}; {needed}{options}{columns})\n    {parameter.help}\n    Example: {yaml_tree.in_words(parameter.example)}"

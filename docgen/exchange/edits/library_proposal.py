"""An edit proposed for the library: the next version of a clause, with the new words in it and its fields kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.settled_redline import settled
from docgen.document.tree import Section, walk
from docgen.exchange.edits.apply_edits import chosen_edits
from docgen.exchange.edits.edit import Found
from docgen.exchange.fitting.entry_changes import Answer, scope_of
from docgen.exchange.fitting.fitted_sources import Composed
from docgen.exchange.fitting.rewritten_text import TextPair, rewritten, run_of
from docgen.exchange.fitting.wanted_sections import entries, every, ids_in, owners, wanted_sections
from docgen.governance.new_clause import next_version
from docgen.library.clauses import Clause, Library
from docgen.partnership import resolution

_TAG = re.compile(r"\{[{%].*?[%}]\}")


def proposed(root: Path, base: Composed, found: Found, chosen: Collection[str], answer: Answer, change: str = "minor") -> dict[Path, bytes]:
    """The next version of each clause whose words the chosen edits change, as drafts. Raises DocgenError where an edit is no other wording of a clause.

    Its fields, its conditions and loops stay, or it is refused: a clause of the library says nothing of one partnership.
    """
    edits = chosen_edits(found, chosen)
    problems = [_no_clause(edit.id) for edit in edits if edit.sort not in ("wording", "layout") or not edit.clause]
    if problems:
        raise DocgenError(problems)
    library = Library(root)
    out: dict[Path, bytes] = {}
    known = entries(base.partnership.revision)
    for section in resolution.walk(base.revision.sections):
        own = [edit for edit in edits if section.clause and _owner(edit.section, known, base) == section.id]
        if own and section.clause:
            ids = {id for edit in own for id in edit.changes}
            text = _text(base, found, ids, section)
            path, data = _next(root, library, section.clause, text, change, answer)
            out[path] = data
    return out


def _owner(section: str, known: dict[str, tuple[str, ...]], base: Composed) -> str:
    return section if section in known else owners(base.document, known).get(section, "")


def _text(base: Composed, found: Found, ids: Collection[int], section: resolution.Section) -> str:
    assert section.clause
    known = entries(base.partnership.revision)
    wanted = settled(found.redline, lambda id: id in ids)
    entry = next(each for each in every(wanted_sections(wanted, known, owners(base.document, known))) if each.id == section.id)
    composed = next(part for part in walk(base.document) if isinstance(part, Section) and part.id == section.id)
    was = run_of(composed, tuple(child for child in composed.sections if child.id not in known))
    ids_known = frozenset([*ids_in(wanted), *(part.id for part in walk(base.document) if getattr(part, "caption", ()))])
    pair = TextPair(section.clause.text, was, run_of(entry.section, entry.in_text), scope_of(section, base.revision), ids_known)
    made = next(rewritten(pair), None)
    fewer = len(pair.now) < len(pair.was)  # a block that goes takes its fields with it
    kept = made is not None and (fewer or all(tag in made.text for tag in _TAG.findall(section.clause.text)))
    if made is None or not kept or section.facts.override:
        raise DocgenError([_no_version(section)])
    return made.text


def _next(root: Path, library: Library, clause: Clause, text: str, change: str, answer: Answer) -> tuple[Path, bytes]:
    if clause.version != library.versions[clause.id][-1]:
        seen = f"“{clause.name}” is not the latest version of the clause."
        raise DocgenError([Problem(Position(clause.file), "old-version", seen, f"version {library.versions[clause.id][-1]}", "Upgrade the section first.")])
    path, data = next_version(root, clause.id, change, answer.reason)
    head = data.decode().split("\n---\n", 1)[0]
    return path, f"{head}\n---\n{text}".encode()


def _no_clause(id: str) -> Problem:
    return Problem(Position(id), "no-clause", f"The edit “{id}” is no other wording of a clause.", "an edit of the words of a clause")


def _no_version(section: resolution.Section) -> Problem:
    seen = f"The new words of “{section.id}” cannot be put into its clause without losing its fields or conditions."
    return Problem(section.position, "no-version", seen, "words between the fields", "Draft the version by hand: `docgen clause bump`.")

"""What the drafting rules find in a revision, as comments in its Word file for the drafter who lives there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from docgen.checks.draft import Draft, of_document
from docgen.checks.run_rules import Settings, run_rules, without_ignored
from docgen.composition.compose import compose
from docgen.document.problems import Problem
from docgen.document.values import Date
from docgen.formats.docx.comments import Comment, with_new_comments
from docgen.formats.outputs import written
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.sources.files import HouseStyle

AUTHOR = "docgen check"
_QUOTED = re.compile("“([^”]+)”")


def commented_file(root: Path, name: str, day: Date, settings: Settings) -> bytes:
    """The Word file of a revision with a comment on each paragraph in which something was found. DocgenError if it cannot be composed."""
    library = Library(root)
    partnership = partnership_files.load(root, name)
    document = compose(partnership, library)
    draft = replace(of_document(document, partnership, day, library.law), profiles=library.profiles)
    found = without_ignored(root, [run_rules([draft], settings)], [])
    comments = [Comment(_passage(draft, each.problem), _lines(each.problem)) for each in found]
    return with_new_comments(written(document, HouseStyle(document.style, root), "docx"), comments, AUTHOR, document.front.timestamp)


def _passage(draft: Draft, problem: Problem) -> str:
    """The words of the passage that a problem is about: of those at its place, the first that says what it quotes."""
    here = [each.text for each in draft.passages if problem.position in (each.position, *(place for _, _, place in each.values))]
    quoted = _QUOTED.findall(problem.seen)
    return next((text for text in here if any(words.strip(" …") in text for words in quoted)), here[0] if here else "")


def _lines(problem: Problem) -> tuple[str, ...]:
    said = f"{problem.code.partition(' ')[0]}: {problem.seen}"
    return (said, *([f"Expected: {problem.expected}."] if problem.expected else []), *([problem.advice] if problem.advice else []))

"""The findings of the drafting rules as comments in a revision's Word file, for drafters who work in Word."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from docgen.checks.draft import Draft, Passage
from docgen.checks.revision_draft import draft_of
from docgen.checks.run_rules import Settings, run_rules, without_ignored
from docgen.document.problems import Position, Problem
from docgen.document.values import Date
from docgen.formats.docx.comments import Comment, with_new_comments
from docgen.formats.outputs import written
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.sources.files import HouseStyle

AUTHOR = "docgen check"
_QUOTED = re.compile("“([^”]+)”")


def commented_file(root: Path, name: str, day: Date, settings: Settings) -> bytes:
    """The Word file of a revision with a comment on each paragraph with a finding. Raises DocgenError if the revision cannot be composed."""
    library = Library(root)
    partnership = partnership_files.load(root, name)
    draft = replace(draft_of(partnership, library, day), profiles=library.profiles)
    document = draft.document
    assert document
    found = without_ignored(root, [run_rules([draft], settings)], [])
    comments = [Comment(_passage(draft, each.problem), _lines(each.problem)) for each in found]
    return with_new_comments(written(document, HouseStyle(document.style, root), "docx"), comments, AUTHOR, document.front.timestamp)


def _passage(draft: Draft, problem: Problem) -> str:
    """The text of the passage that a problem is about: the first with its place that contains what the problem quotes."""
    texts = [each.text for each in draft.passages if _has_place(each, problem.position)]
    quoted = _QUOTED.findall(problem.seen)
    return next((text for text in texts if any(words.strip(" …") in text for words in quoted)), texts[0] if texts else "")


def _has_place(passage: Passage, place: Position) -> bool:
    starts = (passage.position, *(start for _, _, start in passage.values))
    if not any(start.file == place.file and start.line <= place.line for start in starts):
        return False
    return place in starts or any(passage.at(offset) == place for offset in range(len(passage.text)))


def _lines(problem: Problem) -> tuple[str, ...]:
    seen = f"{problem.code.partition(' ')[0]}: {problem.seen}"
    return (seen, *([f"Expected: {problem.expected}."] if problem.expected else []), *([problem.advice] if problem.advice else []))

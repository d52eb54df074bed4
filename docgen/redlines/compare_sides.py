"""Compares two sides of which at least one is a file: nothing then shows why a text changed."""

from __future__ import annotations

from pathlib import Path

from docgen.comparison.change_findings import findings_of
from docgen.comparison.diff import diff
from docgen.document.explanation import Explanation
from docgen.document.problems import DocgenError, Problem, collecting
from docgen.formats.docx.reading.saved_at import NO_TIME
from docgen.formats.outputs import written
from docgen.formats.read_file import Settling
from docgen.redlines.compared_files import ComparedFile, Side, comparable, not_compared, side_of
from docgen.redlines.explained_redline import Comparison
from docgen.sources.files import HouseStyle, default_style


def compare_files(old: ComparedFile, new: ComparedFile, root: Path, changes: Settling | None) -> Comparison:
    """The comparison of two files, in a house style of `root`. Raises DocgenError with the problems of both."""
    problems: list[Problem] = []
    sides: list[Side] = []
    for file in (old, new):
        with collecting(problems):
            sides.append(side_of(file, changes))
    if problems:
        raise DocgenError(problems)
    return compare_sides(sides[0], sides[1], root)


def compare_sides(old: Side, new: Side, root: Path) -> Comparison:
    """The comparison of two sides of which one is a file; a revision on the other is taken in the form in which a reader of files gives it."""
    before, after = _as_markdown(old, new, root), _as_markdown(new, old, root)
    redline = diff(*comparable(before, after, default_style(root), new.saved or new.document.front.timestamp or NO_TIME))
    explanations = {id: Explanation(findings=found) for id, found in findings_of(redline).items()}
    return Comparison(redline, explanations, tuple(not_compared(before, after)))


def _as_markdown(side: Side, other: Side, root: Path) -> Side:
    """A revision that is compared with Markdown as its own Markdown shows it: there a structure chart is a list."""
    if side.read is not None or other.kind != "markdown":
        return side
    document = side.document
    data = written(document, HouseStyle(document.style, root), "markdown")
    return side_of(ComparedFile(document.id, data, "markdown"), None)

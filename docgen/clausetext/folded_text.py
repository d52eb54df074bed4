"""Markdown in a YAML value whose lines YAML joins (`>`, or text that only runs on): a list, table or heading in it would become one paragraph,
and so would two paragraphs with one empty line between them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from docgen.clausetext.typed_labels import labels, runs
from docgen.document.problems import Problem
from docgen.sources.yaml_tree import Scalar

_ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,3})[.)])\s+\S")
_QUOTES = "\"'"
_HEADING = re.compile(r"#{1,6}\s+\S")


def joined_lines(scalar: Scalar) -> Problem | None:
    """A Problem at the first line that was to begin an item, a row, a heading or a paragraph but was joined with its neighbour; None if there is none."""
    lines = [line for _, line in scalar.folded]
    begun = (
        (_item(lines), "an item of a list"),
        (_row(lines), "a row of a table"),
        (_heading(lines), "a heading"),
        (_paragraph(lines, scalar.text or ""), "a paragraph"),
    )
    found = [(at, what) for at, what in begun if at >= 0]
    if not found:
        return None
    at, what = min(found)
    seen = f"This line begins {what}, but YAML joins the lines of this value into one."
    return Problem(
        scalar.folded[at][0], "folded-text", seen, "“|” after the key, with the text on the lines below it", "With “>” or with no sign, lines are joined."
    )


def _joined(lines: list[str]) -> list[int]:
    """The lines that follow another without an empty line between them."""
    return [at for at in range(1, len(lines)) if lines[at] and lines[at - 1]]


def _paragraph(lines: list[str], text: str) -> int:
    """The first line of prose below one empty line, which YAML makes a mere end of line."""
    labelled = {label.line for label in labels(lines)}
    for at in range(2, len(lines)):
        above, gap, here = lines[at - 2 : at + 1]
        if not above or gap or not here or at in labelled or _ITEM.match(here) or _HEADING.match(here) or _HEADING.match(above) or here.startswith("|"):
            continue
        if f"{above}\n{here.rstrip(_QUOTES)}" in text:
            return at
    return -1


def _item(lines: list[str]) -> int:
    """The first of two items that are joined, or an item that is joined with a lead-in. One dash alone may be a dash."""
    for at in _joined(lines):
        above, here = _ITEM.match(lines[at - 1]), _ITEM.match(lines[at])
        if here and above and (not here["number"] or int(here["number"]) == int(above["number"] or 0) + 1):
            return at - 1
        if here and lines[at - 1].endswith(":") and here["number"] in (None, "1"):
            return at
    labelled = (run.labels[0].line for run in runs(lines) if any(a.line + 1 == b.line for a, b in pairwise(run.labels)))
    return next(labelled, -1)


def _row(lines: list[str]) -> int:
    return next((at - 1 for at in _joined(lines) if lines[at].startswith("|") and lines[at - 1].startswith("|")), -1)


def _heading(lines: list[str]) -> int:
    return next((at + back for at in _joined(lines) for back in (-1, 0) if _HEADING.match(lines[at + back])), -1)

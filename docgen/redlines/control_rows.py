"""The rows of the document control, each with the fact of the partnership file that it shows."""

from __future__ import annotations

from typing import Any

from docgen.comparison.words.node_words import words
from docgen.document.redline import MARKS, Redline, marks, sides

REVISION = "name of the revision"
_FACTS = {"Status": "status", "Revision": REVISION, "Date": "date", "Review": "review", "Approved by": "status"}
"""The field behind each row that the composition of a cover makes by itself; the other rows are under `control`."""


def facts_of_rows(redline: Redline) -> dict[int, tuple[str, ...]]:
    """The path of the field that each changed row shows, by the id of the change."""
    found: dict[int, tuple[str, ...]] = {}
    for node in redline.cover.control:
        for row in _rows(node):
            name = words(row.cells[:1])
            path = (_FACTS[name],) if name in _FACTS else ("control", name)
            found |= {mark.change: path for mark in marks((node,))}
    return found


def _rows(node: Any) -> tuple[Any, ...]:
    if type(node) not in MARKS:
        return (node,)
    old, new = sides(node)
    return new or old

"""One redline as a file, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.comparison import redline_summary
from docgen.document.redline import Redline
from docgen.formats.outputs import redline_formats, redline_writer, written
from docgen.redlines.explained_redline import Comparison
from docgen.sources.files import HouseStyle

MANY = ("text", "markdown", "stat", "unified")
"""The forms in which several redlines can share a file."""


def formats() -> tuple[str, ...]:
    """The formats in which a redline can be written."""
    return ("text", "json", *redline_formats())


def written_redline(root: Path, comparison: Comparison, form: str, **options: Any) -> bytes:
    """The redline in one of the formats, or as "stat" or "unified"; `options` go to the format's writer."""
    redline, explanations = comparison.redline, comparison.explanations
    if form == "text":
        return "".join(f"{line}\n" for _, line in redline_summary.lines(redline, explanations)).encode()
    if form == "json":
        return f"{redline_summary.as_json(redline, explanations)}\n".encode()
    if form == "stat":
        return "".join(f"{line}\n" for line in redline_summary.statistics(redline)).encode()
    if form == "unified":
        return unified(root, redline).encode()
    writer, style = redline_writer(form), HouseStyle(redline.document.style, root)
    data: bytes = writer.write(redline, explanations, style, **options)
    return data


def unified(root: Path, redline: Redline) -> str:
    """A line-by-line diff of the composed Markdown."""
    from difflib import unified_diff

    sides = [written(document, HouseStyle(document.style, root), "markdown").decode().splitlines(keepends=True) for document in (redline.was, redline.now)]
    return "".join(unified_diff(sides[0], sides[1], f"{redline.was.id}.md", f"{redline.document.id}.md"))

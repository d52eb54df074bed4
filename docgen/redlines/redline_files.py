"""Redlines as files: of one comparison in any format, of every revision against the one it extends, and of all changes since a commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docgen.comparison import redline_summary
from docgen.composition.build import Built
from docgen.document.problems import DocgenError
from docgen.document.redline import Redline
from docgen.formats.outputs import redline_formats, redline_writer, writer, written
from docgen.partnership import repository
from docgen.redlines.compare_revisions import Comparison, Since, compare, predecessor
from docgen.sources.files import HouseStyle, write_together

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


def written_together(root: Path, since: Since, form: str) -> bytes:
    """All redlines, then the new and the removed revisions; empty if nothing changed. Markdown is kept short enough for one comment on GitHub."""
    head = "# " if form == "markdown" else ""
    others = [f"{head}{name}: {what}\n" for what, names in (("new", since.added), ("removed", since.removed)) for name in names]
    room = redline_writer("markdown").LONGEST - sum(len(text) + 1 for text in others) - len(since.changed)
    parts: list[bytes] = []
    for done, comparison in enumerate(since.changed):
        options = {"longest": room // (len(since.changed) - done)} if form == "markdown" else {}
        parts.append(written_redline(root, comparison, form, **options))
        room -= len(parts[-1].decode()) if form == "markdown" else 0
    return b"\n".join([*parts, *(text.encode() for text in others)])


def write_all(root: Path, forms: Sequence[str], output: Path) -> Iterator[Built]:
    """Write the redline of each revision against the one it extends, as `halton/2019-to-2020.md`. Old files stay where there are problems."""
    for name in repository.revisions(root):
        try:
            old = predecessor(root, name)
            if not old:
                continue
            comparison = compare(root, old, name)
            stem = f"{old.partition('/')[2]}-to-{name.partition('/')[2]}"
            folder = output / name.partition("/")[0]
            files = [(folder / f"{stem}{writer(form).SUFFIX}", written_redline(root, comparison, form)) for form in forms]
            yield Built(f"{old} → {name}", tuple(zip([path for path, _ in files], write_together(files), strict=True)))
        except DocgenError as error:
            yield Built(name, problems=error.problems)


def unified(root: Path, redline: Redline) -> str:
    """A line-by-line diff of the composed Markdown."""
    from difflib import unified_diff

    sides = [written(document, HouseStyle(document.style, root), "markdown").decode().splitlines(keepends=True) for document in (redline.was, redline.now)]
    return "".join(unified_diff(sides[0], sides[1], f"{redline.was.id}.md", f"{redline.document.id}.md"))

"""Redlines as files: of every revision against the one it extends, and of all changes since a commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.composition.build import Built
from docgen.document.problems import DocgenError
from docgen.formats.outputs import redline_writer, writer
from docgen.partnership import repository
from docgen.redlines.compare_revisions import Since, compare, predecessor
from docgen.redlines.written_redlines import written_redline
from docgen.sources.files import write_together


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

"""A value tried: the revision composed with it, to see whether it prints what the partner wrote, and where else it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.comparison.diff import diff
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError
from docgen.document.redline import Change
from docgen.document.tree import Document
from docgen.exchange.edits.edit import Elsewhere
from docgen.exchange.fitting.changed_lines import ChangedLine, Spots, changed_lines
from docgen.exchange.fitting.fitted_sources import Composed, with_own_text
from docgen.exchange.fitting.what_follows import is_form_of_name, is_label, spot_of
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.sources.yaml_edit import Edit, edited

_OF_FRONT = ("title", "subtitle", "date", "party", "row", "running header")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a value changes: lines with some other words, and changes of the cover."""

    lines: tuple[ChangedLine, ...]
    front: tuple[Change, ...]


def tried(base: Composed, edits: Sequence[Edit], library: Library) -> Trial | None:
    """What the edits of the own file change in the document; None if the revision cannot be composed with them."""
    try:
        made = with_own_text(base, edited(base.text, base.partnership.chain[0].position.file, edits), library)
    except DocgenError:
        return None
    redline = diff(*map(as_read, _differing(base.document, made.document)))
    front = tuple(change for change in redline.changes if not change.section and change.node in _OF_FRONT and not change.new.startswith("Approved by"))
    return Trial(tuple(changed_lines(redline)), front)


def _differing(old: Document, new: Document) -> tuple[Document, Document]:
    """Both documents with only the sections that differ, if they have the same ones: a value rarely shows in more than a few."""
    if [section.id for section in old.sections] != [section.id for section in new.sections]:
        return old, new
    pairs = [(a, b) for a, b in zip(old.sections, new.sections, strict=True) if a != b]
    return replace(old, sections=tuple(a for a, _ in pairs)), replace(new, sections=tuple(b for _, b in pairs))


def line_like(lines: Sequence[ChangedLine], section: str, old: str) -> ChangedLine | None:
    """The changed line of a section that had these words."""
    return next((line for line in lines if line.section == section and line.old == old), None)


def elsewhere(base: Composed, trial: Trial, wanted: Sequence[ChangedLine], front: Sequence[Change]) -> Iterator[Elsewhere]:
    """The lines that the value changes too, and that the partner left, or changed to something else. Numbers of references are none."""
    spots = Spots(base.document)
    for line in trial.lines:
        found = spots.at(line.section, line.old)
        own = [(piece, spot_of(line, piece, found)) for piece in line.pieces]
        if all(spot is not None and (is_label(spot, line) or is_form_of_name(spot, line)) for _, spot in own):
            continue
        theirs = line_like(wanted, line.section, line.old)
        if theirs is None or any(theirs.new(*theirs.around(p.start, p.end)) != line.new(*theirs.around(p.start, p.end)) for p in line.pieces):
            yield Elsewhere(line.section, line.old, line.new(0, len(line.old)))
    agreed = {(change.node, change.new) for change in front}
    yield from (Elsewhere("", change.old, change.new) for change in trial.front if (change.node, change.new) not in agreed)

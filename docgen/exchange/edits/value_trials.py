"""A value tried: the revision composed with it, to see whether it prints what the partner wrote, and where else it shows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from docgen.comparison.diff import diff
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError
from docgen.document.redline import Change
from docgen.document.tree import Document, Section
from docgen.exchange.edits.edit import Elsewhere
from docgen.exchange.fitting.changed_lines import ChangedLine, Spots, changed_lines
from docgen.exchange.fitting.fitted_sources import Composed, tried_text
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


class Trials:
    """The values of a returned file, tried in its revision. Those that agree with all that the partner wrote share one trial."""

    def __init__(self, base: Composed, spots: Spots, wanted: Sequence[ChangedLine], front: Sequence[Change], library: Library) -> None:
        self.base, self.spots, self.wanted, self.front, self.library = base, spots, wanted, front, library
        self.own: dict[str, Trial | None] = {}
        self.shared: Trial | None = None
        self.sharing: set[str] = set()

    def share(self, values: Iterable[Sequence[Edit]]) -> None:
        """Try values together, each given by the edits of the file that put it in."""
        every = {repr(edits): edits for edits in values}
        first = {edits[0].path: key for key, edits in reversed(every.items()) if len(edits) == 1}
        if len(first) > 1:
            self.sharing = set(first.values())
            self.shared = tried(self.base, [every[key][0] for key in first.values()], self.library)

    def of(self, edits: Sequence[Edit]) -> Iterator[Trial]:
        """The trials that may show what a value prints: the shared one first."""
        if self.shared and repr(edits) in self.sharing:
            yield self.shared
        if own := self.alone(edits):
            yield own

    def alone(self, edits: Sequence[Edit]) -> Trial | None:
        """The trial of one value; None if the revision cannot be composed with it."""
        key = repr(edits)
        if key not in self.own:
            self.own[key] = tried(self.base, edits, self.library)
        return self.own[key]

    def elsewhere(self, trial: Trial, edits: Sequence[Edit], sections: Container[str] | None) -> tuple[Elsewhere, ...]:
        """Where else a value shows, and the partner left it or wrote something else; `sections` are those that it can show in, None for all."""
        found = tuple(elsewhere(self.spots, trial, self.wanted, self.front))
        if trial is not self.shared:
            return found
        if not any(sections is None or each.section in sections for each in found):
            return ()
        own = self.alone(edits)
        return self.elsewhere(own, edits, sections) if own else ()


def tried(base: Composed, edits: Sequence[Edit], library: Library) -> Trial | None:
    """What the edits of the own file change in the document; None if the revision cannot be composed with them."""
    try:
        made = tried_text(base, edited(base.text, base.partnership.chain[0].position.file, edits), library)
    except DocgenError:
        return None
    redline = diff(*map(as_read, differing(base.document, made)))
    front = tuple(
        change for change in redline.changes if not change.section and change.node in _OF_FRONT and not f"{change.new}{change.old}".startswith("Approved by")
    )
    return Trial(tuple(changed_lines(redline)), front)


def differing(old: Document, new: Document) -> tuple[Document, Document]:
    """Both documents with only the sections that differ, and of these only the text that does: a value rarely shows in more than a few."""
    pairs = _differing(old.sections, new.sections)
    if pairs is None:
        return old, new
    return replace(old, sections=tuple(a for a, _ in pairs)), replace(new, sections=tuple(b for _, b in pairs))


def _differing(old: Sequence[Section], new: Sequence[Section]) -> list[tuple[Section, Section]] | None:
    """The pairs of sections that differ, at every level; None if these are not the same sections."""
    if [section.id for section in old] != [section.id for section in new]:
        return None
    return [_apart(a, b) for a, b in zip(old, new, strict=True) if a != b]


def _apart(old: Section, new: Section) -> tuple[Section, Section]:
    """Two sections without the text that they share, unless they hold other sections: then text may have moved from one to the other."""
    below = _differing(old.sections, new.sections)
    if below is None:
        return old, new
    shared = old.blocks == new.blocks
    a, b = (replace(each, blocks=() if shared else each.blocks, sections=tuple(pair[side] for pair in below)) for side, each in enumerate((old, new)))
    return a, b


def line_like(lines: Sequence[ChangedLine], section: str, old: str) -> ChangedLine | None:
    """The changed line of a section that had these words."""
    return next((line for line in lines if line.section == section and line.old == old), None)


def elsewhere(spots: Spots, trial: Trial, wanted: Sequence[ChangedLine], front: Sequence[Change]) -> Iterator[Elsewhere]:
    """The lines that the value changes too, and that the partner left, or changed to something else. Numbers of references are none."""
    for line in trial.lines:
        found = spots.at(line.section, line.old)
        own = [(piece, spot_of(line, piece, found)) for piece in line.pieces]
        if all(spot is not None and (is_label(spot, line) or is_form_of_name(spot, line)) for _, spot in own):
            continue
        theirs = line_like(wanted, line.section, line.old)
        if theirs is None or any(theirs.new(*theirs.around(p.start, p.end)) != line.new(*theirs.around(p.start, p.end)) for p in line.pieces):
            yield Elsewhere(line.section, line.old, line.new(0, len(line.old)))
    # What the partner changed in the same row is the value itself, though docgen may print it in other words.
    agreed = {(change.node, text) for change in front for text in (change.new, change.old) if text.strip()}
    yield from (Elsewhere("", change.old, change.new) for change in trial.front if not agreed & {(change.node, change.new), (change.node, change.old)})

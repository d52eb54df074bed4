"""Edits applied: new texts of the partnership file, the document that they compose to, and how that differs from what was wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.comparison.diff import diff
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.settled_redline import settled
from docgen.document.tree import Document
from docgen.exchange.edits.edit import APPLIED, Edit, Elsewhere, Found
from docgen.exchange.edits.value_sources import put_items, put_value
from docgen.exchange.fitting.changed_lines import changed_lines
from docgen.exchange.fitting.entry_changes import Answer
from docgen.exchange.fitting.fitted_sources import Composed, fitted, with_own_text
from docgen.exchange.fitting.placed_entries import files_of, set_value
from docgen.exchange.fitting.what_follows import Proof, proved
from docgen.formats.reading.as_read import as_read
from docgen.library.clauses import Library
from docgen.sources.yaml_edit import Edit as FileEdit
from docgen.sources.yaml_edit import edited


@dataclass(frozen=True, slots=True)
class Applied:
    """The revision after edits: `revision` has its new own file, `proof` how it differs from what was wanted, `elsewhere` what the values change too."""

    revision: Composed
    proof: Proof
    elsewhere: tuple[Elsewhere, ...]

    def texts(self, root: Path) -> dict[Path, str]:
        """The new text of each file that the edits change."""
        return {root / self.revision.partnership.chain[0].position.file: self.revision.text}


def applied(base: Composed, found: Found, chosen: Collection[str], library: Library, answer: Answer) -> Applied:
    """The revision with the edits of the ids in `chosen`, and no other. Raises DocgenError, with nothing changed, if they cannot be applied."""
    edits = chosen_edits(found, chosen)
    values = [edit for edit in edits if edit.sort == "value"]
    text = edited(base.text, base.partnership.chain[0].position.file, list(_file_edits(base, values)))
    valued = with_own_text(base, text, library) if values else base
    changes = {id for edit in edits for id in edit.changes}
    wanted = settled(found.redline, lambda id: id in changes)
    wanted = _with_values(valued, wanted, values)
    made = fitted(valued, wanted, library, answer)
    return Applied(made, proved(made.document, wanted), tuple(each for edit in values for each in edit.elsewhere))


def chosen_edits(found: Found, chosen: Collection[str]) -> list[Edit]:
    """The edits with these ids. Raises DocgenError for ids that no edit has, and for edits that cannot be applied."""
    by_id = {edit.id: edit for edit in found.edits}
    problems = []
    for id in chosen:
        if id not in by_id:
            known = [edit.id for edit in found.edits if edit.sort in APPLIED]
            problems.append(Problem(Position(id), "unknown-edit", f"There is no edit “{id}”.", "the id of an edit", did_you_mean(id, known)))
        elif by_id[id].sort not in APPLIED:
            edit = by_id[id]
            why = edit.told or "docgen works this out by itself."
            problems.append(Problem(Position(id), "no-edit", f"The edit “{id}” cannot be applied: {why}", "an edit with a place in the sources"))
    if problems:
        raise DocgenError(problems)
    return [edit for edit in found.edits if edit.id in chosen]


def _file_edits(base: Composed, values: Sequence[Edit]) -> Iterator[FileEdit]:
    files = files_of(base.partnership)
    for edit in values:
        if isinstance(edit.value, list):
            yield from put_items(files, edit.path, edit.value)
        elif edit.value is None:
            yield from set_value(files, edit.path, None)
        else:
            yield from put_value(files, edit.path, edit.value)


def _with_values(valued: Composed, wanted: Document, values: Sequence[Edit]) -> Document:
    """The wanted document with what the values change beside the places that the partner changed: those lines follow the value."""
    if not values:
        return wanted
    redline = diff(as_read(valued.document), wanted)
    follows = {(each.section, each.new): each.old for edit in values for each in edit.elsewhere}
    left = {piece.change for line in changed_lines(redline) if (line.section, line.old) in follows for piece in line.pieces}
    if any(edit.path[0] in ("parties", "signatories") for edit in values):
        left |= {change.id for change in redline.changes if change.node in ("signatory", "signatures")}
    printed = {change.id for change in redline.changes if not change.section}
    kept = settled(redline, lambda id: id not in left and id not in printed)
    return replace(kept, front=valued.document.front)

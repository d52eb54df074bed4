"""The edits of several partners to one composed revision: what all of them agree on, what stands alone, and where they want different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from docgen.document.frozen_dataclass import dataclass
from docgen.document.redline import Change
from docgen.document.tree import Section, walk
from docgen.exchange.edits.edit import APPLIED, Edit, Found
from docgen.exchange.fitting.changed_lines import Piece, changed_lines

Accord = Literal["agreed", "alone", "conflict"]
Touched = frozenset[tuple[str, str, int]]
"""The places that an edit changes: characters of the composed document, each by its section, its line and the number of the character."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one partner wants."""

    partner: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that partners changed: the same change of several ("agreed"), of one ("alone"), or changes that exclude each other ("conflict")."""

    accord: Accord
    section: str
    place: str
    wishes: tuple[Wish, ...]


def merged_edits(answers: Mapping[str, Found]) -> tuple[Matter, ...]:
    """The matters that several answers raise, in the order of the document. Each answer is of one partner, by name, and to the same composed document."""
    wishes = [(Wish(partner, edit), _touched(found, edit)) for partner, found in answers.items() for edit in found.edits if edit.sort in APPLIED]
    groups: list[list[tuple[Wish, Touched]]] = []
    for wish, touched in wishes:
        meets = [group for group in groups if any(_meet(wish, touched, other, places) for other, places in group)]
        groups = [group for group in groups if group not in meets] + [[*(each for group in meets for each in group), (wish, touched)]]
    order = _order(answers)
    matters = [_matter([wish for wish, _ in group]) for group in groups]
    return tuple(sorted(matters, key=lambda matter: (order.get(matter.section, len(order)), min(wish.edit.changes[0] for wish in matter.wishes))))


def _order(answers: Mapping[str, Found]) -> dict[str, int]:
    names = [""] + [part.id for found in answers.values() for part in walk(found.redline.was) if isinstance(part, Section)]
    return {id: at for at, id in reversed(list(enumerate(names)))}


def _matter(wishes: Sequence[Wish]) -> Matter:
    first = wishes[0].edit
    partners = {wish.partner for wish in wishes}
    same = len({_wanted(wish.edit) for wish in wishes}) == 1
    accord: Accord = "alone" if len(partners) == 1 else "agreed" if same else "conflict"
    return Matter(accord, first.section, first.place, tuple(wishes))


def _wanted(edit: Edit) -> tuple[object, ...]:
    if edit.sort == "value":
        return (edit.path, repr(edit.value))
    return (edit.section, edit.node, edit.old, edit.new)


def _meet(a: Wish, here: Touched, b: Wish, there: Touched) -> bool:
    """Whether two edits are about the same words, the same value or the same section."""
    if a.partner == b.partner:
        return False
    if a.edit.sort == b.edit.sort == "value" and (a.edit.path == b.edit.path):
        return True
    if here & there:
        return True
    whole = [wish.edit for wish in (a, b) if wish.edit.sort == "structure"]
    return bool(whole) and a.edit.section == b.edit.section and (len(whole) == 2 or any(not edit.new for edit in whole))


def _touched(found: Found, edit: Edit) -> Touched:
    """The characters that an edit replaces, and one on each side of a place where it only puts words in; the whole line where a line came or went."""
    out: set[tuple[str, str, int]] = set()
    for line in changed_lines(found.redline):
        for piece in line.pieces:
            if piece.change in edit.changes:
                out |= {(line.section, line.old, at) for at in _characters(piece)}
    for change in found.redline.changes:
        if change.id in edit.changes and not out:
            out |= {(change.section, text, -1) for text in _lines(change)}
    return frozenset(out)


def _characters(piece: Piece) -> range:
    return range(piece.start, piece.end) if piece.end > piece.start else range(piece.start, piece.start + 1)


def _lines(change: Change) -> Iterator[str]:
    if change.old or change.new:
        yield change.old or change.new

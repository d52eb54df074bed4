"""Edits told in words, as a drafter reads them in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from docgen.document.message_words import cut, number_of
from docgen.exchange.edits.edit import Edit, Found
from docgen.exchange.edits.merged_edits import Matter

SORTS = {
    "value": "Another value",
    "wording": "Other words",
    "structure": "Sections",
    "layout": "Looks alone",
    "unplaced": "No place in the sources",
}
"""What each sort of edit that is told is called."""
_LONGEST = 160


def edits_in_words(found: Found) -> list[str]:
    """The edits by their places, and what was only counted at the end."""
    out: list[str] = []
    place = ""
    for edit in found.edits:
        if edit.sort not in SORTS:
            continue
        if edit.place != place:
            out += ["", edit.place] if out else [edit.place]
            place = edit.place
        out += [f"  {line}" for line in edit_in_words(edit)]
    return [*out, *([""] if out else []), *counted(found.edits)]


def edit_in_words(edit: Edit) -> Iterator[str]:
    """The lines that tell one edit: its id and sort, what it changes, and what must be known."""
    clause = f" ({edit.clause})" if edit.clause and edit.sort != "value" else ""
    yield f"{edit.id}  {SORTS.get(edit.sort, edit.sort)}{f': {edit.node}' if edit.node != 'words' else ''}{clause}"
    yield f"    {change_of(edit)}"
    yield from (f"    {line}" for line in what_must_be_known(edit))


def what_must_be_known(edit: Edit) -> Iterator[str]:
    """Sentences on what an edit does to the sources, and where it leaves them at odds."""
    if edit.sort == "value":
        yield f"In the file: {cut(_value(edit.value), _LONGEST)}" if edit.value is not None else "It is removed from the file."
    if edit.told:
        yield edit.told
    for each in edit.elsewhere:
        where = f"in “{each.section}”" if each.section else "on the cover"
        yield f"The same value shows {where} too, where the partner left it{f': “{cut(each.old, _LONGEST)}”' if each.old.strip() else ''}"


def change_of(edit: Edit) -> str:
    """The words before and after: '“3 months” → “6 months”', 'added: “and the library”', 'moved: “…”'."""
    old, new = (f"“{cut(text.strip(), _LONGEST)}”" if text.strip() else "" for text in (edit.old, edit.new))
    if edit.node.endswith("moved"):
        return f"moved: {new}" if old == new else f"moved and changed: {old} → {new}"
    if old and new:
        return f"{old} → {new}" if old != new else new
    return f"added: {new}" if new else f"removed: {old}" if old else edit.node


def _value(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_value(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values())
    return str(value)


def counted(edits: Sequence[Edit]) -> list[str]:
    """How many changes are no edits: those that a program made while somebody typed, and numbers that are counted."""
    count = Counter(edit.sort for edit in edits)
    out = []
    if count["autocorrect"]:
        out.append(f"{number_of(count['autocorrect'], 'change')} of quotation marks, dashes or spaces alone: not applied.")
    if count["reference"]:
        out.append(f"{number_of(count['reference'], 'change')} of numbers of references or forms of names: docgen works them out.")
    return out


def matter_in_words(matter: Matter) -> Iterator[str]:
    """The lines that tell a matter of several partners: agreed, of one alone, or in conflict with each side below the other."""
    said = {"agreed": "agreed by", "alone": "wanted by", "conflict": "different wishes of"}[matter.accord]
    partners = list(dict.fromkeys(wish.partner for wish in matter.wishes))
    yield f"{matter.place}: {said} {', '.join(partners)}"
    wanted: dict[str, list[str]] = {}
    for wish in matter.wishes:
        wanted.setdefault(change_of(wish.edit), []).append(wish.partner)
    yield from (f"  {', '.join(dict.fromkeys(names))}: {change}" for change, names in wanted.items())

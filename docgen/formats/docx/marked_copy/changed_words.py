"""Which characters of some lines stayed, went or came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from docgen.comparison.compare_lines import compare_lines
from docgen.document.redline import Cut, Deleted, Inserted, Restyled
from docgen.document.tree import Note, plain
from docgen.formats.docx.marked_copy.word_lines import Line

Kind = Literal["kept", "del", "ins"]


class Change(NamedTuple):
    """Characters [i0, i1) of the old lines and [j0, j1) of the new ones; lines are one character apart, which stands for the end of a paragraph."""

    kind: Kind
    i0: int
    i1: int
    j0: int
    j1: int


def changes_between(old: Sequence[Line], new: Sequence[Line]) -> list[Change]:
    """The changes in order; a deletion comes before the insertion that replaces it."""
    if len(old) == len(new) == 1 and old[0].key == new[0].key:
        length = len(new[0].text)
        return [Change("kept", 0, length, 0, length)] if length else []
    out: list[Change] = []
    i = j = 0
    for node in compare_lines(_one_line(old), _one_line(new), _same_note, {}):
        kind: Kind = "del" if type(node) is Deleted else "ins" if type(node) is Inserted else "kept"
        length = _length(node.nodes if type(node) in (Deleted, Inserted, Restyled) else (node,))
        end_i, end_j = i + length * (kind != "ins"), j + length * (kind != "del")
        if out and out[-1].kind == kind:
            out[-1] = Change(kind, out[-1].i0, end_i, out[-1].j0, end_j)
        else:
            out.append(Change(kind, i, end_i, j, end_j))
        i, j = end_i, end_j
    return out


def followed_by(changes: list[Change], kind: Kind, lines: Sequence[Line]) -> list[Change]:
    """The changes, and then the end of a paragraph and further lines deleted or inserted."""
    i, j = (changes[-1].i1, changes[-1].j1) if changes else (0, 0)
    count = sum(len(line.text) + 1 for line in lines)
    more = Change(kind, i, i + count * (kind == "del"), j, j + count * (kind == "ins"))
    if changes and changes[-1].kind == kind:
        return [*changes[:-1], Change(kind, changes[-1].i0, more.i1, changes[-1].j0, more.j1)]
    return [*changes, more]


def replaced(old: Sequence[Line], new: Sequence[Line]) -> list[Change]:
    """The changes if nothing of the old lines stayed."""
    i, j = _total(old), _total(new)
    return [change for change in (Change("del", 0, i, 0, 0), Change("ins", i, i, 0, j)) if change[1:3] != change[3:5] or change.i1 or change.j1]


def _total(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines) + len(lines) - 1


def _one_line(lines: Sequence[Line]) -> tuple[Any, ...]:
    out: list[Any] = []
    for index, line in enumerate(lines):
        out += [Cut()] if index else []
        out += line.node.inlines
    return tuple(out)


def _length(nodes: tuple[Any, ...]) -> int:
    return sum(1 if type(node) is Cut else len(plain((node,))) for node in nodes)


def _same_note(_: Note, new: Note) -> Note:
    return new

"""Signature blocks: lines that are filled in by hand become `Signatures` where nothing else can be meant; else they stay lines or tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Break, Signatory, Signatures, Text
from docgen.formats.reading.file_text import Furniture, Grid, Line, Picture

Part = Line | Grid | Picture
_PARTY = re.compile(r"\s*signed for and on behalf of (?P<party>.+?)\s*:?\s*", re.IGNORECASE | re.DOTALL)
_LABELS = "signature|signed|name|print(?:ed)? name|full name|post|position|job title|title|date"
_GAP = r"\s*:\s*|\t\s*|\s{2,}|\s*(?=[_.…]{3})|\s*$|\s+"
_ROW = re.compile(rf"\s*(?P<label>{_LABELS})(?P<gap>{_GAP})(?P<value>.*)", re.IGNORECASE | re.DOTALL)
_BLANK = re.compile(r"[\s_.…\-–:]*")
_WORDS = {"signature": "Signature", "signed": "Signature", "date": "Date", "post": "Post", "position": "Post", "job title": "Post", "title": "Post"}
_OWN = frozenset(["Signature", "Name", "Post", "Date"])
_STYLE = "SignatureLine", "SignatureDate"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature block found among the parts; `lines` is how many of them it takes, and `labels` are words of it that docgen replaces."""

    signatures: Signatures
    lines: int
    labels: tuple[Furniture, ...]


def signatures_at(parts: Sequence[Part], at: int) -> Signed | None:
    """The signature blocks that begin at this part; None if none surely does."""
    found: list[Signatory] = []
    labels: list[Furniture] = []
    start = at
    while one := _one(parts, at):
        signatory, taken, words = one
        found.append(signatory)
        labels += words
        at += taken
    return Signed(Signatures(tuple(found)), at - start, tuple(labels)) if found else None


def _one(parts: Sequence[Part], at: int) -> tuple[Signatory, int, list[Furniture]] | None:
    part = parts[at] if at < len(parts) else None
    lines = _split(part) if type(part) is Line and part.kind in ("paragraph", "caption") else []
    if not lines or not (party := _PARTY.fullmatch(lines[0].words)):
        return None
    rows: dict[str, str] = {}
    labels: list[Furniture] = []
    inside = lines[1:]
    taken = 1
    if not _add(inside, rows, labels):
        return None
    while not inside and taken + at < len(parts) and (more := _rows_of(parts[at + taken])) and _add(more, rows, labels):
        taken += 1
    sure = {"Signature", "Date"} <= set(rows) and ("Name" in rows or "Post" in rows)
    return (Signatory(rows.get("Name", ""), rows.get("Post", ""), party["party"]), taken, labels) if sure else None


def _rows_of(part: Part) -> list[Line]:
    """The lines of a part that might be rows of a signature block."""
    if type(part) is Grid and all(len(row) == 2 and all(len(cell) < 2 and all(type(line) is Line for line in cell) for cell in row) for row in part.rows):
        return [_joined(row, part) for row in part.rows]
    return _split(part) if type(part) is Line and part.kind in ("paragraph", "item") else []


def _joined(row: Any, grid: Grid) -> Line:
    first, second = (cell[0] if cell else None for cell in row)
    words = f"{first.words.rstrip(': ') if first else ''}: {second.words if second else ''}"
    return Line((Text(words),), first.position if first else grid.position)


def _add(lines: list[Line], rows: dict[str, str], labels: list[Furniture]) -> bool:
    """Add lines to the rows; False, with nothing added, if one is no row or is there already."""
    made: dict[str, str] = {}
    for line in lines:
        found = _ROW.fullmatch(line.words)
        if not found:
            return False
        label, value = found["label"].lower(), found["value"].strip()
        name = _WORDS.get(label, "Name")
        blank = bool(_BLANK.fullmatch(value))
        # A program that loses tabs leaves “Post Chair”; “Name of the board” is no name.
        if found["gap"] == " " and not blank and line.style not in _STYLE and not (found["label"] in _OWN and value[:1].isupper()):
            return False
        if name in rows or name in made or (name in ("Signature", "Date") and not blank):
            return False
        made[name] = "" if blank else value
        if label.capitalize() not in _OWN:
            labels.append(Furniture(found["label"], "signature form", line.position))
    rows.update(made)
    return True


def _split(line: Line) -> list[Line]:
    """The line as one for each line break in it."""
    runs: list[list[Any]] = [[]]
    for node in line.inlines:
        if type(node) is Break:
            runs.append([])
        else:
            runs[-1].append(node)
    return [replace(line, inlines=tuple(run)) for run in runs]

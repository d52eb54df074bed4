"""The lines above the first heading: title, subtitle, parties, status and date where they are sure, and a table of document control."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Break, FrontMatter, Note, plain
from docgen.formats.reading.file_text import FileText, Furniture, Grid, Line, Picture
from docgen.formats.reading.line_shapes import is_short
from docgen.formats.reading.typed_numbers import label_at_start

Part = Line | Grid | Picture
_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATE = re.compile(
    rf"\(?(?:dated?:?\s+)?(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\.?,?\s+\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})\)?", re.IGNORECASE
)
_STATUS = re.compile(
    r"(?:illustrative |final |first |second |third |consultation )?draft(?: \d+| for consultation)?|approved|superseded|awaiting approval|final", re.IGNORECASE
)
_LONGEST_TITLE = 30
_CONTROL = re.compile(r"document control", re.IGNORECASE)
_STYLES = {"title": "Title", "subtitle": "Subtitle", "party": "CoverParty", "status": "CoverStatus", "date": "CoverDate", "label": "CoverLabel"}


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter, what is left of the parts, and the words of a cover that every writer adds."""

    matter: FrontMatter
    rest: tuple[Part, ...]
    labels: tuple[Furniture, ...] = ()


def without_control(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[tuple[str, str], ...], tuple[Furniture, ...]]:
    """The parts without the heading and table of document control, its rows, and the words of the heading."""
    for at, (part, below) in enumerate(pairwise(parts)):
        if type(part) is Line and _CONTROL.fullmatch(part.words.strip()) and type(below) is Grid and (rows := _rows(below)):
            return (*parts[:at], *parts[at + 2 :]), rows, (Furniture(part.words, "cover", part.position),)
    return tuple(parts), (), ()


def _rows(grid: Grid) -> tuple[tuple[str, str], ...]:
    """The rows of a table of names and values; none if it is another table."""
    rows = [tuple(" ".join(line.words for line in cell if type(line) is Line).strip() for cell in row) for row in grid.rows]
    rows = [row for row in rows if any(row)]
    nested = any(type(line) is Grid for row in grid.rows for cell in row for line in cell)
    return tuple((row[0], row[1]) for row in rows) if rows and not nested and all(len(row) == 2 and row[0] for row in rows) else ()


def front_of(parts: Sequence[Part], text: FileText, has_title: bool) -> Front:
    """The front matter of the parts above the first heading. `has_title` says whether their first line must be the title."""
    if any(type(part) is Line and part.style in _STYLES.values() for part in parts):
        return _styled(parts, text)
    matter = _empty(text)
    block = title_block(parts)
    if not block or not (has_title or block[0].kind == "title" or len(block) > 1 or len(parts) > 1):
        return Front(replace(matter, title=text.title, short_title=text.title), tuple(parts))
    title, *others = block
    matter = replace(matter, title=_flat(title), short_title=_flat(title))
    labels: list[Furniture] = []
    taken = 1
    listing = False
    for line in others:
        listing = (listing or _is_between(line)) and not is_date(line) and not _STATUS.fullmatch(_flat(line))
        if listing and not _parties(line):
            matter = matter if _is_between(line) else replace(matter, parties=(*matter.parties, _flat(line)))
            labels += [Furniture(line.words, "cover", line.position)] if _is_between(line) else []
            taken += 1
            continue
        made = _with_line(matter, line, taken)
        if made is None:
            break
        if made.parties != matter.parties:
            labels.append(Furniture("between", "cover", line.position))
        if made.date != matter.date and _flat(line) != made.date:
            labels.append(Furniture(_flat(line).replace(made.date, "").strip("() "), "cover", line.position))
        matter, taken = made, taken + 1
    return Front(matter, tuple(parts[taken:]), tuple(label for label in labels if label.words))


def title_block(parts: Sequence[Part]) -> list[Line]:
    """The short lines at the beginning."""
    out: list[Line] = []
    for part in parts:
        if type(part) is not Line or not _may_be_title(part, first=not out):
            break
        out.append(part)
    return out


def _may_be_title(line: Line, first: bool) -> bool:
    """Whether a line may be one of a title: a first line may be long if it ends no sentence."""
    if line.kind not in ("title", "heading", "paragraph") or _has_note(line):
        return False
    if line.kind == "paragraph" and (line.level or line.label or label_at_start(line.words)):
        return False
    long = first and len(line.words.split()) <= _LONGEST_TITLE and line.words.rstrip()[-1:] not in ".;:,!?"
    return line.kind == "title" or long or is_short(line) or is_date(line) or bool(_parties(line))


def is_date(part: Part) -> bool:
    return type(part) is Line and bool(_DATE.fullmatch(_flat(part)))


def _with_line(matter: FrontMatter, line: Line, place: int) -> FrontMatter | None:
    """The front matter with what this line says; None if it is not sure what it says."""
    words = _flat(line)
    if (found := _DATE.fullmatch(words)) and not matter.date:
        return replace(matter, date=found["date"])
    if parties := _parties(line):
        return None if matter.parties else replace(matter, parties=parties)
    if _STATUS.fullmatch(words) and not matter.status:
        return replace(matter, status=words)
    return replace(matter, subtitle=words) if place == 1 and not matter.subtitle and line.kind != "heading" else None


def _is_between(line: Line) -> bool:
    return _flat(line).strip(" :").casefold() == "between"


def _parties(line: Line) -> tuple[str, ...]:
    """The parties of a line that says “between”, and each party below it."""
    names: list[str] = [""]
    for node in line.inlines:
        if type(node) is Break:
            names.append("")
        else:
            names[-1] += plain((node,))
    return tuple(names[1:]) if names[0].strip(" :").casefold() == "between" and len(names) > 1 else ()


def _styled(parts: Sequence[Part], text: FileText) -> Front:
    """The front matter of a cover whose lines have styles of their own."""
    found: dict[str, list[Line]] = {name: [] for name in _STYLES}
    rest: list[Part] = []
    kinds = {style: name for name, style in _STYLES.items()}
    for part in parts:
        name = kinds.get(part.style, "") if type(part) is Line and not _has_note(part) else ""
        (found[name] if name and type(part) is Line else rest).append(part)  # type: ignore[arg-type]
    title, subtitle, status, date = (" ".join(map(_flat, found[name])) for name in ("title", "subtitle", "status", "date"))
    parties = tuple(map(_flat, found["party"]))
    labels = tuple(Furniture(line.words, "cover", line.position) for line in found["label"])
    matter = replace(_empty(text), title=title, short_title=title, subtitle=subtitle, parties=parties, status=status, date=date)
    return Front(matter, tuple(rest), labels)


def _empty(text: FileText) -> FrontMatter:
    watermark = next((part.words for part in text.furniture if part.kind == "watermark"), "")
    return FrontMatter("", "", "", (), "", "", "", watermark, ())


def _flat(line: Line) -> str:
    return " ".join(line.words.split())


def _has_note(line: Line) -> bool:
    return any(type(node) is Note for node in line.inlines)

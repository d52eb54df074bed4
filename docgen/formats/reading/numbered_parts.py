"""Divides the lines of a file at its headings, and takes numbers, shown or typed, from headings and from numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Paragraph, Scheme
from docgen.formats.reading.file_text import Grid, Line, Picture
from docgen.formats.reading.line_shapes import appendix_at_start
from docgen.formats.reading.nested_lines import Placed
from docgen.formats.reading.title_lines import is_date, title_block
from docgen.formats.reading.typed_headings import TypedHeading, number_of, typed_headings
from docgen.formats.reading.typed_numbers import Number, label_at_start, number_at_start, read_number, without_start

Part = Line | Grid | Picture
_HIGHEST = 200
"""A higher number before a title is a year or a sum."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading: its line, its title without the number, its depth, from 1, and how many lines it takes."""

    line: Line
    title: tuple[Any, ...]
    number: str
    level: int
    appendix: bool = False
    lines: int = 1


Divided = tuple[tuple[Numbered, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class NumberedParts:
    """The parts above the first heading, whose first line is surely the title if `has_title`; and each heading with the parts below it."""

    opening: tuple[Part, ...]
    has_title: bool
    sections: Divided
    scheme: Scheme


def numbered_parts(parts: Sequence[Part], title: str) -> NumberedParts:
    """The parts of a file divided at its headings; `title` is that of its properties."""
    styled = [at for at, part in enumerate(parts) if type(part) is Line and part.kind == "heading"]
    levels = [part.level for at in styled if type(part := parts[at]) is Line]
    names = bool(styled) and _is_title(parts, styled, levels)
    if names and (len(styled) > 1 or any(heading.number for heading in _typed(parts[styled[0] + 1 :]).values())):
        styled, levels = styled[1:], levels[1:]
    else:
        names = False
    if styled:
        headings = _numbered(parts, styled, levels)
    else:
        typed = _typed(parts)
        headings = [(at, _of_typed(parts, at, heading)) for at, heading in sorted(typed.items())]
    opening, sections = _divided(parts, headings)
    has_title = names or (not styled and bool(headings))
    return _with_paragraphs(opening, has_title, sections)


def _is_title(parts: Sequence[Part], styled: list[int], levels: list[int]) -> bool:
    """Whether the first heading is the title of the whole: the only one of its level, above all others, and without a number."""
    first = parts[styled[0]]
    if type(first) is not Line or any(type(part) is Line and (part.kind == "title" or part.style == "Title") for part in parts[: styled[0]]):
        return False
    alone = levels.count(levels[0]) == 1 and levels[0] == min(levels)
    above = all(type(part) is Line and len(part.words.split()) < _HIGHEST // 10 for part in parts[: styled[0]])
    return alone and above and not first.label and number_of(first) is None and appendix_at_start(first.words) is None


def _numbered(parts: Sequence[Part], styled: list[int], levels: list[int]) -> list[tuple[int, Numbered]]:
    """The headings that have styles, each with its number if it has one."""
    out: list[tuple[int, Numbered]] = []
    last: tuple[str, ...] = ()
    top = min(levels)
    for at in styled:
        line = parts[at]
        assert type(line) is Line
        level = max(1, line.level - top + 1)
        heading = _heading(line, level, last)
        last = read_path(heading.number) or last
        out.append((at, heading))
    return out


def _heading(line: Line, level: int, last: tuple[str, ...]) -> Numbered:
    label = line.label.strip()
    if label and (found := appendix_at_start(f"{label} x" if label[-1:] in ":.–—-" else f"{label}: x")):
        return Numbered(line, line.inlines, found[0], level, level == 1)
    if label:
        number = read_number(label)
        return Numbered(line, line.inlines, number.text if number else label.rstrip(".:"), level)
    if level == 1 and (found := appendix_at_start(line.words)) and line.words[found[1] :].strip():
        return Numbered(line, without_start(line.inlines, found[1]), found[0], level, True)
    typed = number_of(line)
    if typed and _counts(typed, last):
        return Numbered(line, without_start(line.inlines, typed.end), typed.text, level)
    return Numbered(line, line.inlines, "", level, level == 1 and bool(found := appendix_at_start(line.words)))


def read_path(number: str) -> tuple[str, ...]:
    """The parts of a section's number; () if it has none."""
    read = read_number(number) if number else None
    return read.path if read else ()


def _counts(number: Number, last: tuple[str, ...]) -> bool:
    """Whether a typed number is that of a heading, and no year or sum: it goes on from the last, or a full stop ends it."""
    path = number.path
    if number.last >= _HIGHEST:
        return False
    if number.marked or len(path) > 1:
        return True
    return path[0].isdecimal() and int(path[0]) in range(1, 3) if not last else not last[0].isdecimal() or 0 < int(path[0]) - int(last[0]) <= 2


def _typed(parts: Sequence[Part]) -> dict[int, TypedHeading]:
    """The headings that were only typed, below the lines of the title."""
    found = typed_headings(parts)
    size = len(title_block(parts))
    marked = [at for at, heading in found.items() if heading.number]
    if not marked and size > 1 and size - 1 in found and not is_date(parts[size - 1]):
        size -= 1
    size = min([size, *marked])
    below = {at + size: heading for at, heading in typed_headings(parts[size:]).items()} if size else found
    return below


def _of_typed(parts: Sequence[Part], at: int, heading: TypedHeading) -> Numbered:
    line = parts[at]
    assert type(line) is Line
    title = without_start(line.inlines, heading.end) if heading.end else line.inlines
    if heading.lines > 1 and type(below := parts[at + 1]) is Line:
        title = below.inlines
    elif heading.appendix and not line.words[heading.end :].strip():
        return Numbered(line, line.inlines, "", heading.level, True)
    return Numbered(line, title, heading.number, heading.level, heading.appendix, heading.lines)


def _divided(parts: Sequence[Part], headings: list[tuple[int, Numbered]]) -> tuple[tuple[Part, ...], Divided]:
    """The parts above the first heading, and each heading with those below it."""
    starts = [at for at, _ in headings]
    opening = tuple(parts[: starts[0]]) if starts else tuple(parts)
    ends = [*starts[1:], len(parts)]
    sections = []
    for (at, heading), end in zip(headings, ends, strict=False):
        sections.append((heading, tuple(parts[at + heading.lines : end])))
    return opening, tuple(sections)


def _with_paragraphs(opening: tuple[Part, ...], has_title: bool, sections: Divided) -> NumberedParts:
    """The parts with their scheme. Paragraphs keep numbers of their own only if most of those in numbered sections have one."""
    numbered = plain = 0
    for heading, parts in sections:
        if heading.appendix or not read_path(heading.number):
            continue
        for part in parts:
            if type(part) is Line and part.kind in ("paragraph", "item") and not (part.level and part.kind == "paragraph"):
                own = _own_number(part, heading)
                numbered += own is not None
                plain += own is None and part.kind == "paragraph" and label_at_start(part.words) is None
    scheme: Scheme = "none"
    if any(read_path(heading.number) and not heading.appendix for heading, _ in sections):
        scheme = "paragraphs" if numbered > max(plain, 1) else "headings"
    if scheme == "paragraphs":
        sections = tuple((heading, tuple(_paragraphs(heading, parts))) for heading, parts in sections)
    return NumberedParts(opening, has_title, sections, scheme)


def _own_number(line: Line, heading: Numbered) -> Number | None:
    """The number of a paragraph, such as 2.1 in section 2; None if it has none."""
    live = read_number(line.label) if line.label else None
    number = live or _typed_number(line)
    path = read_path(heading.number)
    return number if number and len(number.path) > len(path) and number.path[: len(path)] == path else None


def _typed_number(line: Line) -> Number | None:
    """The number with which the words of a line begin, after a bullet if there is one."""
    bullet = label_at_start(line.words)
    start = bullet.end if bullet and not bullet.ordered else 0
    number = number_at_start(line.words[start:])
    return replace(number, end=number.end + start) if number else None


def _paragraphs(heading: Numbered, parts: Sequence[Part]) -> Iterator[Part | Placed]:
    for part in parts:
        number = _own_number(part, heading) if type(part) is Line and part.kind in ("paragraph", "item") and not heading.appendix else None
        if number and type(part) is Line:
            words = part.inlines if read_number(part.label) else without_start(part.inlines, number.end)
            yield Placed(Paragraph(words, number.text, part.position))
        else:
            yield part

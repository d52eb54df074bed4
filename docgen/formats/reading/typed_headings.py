"""Headings that were only typed, for files in which no line has the style of one: numbered, in capitals, in bold, or a short line above text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.reading.file_text import Grid, Line, Picture
from docgen.formats.reading.line_shapes import appendix_at_start, could_be_heading, is_capitals, is_one_line, is_short, is_strong
from docgen.formats.reading.typed_numbers import Number, label_at_start, number_at_start, read_number

Part = Line | Grid | Picture
_MOST_TOGETHER = 2
"""The most short lines one above another of which the first is a heading: more are a list of names."""
_LONGEST_WITH_COLON = 8
"""More words than this with a colon among them are an entry of a list of books, not a heading."""
_LONGEST_OF_ADDRESS = 8
"""The most words in a line of an address or a signature, which may end with a comma."""
_FEW = 4
_FORMS = frozenset(["signed", "signature", "signatures", "name", "date", "position", "title", "post", "witness", "between", "and"])


@dataclass(frozen=True, slots=True)
class TypedHeading:
    """A heading: `end` is where its title begins in its words, and `lines` how many lines it takes."""

    level: int
    number: str = ""
    end: int = 0
    appendix: bool = False
    lines: int = 1


def typed_headings(parts: Sequence[Part]) -> dict[int, TypedHeading]:
    """The headings by the places of their lines."""
    appendices = dict(_appendices(parts))
    numbered = _numbered(parts)
    taken = {at + n for at, heading in appendices.items() for n in range(heading.lines)} | set(numbered)
    others = [at for at in range(len(parts)) if at not in taken and _stands_alone(parts, at, taken)]
    return {**_levelled(parts, numbered, appendices, others), **appendices}


def _levelled(parts: Sequence[Part], numbered: dict[int, Number], appendices: dict[int, TypedHeading], others: list[int]) -> dict[int, TypedHeading]:
    """The numbered headings and the others, each below the numbered one above it."""
    loud = {at for at in others if _is_loud(parts[at])}
    bold = sum(_is_bold(parts[at]) for at in others)
    chosen = [at for at in others if at in loud or bold < _MOST_TOGETHER or _is_bold(parts[at])]
    below_loud = bool(loud) and not numbered
    out, depth = {}, 0
    for at in sorted([*numbered, *appendices, *chosen]):
        if at in numbered:
            depth = len(numbered[at].path)
            out[at] = TypedHeading(depth, numbered[at].text, numbered[at].end)
        elif at in appendices:
            depth = 1
        else:
            out[at] = TypedHeading(depth + 1 + (below_loud and at not in loud and not depth))
    return out


def _is_loud(part: Part) -> bool:
    return type(part) is Line and is_capitals(part.words)


def _is_bold(part: Part) -> bool:
    return type(part) is Line and is_strong(part)


def _appendices(parts: Sequence[Part]) -> Iterator[tuple[int, TypedHeading]]:
    for at, part in enumerate(parts):
        if type(part) is not Line or part.kind != "paragraph" or part.label or not (found := appendix_at_start(part.words)):
            continue
        number, end = found
        if part.words[end:].strip():
            if could_be_heading(part.words[end:]) and is_one_line(part):
                yield at, TypedHeading(1, number, end, True)
        elif part.words.strip()[0].isupper():
            below = parts[at + 1] if at + 1 < len(parts) else None
            titled = type(below) is Line and _is_plain(below) and could_be_heading(below.words) and at + 2 < len(parts) and _is_text(parts[at + 2])
            yield at, TypedHeading(1, number, end, True, 2 if titled else 1)


def number_of(line: Line) -> Number | None:
    """The number of a line, shown by a program or typed."""
    return read_number(line.label) if line.label else number_at_start(line.words)


def _numbered(parts: Sequence[Part]) -> dict[int, Number]:
    """The headings with numbers, in one count through the text: items of lists count anew, or stand one below another."""
    every: dict[int, Number] = {}
    for at, part in enumerate(parts):
        if type(part) is Line and _may_be_numbered(part) and (number := number_of(part)):
            every[at] = Number(number.text, number.marked, 0) if part.label else number
    lists = _lists(every)
    found = {at: number for at, number in every.items() if at not in lists and _has_title(parts[at], number)}
    top = _count([at for at in found if len(found[at].path) == 1], found)
    return _with_lower(top, found) if len(top) > 1 else {}


def _has_title(part: Part, number: Number) -> bool:
    """Whether the words after a number could be a heading; a colon ends only one of a few words or of capitals."""
    if type(part) is not Line or not is_one_line(part):
        return False
    title = part.words[number.end :]
    return could_be_heading(title, is_capitals(title) or len(title.split()) <= _FEW)


def _may_be_numbered(line: Line) -> bool:
    """Whether a line may be a numbered heading: many programs make an item of a list of it."""
    return (line.kind == "paragraph" and not line.level) or (line.kind == "item" and line.level == 1 and line.label.rstrip(".)").isdecimal())


def _lists(found: dict[int, Number]) -> set[int]:
    """The places of numbered lines that stand one directly below another and count from 1, or below a number of their own."""
    out: set[int] = set()
    run: list[int] = []
    for at in sorted(found):
        follows = bool(run) and at == run[-1] + 1 and found[at].path[:-1] == found[run[-1]].path[:-1] and found[at].last == found[run[-1]].last + 1
        run = [*run, at] if follows else [at]
        if len(run) > 1 and (found[run[0]].last == 1 or len(found[at].path) > 1):
            out.update(run[-2:])
    return out


def _count(places: list[int], found: dict[int, Number]) -> list[int]:
    """The places whose numbers count up from 1; a number may be left out where it stands nowhere later."""
    later: dict[int, int] = {found[at].last: at for at in places}
    chain: list[int] = []
    last = 0
    for at in places:
        number = found[at].last
        if number == last + 1 or (last and number > last and later.get(last + 1, -1) < at and number <= last + _MOST_TOGETHER):
            chain.append(at)
            last = number
    return chain


def _with_lower(top: list[int], found: dict[int, Number]) -> dict[int, Number]:
    """The headings of the count, and those whose numbers go on from them: 2.1 below 2."""
    out: dict[int, Number] = {}
    path: tuple[str, ...] = ()
    top_ones = set(top)
    for at, number in sorted(found.items()):
        if at in top_ones or (len(number.path) > 1 and path and _below(number, path)):
            out[at] = number
            path = number.path
    return out


def _below(number: Number, path: tuple[str, ...]) -> bool:
    """Whether a number is one level below a heading's, or beside it or one of those above it."""
    depth = len(number.path)
    return depth <= len(path) + 1 and number.path[:-1] == path[: depth - 1]


def _is_plain(line: Line) -> bool:
    return line.kind == "paragraph" and not line.level and not line.indent and not line.label and is_one_line(line) and not _numbers(line)


def _numbers(line: Line) -> bool:
    return label_at_start(line.words) is not None or number_at_start(line.words) is not None


def _stands_alone(parts: Sequence[Part], at: int, taken: set[int]) -> bool:
    """Whether a line without a number is a heading: short, no sentence, and with text below it."""
    line = parts[at]
    if type(line) is not Line or not _is_plain(line) or line.words.strip(" :").casefold() in _FORMS:
        return False
    if not could_be_heading(line.words, is_capitals(line.words)) or _follows_colon(parts, at, taken):
        return False
    if _is_entry(line):
        return False
    for below in range(at + 1, min(at + 1 + _MOST_TOGETHER, len(parts))):
        if below in taken:
            return is_capitals(line.words)
        if _is_text(parts[below]):
            return True
        if not (type(line := parts[below]) is Line and _is_plain(line) and could_be_heading(line.words, is_capitals(line.words))):
            return False
    return False


def _is_entry(line: Line) -> bool:
    """Whether a line is an entry of a list of books or sums rather than a heading."""
    return ": " in line.words and len(line.words.split()) > _LONGEST_WITH_COLON


def _follows_colon(parts: Sequence[Part], at: int, taken: set[int]) -> bool:
    above = parts[at - 1] if at else None
    return type(above) is Line and at - 1 not in taken and above.words.rstrip().endswith(":")


def _is_text(part: Part) -> bool:
    """Whether a part is what a heading stands above: a table, an item or a sentence."""
    if type(part) is not Line or part.kind != "paragraph" or part.label or _numbers(part):
        return True
    if _is_entry(part):
        return True
    return not is_short(part) and not (part.words.rstrip().endswith(",") and len(part.words.split()) <= _LONGEST_OF_ADDRESS)

"""Finds what stands around a text and is no part of it: its contents list, and running lines that a converter left between its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from docgen.formats.reading.file_text import Furniture, Grid, Line, Picture
from docgen.formats.reading.typed_numbers import label_at_start, number_at_start

Part = Line | Grid | Picture
_TITLE = re.compile(r"(?:table of )?contents(?: page)?\s*:?", re.IGNORECASE)
_PAGE = re.compile(r"(?P<words>.*?\S)(?P<leader>\s*(?:\.\s?){2,}|\s*[…·_]{2,}|\t+|\s+)\s*(?P<page>\d{1,4}|[ivxl]{1,5})", re.DOTALL)
_PAGE_ENDS = tuple("0123456789ivxlIVXL")
_LEADERS = re.compile(r"\t|\.\s?\.|[…·_]{2}|\s{2}")
_FEWEST = 3
"""The fewest entries of a contents list without a heading, and the fewest times that a running line stands in a text."""
_LONGEST_RUNNING = 8
_SHORTEST_KEY, _LONGEST_KEY = 8, 200


def without_contents(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Furniture, ...]]:
    """The parts without the contents list and its heading, and these."""
    last = {key: at for at, part in enumerate(parts) if type(part) is Line and (key := _key(part.words))}
    kept: list[Part] = []
    dropped: list[Line] = []
    at = 0
    while at < len(parts):
        end = _end(parts, at, last)
        if end > at:
            dropped += [part for part in parts[at:end] if type(part) is Line]
            at = end
        else:
            kept.append(parts[at])
            at += 1
    return tuple(kept), tuple(Furniture(line.words, "contents", line.position) for line in dropped)


def _end(parts: Sequence[Part], at: int, last: dict[str, int]) -> int:
    """Where the contents list that begins here ends; `at` itself if none does."""
    part = parts[at]
    titled = type(part) is Line and bool(_TITLE.fullmatch(part.words.strip()))
    end = at + titled
    leaders = True
    while end < len(parts) and (line := parts[end]) and type(line) is Line:
        if titled and line.kind != "contents" and not _is_entry(line, end, last, titled) and _is_broken_entry(parts, end, last):
            end += 2
            continue
        if line.kind != "contents" and not _is_entry(line, end, last, titled):
            break
        if not (titled or leaders or line.kind == "contents"):
            break
        leaders = leaders and (line.kind == "contents" or bool((found := _PAGE.fullmatch(line.words.strip())) and _LEADERS.search(found["leader"])))
        end += 1
    if titled:
        return end if end > at + 1 else at
    marked = end > at and all(type(line) is Line and line.kind == "contents" for line in parts[at:end])
    return end if marked or (end - at >= _FEWEST and leaders) else at


def _is_entry(line: Line, at: int, last: dict[str, int], titled: bool) -> bool:
    """Whether a line repeats a later one, its page number apart, or has the dots of a contents list under its heading."""
    words = line.words.strip()
    if last.get(_key(words), -1) > at:
        return titled or len(words.split()) < _LONGEST_RUNNING
    if titled and _are_two(_key(words)[:_LONGEST_KEY], at, last):
        return True
    found = _PAGE.fullmatch(words) if words.endswith(_PAGE_ENDS) else None
    return bool(found) and (last.get(_key(found["words"] if found else ""), -1) > at or (titled and bool(_LEADERS.search(found["leader"] if found else ""))))


def _are_two(key: str, at: int, last: dict[str, int]) -> bool:
    """Whether a line is two entries that stand together because the first filled its row."""
    return any(last.get(key[:end], -1) > at and last.get(key[end:], -1) > at for end in range(_SHORTEST_KEY, len(key) - _SHORTEST_KEY))


def _is_broken_entry(parts: Sequence[Part], at: int, last: dict[str, int]) -> bool:
    """Whether a line and the one below it are one entry that a page was too narrow for."""
    line, below = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    return type(line) is Line and type(below) is Line and last.get(_key(f"{line.words} {below.words}"), -1) > at + 1


@lru_cache(maxsize=1 << 15)
def _key(words: str) -> str:
    """The words without number, marks and capitals, so that an entry is equal to its heading."""
    number = number_at_start(words)
    bare = words[number.end :] if number else words
    return "".join(filter(str.isalnum, bare)).casefold()


def without_running_lines(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Furniture, ...]]:
    """The parts without the running lines of pages that are no longer there: short lines that come again and again, mostly between two items of a list."""
    places: dict[str, list[int]] = {}
    counts = Counter(part.words for part in parts if type(part) is Line)
    for at, part in enumerate(parts):
        if type(part) is Line and part.kind == "paragraph" and counts[part.words] >= _FEWEST and len(part.words.split()) <= _LONGEST_RUNNING:
            places.setdefault(part.words, []).append(at)
    running = {at for found in places.values() if 2 * sum(_interrupts(parts, at) for at in found) >= len(found) for at in found}
    dropped = [parts[at] for at in sorted(running)]
    furniture = tuple(Furniture(line.words, "running line", line.position) for line in dropped if type(line) is Line)
    return tuple(part for at, part in enumerate(parts) if at not in running), furniture


def _interrupts(parts: Sequence[Part], at: int) -> bool:
    """Whether the line stands between two items."""
    around = [*parts[at - 1 : at], *parts[at + 1 : at + 2]] if at else []
    return len(around) == 2 and not _begins_item(parts[at]) and all(map(_begins_item, around))


def _begins_item(part: Part) -> bool:
    return type(part) is Line and (part.kind == "item" or (part.kind == "paragraph" and label_at_start(part.words) is not None))

"""The words in which two lines differ: a shortest edit, adjusted to read well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.comparison.words.shortest_edit import Span, shortest_edit

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WORD = re.compile(
    rf"\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{4}}"
    r"|\d+ (?:working |calendar )?(?:minute|hour|day|week|month|quarter|term|year)s?\b"
    r"|[£€$]?\d+(?:[.,/:–-]\d+)*%?"
    r"|[^\W\d_]+(?:['’.-][^\W\d_]+)*"
    r"|\S"
)
"""A date, a period, a number with its signs (£68,500, 2018/19, 12%), a word, or a single character."""

STOP = re.compile("(?:an?|and|any|as|at|be|been|by|for|from|has|have|in|into|is|it|its|of|on|or|that|the|their|this|to|was|were|which|with)")
_STOPPERS = frozenset(".;:!?")
_CLOSING = {"(": ")", "[": "]", "“": "”"}
_CLOSERS = frozenset(_CLOSING.values())
_BRACKETS = _CLOSERS | _CLOSING.keys()
_LONGEST_ISLAND = 2
_TIMES_LONGER = 4


def differing_spans(a: Sequence[int], b: Sequence[int], words: Sequence[str]) -> list[Span]:
    """The spans in which two lines of word ids differ, in order; the words between them are equal. `words` are those of b, as text."""
    spans = touching_joined(shortest_edit(a, b))
    if len(spans) > 1:
        spans = _without_islands(spans, words)
    spans = [_narrowed(span, a, b) for span in spans]
    for index in range(len(spans)):
        spans[index] = _slid(spans, index, a, b, words)
    whole = [_with_brackets(spans, index, words) for index in range(len(spans))]
    return touching_joined(whole) if whole != spans else spans


def touching_joined(spans: list[Span]) -> list[Span]:
    """The spans, with those that touch joined."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1][1] == span[0] and out[-1][3] == span[2]:
            out[-1] = (out[-1][0], span[1], out[-1][2], span[3])
        else:
            out.append(span)
    return out


def _without_islands(spans: list[Span], words: Sequence[str]) -> list[Span]:
    """The spans, joined across a few common words that would be left alone between two changes, but never across the end of a clause."""
    out = [spans[0]]
    for span in spans[1:]:
        last = out[-1]
        island = words[last[3] : span[2]]
        if _is_noise(island, _size(last), _size(span)) and not (_one_sided(last) and _one_sided(span)) and _is_whole(island, last[2], span[3], words):
            out[-1] = (last[0], span[1], last[2], span[3])
        else:
            out.append(span)
    return out


def _size(span: Span) -> int:
    return span[1] - span[0] + span[3] - span[2]


def _one_sided(span: Span) -> bool:
    return span[0] == span[1] or span[2] == span[3]


def _is_noise(island: Sequence[str], before: int, after: int) -> bool:
    if len(island) > _LONGEST_ISLAND or any(word in _STOPPERS for word in island):
        return False
    return all(STOP.fullmatch(word.lower()) or not word.isalnum() for word in island) or min(before, after) >= _TIMES_LONGER * len(island)


def _is_whole(island: Sequence[str], start: int, end: int, words: Sequence[str]) -> bool:
    """Whether the words around an island can be one change that cuts no bracket off, or hold none."""
    if _BRACKETS.isdisjoint(island):
        return True
    opened, closed = _unmatched(words[start:end])
    closers, openers = words[end : end + len(opened)], words[max(start - len(closed), 0) : start]
    return [_CLOSING[word] for word in reversed(opened)] == [*closers] and [_CLOSING.get(word) for word in reversed(openers)] == closed


def _narrowed(span: Span, a: Sequence[int], b: Sequence[int]) -> Span:
    """The span without the equal words at its edges."""
    i0, i1, j0, j1 = span
    while i0 < i1 and j0 < j1 and a[i0] == b[j0]:
        i0, j0 = i0 + 1, j0 + 1
    while i0 < i1 and j0 < j1 and a[i1 - 1] == b[j1 - 1]:
        i1, j1 = i1 - 1, j1 - 1
    return i0, i1, j0, j1


def _slid(spans: list[Span], index: int, a: Sequence[int], b: Sequence[int], words: Sequence[str]) -> Span:
    """A pure insertion or deletion moved to where it reads best: at the end of a sentence, else at a semicolon or colon, else at a comma."""
    i0, i1, j0, j1 = span = spans[index]
    if not _one_sided(span):
        return span
    line, start, end = (b, j0, j1) if i0 == i1 else (a, i0, i1)
    _, before_a, _, before_b = spans[index - 1] if index else (0, 0, 0, 0)
    after_a, _, after_b, _ = spans[index + 1] if index + 1 < len(spans) else (len(a), 0, len(b), 0)
    left, right = min(i0 - before_a, j0 - before_b), min(after_a - i1, after_b - j1)
    shifts = [0]
    while -shifts[-1] < left and line[start + shifts[-1] - 1] == line[end + shifts[-1] - 1]:
        shifts.append(shifts[-1] - 1)
    ahead = 0
    while ahead < right and line[start + ahead] == line[end + ahead]:
        ahead += 1
        shifts.append(ahead)
    if len(shifts) == 1:
        return span
    # Both lines have the same words before the span, so those of the new line show where a sentence ends.
    best = max(shifts, key=lambda shift: (_border(words, j0 + shift), -abs(shift), shift))
    return i0 + best, i1 + best, j0 + best, j1 + best


def _with_brackets(spans: list[Span], index: int, words: Sequence[str]) -> Span:
    """The span with the bracket or quotation mark beside it that closes or opens one in it: “twelve (12)” changes as a whole."""
    i0, i1, j0, j1 = spans[index]
    before, after = spans[index - 1][3] if index else 0, spans[index + 1][2] if index + 1 < len(spans) else len(words)
    opened, closed = _unmatched(words[j0:j1])
    while opened and j1 < after and words[j1] == _CLOSING[opened[-1]]:
        i1, j1 = i1 + 1, j1 + 1
        opened.pop()
    while closed and j0 > before and _CLOSING.get(words[j0 - 1]) == closed[0]:
        i0, j0 = i0 - 1, j0 - 1
        closed.pop(0)
    return i0, i1, j0, j1


def _unmatched(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The brackets that are opened and not closed in the words, and those that are closed and not opened."""
    opened: list[str] = []
    closed: list[str] = []
    for word in words:
        if word in _CLOSING:
            opened.append(word)
        elif opened and word == _CLOSING[opened[-1]]:
            opened.pop()
        elif word in _CLOSERS:
            closed.append(word)
    return opened, closed


def _border(words: Sequence[str], at: int) -> int:
    """How good the gap before a word is as the edge of a change, from 0 to 3."""
    if at <= 0 or at >= len(words):
        return 3
    before = words[at - 1]
    return 3 if before in ".!?" else 2 if before in ";:" else 1 if before == "," else 0

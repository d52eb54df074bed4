"""The shortest edit of one line of words into another; of very long lines a short one, found piece by piece in little memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from rapidfuzz.distance import Indel

from docgen.comparison.sequence_alignment import heaviest_increasing

Span = tuple[int, int, int, int]
"""(i0, i1, j0, j1): words [i0, i1) of the old line became [j0, j1) of the new one; one of the two may be empty."""

_MOST_CELLS = 16_000_000
"""Lines with more pairs of words than this are compared piece by piece: the edit of two lines of 50,000 words at once takes 300 MB."""
_PIECE = 4_000
"""The number of words of each line in a piece in which no run of words is unique."""
_RUN = 8
_ONE_IN = 16
"""One in so many runs of words is tried as a place where both lines can be cut."""


def shortest_edit(a: Sequence[int], b: Sequence[int]) -> list[Span]:
    """The spans in which two lines differ, in order; the words between them are equal. Neighbouring spans may touch."""
    out: list[Span] = []
    for i0, i1, j0, j1 in _pieces(a, b):
        if a[i0:i1] != b[j0:j1]:
            edit = Indel.opcodes(a[i0:i1], b[j0:j1])
            out += [(i0 + op.src_start, i0 + op.src_end, j0 + op.dest_start, j0 + op.dest_end) for op in edit if op.tag != "equal"]
    return out


def _pieces(a: Sequence[int], b: Sequence[int]) -> Iterator[Span]:
    """Both lines cut into pieces that are short enough to be compared at once."""
    if len(a) * len(b) <= _MOST_CELLS:
        yield 0, len(a), 0, len(b)
        return
    i = j = 0
    for next_i, next_j in [*_common_runs(a, b), (len(a), len(b))]:
        if (next_i - i) * (next_j - j) > _MOST_CELLS:
            i, j = yield from _steps(a, b, (i, next_i, j, next_j))
        yield i, next_i, j, next_j
        i, j = next_i, next_j


def _common_runs(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Where runs of words that occur once in each line begin, in the order of both."""
    first, second = _unique_runs(a), _unique_runs(b)
    pairs = [(i, second[run]) for run, i in first.items() if run in second and a[i : i + _RUN] == b[second[run] : second[run] + _RUN]]
    return [pairs[index] for index in heaviest_increasing(pairs, [1.0] * len(pairs))]


def _unique_runs(line: Sequence[int]) -> dict[int, int]:
    """Where some of the runs that occur once begin, by their hashes: the hash decides whether a run is one of them, so both lines choose the same."""
    places: dict[int, int] = {}
    repeated: set[int] = set()
    for at in range(len(line) - _RUN + 1):
        run = hash(tuple(line[at : at + _RUN]))
        if run % _ONE_IN == 0:
            if run in places:
                repeated.add(run)
            places[run] = at
    return {run: at for run, at in places.items() if run not in repeated}


def _steps(a: Sequence[int], b: Sequence[int], piece: Span) -> Generator[Span, None, tuple[int, int]]:
    """Short pieces of a long one, each cut before the longest equal words in its second half. Returns where the last, which is not given, begins."""
    i, end_a, j, end_b = piece
    while (end_a - i) * (end_b - j) > _MOST_CELLS:
        width_a, width_b = min(_PIECE, end_a - i), min(_PIECE, end_b - j)
        edit = Indel.opcodes(a[i : i + width_a], b[j : j + width_b])
        equal = [op for op in edit if op.tag == "equal" and 2 * (op.src_start + op.dest_start) > width_a + width_b]
        cut = max(equal, key=lambda op: op.src_end - op.src_start, default=None)
        step_a, step_b = (cut.src_start, cut.dest_start) if cut else (width_a, width_b)
        yield i, i + step_a, j, j + step_b
        i, j = i + step_a, j + step_b
    return i, j

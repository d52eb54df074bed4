"""Work on many revisions, shared by the processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def parallel_results(work: Callable[[Sequence[str]], T], names: Sequence[str], worth: int) -> Iterator[Callable[[], list[T]]]:
    """Gives what waits for all that the work makes of the names, in as many parts as there are processors; other work can be done meanwhile.

    Work and results must be picklable. With fewer names than `worth` for each processor, starting another process takes longer than it saves.
    """
    count = max(1, min(os.cpu_count() or 1, len(names) // worth))
    if count == 1:
        yield lambda: [work(names)]
        return
    with ProcessPoolExecutor(count) as pool:
        # Whoever takes every n-th has as much to do as the others.
        parts = pool.map(work, [names[start::count] for start in range(count)])
        yield lambda: list(parts)


def in_parallel(work: Callable[[Sequence[str]], T], names: Sequence[str], worth: int) -> list[T]:
    """What the work makes of the names, as `sharing` has it."""
    with parallel_results(work, names, worth) as parts:
        return parts()

"""Work on many revisions in parallel processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def parallel_results(work: Callable[[Sequence[str]], T], names: Sequence[str], least: int) -> Iterator[Callable[[], list[T]]]:
    """Starts the work on a share of the names in each processor, and gives a function that waits for the results, one for each share.

    Work and results must be picklable. With fewer than `least` names a process, starting another takes longer than it saves.
    """
    count = max(1, min(os.cpu_count() or 1, len(names) // least))
    if count == 1:
        yield lambda: [work(names)]
        return
    with ProcessPoolExecutor(count) as pool:
        # Every n-th name goes to the same process, so that all have about as much to do.
        parts = pool.map(work, [names[start::count] for start in range(count)])
        yield lambda: list(parts)


def in_parallel(work: Callable[[Sequence[str]], T], names: Sequence[str], least: int) -> list[T]:
    """The results of the work on the names, one for each share; see `parallel_results`."""
    with parallel_results(work, names, least) as results:
        return results()

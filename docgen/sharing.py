"""Work on many revisions, shared by the processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def shared(work: Callable[[Sequence[str]], T], names: Sequence[str], worth: int) -> list[T]:
    """What the work makes of the names, in as many parts as there are processors. Work and results must be picklable.

    With fewer names than `worth` for each processor, starting another process takes longer than it saves.
    """
    count = max(1, min(os.cpu_count() or 1, len(names) // worth))
    if count == 1:
        return [work(names)]
    # Whoever takes every n-th has as much to do as the others.
    with ProcessPoolExecutor(count) as pool:
        return list(pool.map(work, [names[start::count] for start in range(count)]))

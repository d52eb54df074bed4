"""Problems: where something is wrong, what was seen, what was expected and what to do. Every error has this shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from docgen.document.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file; `file` is relative to the repository, `line` and `column` count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing for a drafter to put right.

    `code` is stable and lower-case ("unknown-key"). `seen` is a sentence about the source, `expected` a phrase and `advice` a
    sentence; the last two may be empty. `severity` is "error" or "warning"; a warning stops nothing.
    """

    position: Position
    code: str
    seen: str
    expected: str = ""
    advice: str = ""
    severity: str = "error"


class DocgenError(Exception):
    """The only error that docgen raises: every problem found, each reported once, in the order of the sources."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("; ".join(f"{p.position}: {p.seen}" for p in self.problems))

    def __reduce__(self) -> tuple[type[DocgenError], tuple[tuple[Problem, ...]]]:
        """For pickling an error in one process and raising it in another."""
        return type(self), (self.problems,)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'Did you mean “funding”?' if `word` is close to a known name, else ''."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of a DocgenError raised in the block to `problems`, and go on after the block."""
    try:
        yield
    except DocgenError as error:
        problems += error.problems

"""Where something is wrong, what was seen, what was expected and what to do: one shape for every kind of error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from docgen.document.frozen import dataclass


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
    """One thing a drafter must mend.

    `code` is stable and lower-case ("unknown-key"); `seen` is what stands in the source, as a sentence; `expected` and `advice`
    are sentences too, either may be empty. `severity` is "error" or "warning", which stands in the way of nothing.
    """

    position: Position
    code: str
    seen: str
    expected: str = ""
    advice: str = ""
    severity: str = "error"


class DocgenError(Exception):
    """The one error family: every problem found in the run, each told once, in the order of the sources."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("; ".join(f"{p.position}: {p.seen}" for p in self.problems))

    def __reduce__(self) -> tuple[type[DocgenError], tuple[tuple[Problem, ...]]]:
        """For errors that come from another process."""
        return type(self), (self.problems,)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'Did you mean “funding”?' if `word` is a near miss of a known name, else ''."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of a DocgenError raised in the block to `problems`, and go on after the block."""
    try:
        yield
    except DocgenError as error:
        problems += error.problems

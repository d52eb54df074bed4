"""A three-way merge of texts by paragraphs: a change on one side is taken, and different changes on both sides are a conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from docgen.document.frozen_dataclass import dataclass

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Paragraphs of the base that both sides changed, each in its own way."""

    local: Paragraphs
    new: Paragraphs


Merged = tuple[str | Conflict, ...]


def paragraphs(text: str) -> Paragraphs:
    """The parts of a text between empty lines."""
    bare = text.strip("\n")
    return tuple(_EMPTY_LINES.split(bare)) if bare.strip() else ()


def merge(base: Sequence[str], local: Sequence[str], new: Sequence[str]) -> Merged:
    """The changes that `local` and `new` make to `base`, together as diff3 does it: between paragraphs that all three share, the changed side is taken."""
    out: list[str | Conflict] = []
    at = mine = theirs = 0
    for i, j, k, size in _shared(base, local, new):
        out.extend(_merged_gap(tuple(base[at:i]), tuple(local[mine:j]), tuple(new[theirs:k])))
        out.extend(base[i : i + size])
        at, mine, theirs = i + size, j + size, k + size
    return tuple(out)


def _merged_gap(base: Paragraphs, local: Paragraphs, new: Paragraphs) -> Merged:
    if local in (new, base):
        return new
    return local if new == base else (Conflict(local, new),)


def _shared(base: Sequence[str], local: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs of paragraphs that all three share: where each begins in them, and its length. An empty run at the end comes last."""
    mine, theirs = (SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks() for side in (local, new))
    for one in mine:
        for other in theirs:
            start, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
            if start < end:
                yield start, one.b + start - one.a, other.b + start - other.a, end - start
    yield len(base), len(local), len(new), 0


def conflicts(merged: Merged) -> bool:
    return any(isinstance(part, Conflict) for part in merged)


def in_text(merged: Merged, name: str) -> str:
    """The text, with each conflict between markers as git writes them; `name` is the name of the new version."""
    return "\n\n".join(_marked(part, name) if isinstance(part, Conflict) else part for part in merged) + "\n"


def as_local(merged: Merged) -> str:
    """The text with the local side of each conflict."""
    return "\n\n".join(text for part in merged for text in (part.local if isinstance(part, Conflict) else (part,))) + "\n"


def _marked(conflict: Conflict, name: str) -> str:
    sides = ["\n\n".join(side) for side in (conflict.local, conflict.new)]
    return "\n".join(line for line in ("<<<<<<< override", sides[0], "=======", sides[1], f">>>>>>> {name}") if line)

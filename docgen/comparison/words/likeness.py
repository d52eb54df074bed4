"""The words of blocks as numbers, to be counted and compared; each block is read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from itertools import count
from typing import Any

from docgen.comparison.line_atoms import keys
from docgen.document.redline import BELOW
from docgen.document.tree import Figure, List, Note, Section, Signatory, Table

_LINES = ("inlines", "title", "caption")


class Vocabulary:
    """Numbers for words, equal for equal words, and the words of each block that it was given.

    `new_ids` has the other id of each section that got one: a reference to either is the same word.
    """

    def __init__(self, new_ids: Mapping[str, str] | None = None) -> None:
        self.new_ids = new_ids or {}
        self._ids: defaultdict[Any, int] = defaultdict(count().__next__)
        self._words: dict[int, tuple[int, ...]] = {}
        self._kept: list[Any] = []
        """The nodes that were read, kept alive so that no other object gets the id of one."""

    def words(self, node: Any) -> tuple[int, ...]:
        """The words of a node and of everything below it."""
        found = self._words.get(id(node))
        if found is None:
            found = tuple(self._read(node))
            self._words[id(node)] = found
            self._kept.append(node)
        return found

    def _read(self, node: Any) -> list[int]:
        kind = type(node)
        if kind is Signatory:
            return self._numbers([node.name, node.post, node.party])
        out: list[int] = []
        for name in BELOW.get(kind, ()):
            below = getattr(node, name)
            if name in _LINES:
                out += self._numbers(keys(below, self.new_ids))
            else:
                for child in below if type(below) is tuple else (below,):
                    out += self.words(child)
        if kind is Figure:
            out += self._numbers([f"{entry.name}>{','.join(entry.reports_to)}" for entry in node.chart])
        return out

    def _numbers(self, keys: list[Any]) -> list[int]:
        if Note in map(type, keys):
            return [number for key in keys for number in (self.words(key) if type(key) is Note else (self._ids[key],))]
        return [self._ids[key] for key in keys]

    def key(self, node: Any) -> Hashable:
        """A key that is equal for nodes of the same kind with the same words."""
        kind = type(node)
        extra = node.id if kind is Figure or kind is Section else node.ordered if kind is List else len(node.alignments) if kind is Table else None
        return kind, extra, self.words(node)

"""What blocks say, as words that can be counted and compared: each block is read once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from docgen.comparison.line_atoms import keys
from docgen.document.redline import BELOW
from docgen.document.tree import Figure, List, Note, Section, Signatory, Table

_LINES = ("inlines", "title", "caption")


class Reading:
    """The words of every block that was asked for, as numbers, which are equal for equal words."""

    def __init__(self) -> None:
        self._ids: dict[Any, int] = {}
        self._words: dict[int, tuple[int, ...]] = {}
        self._kept: list[Any] = []
        """The nodes that were read, so that no other takes the place, and the id, of one."""

    def words(self, node: Any) -> tuple[int, ...]:
        """The words of a node and of all below it."""
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
                for key in keys(below):
                    if type(key) is Note:
                        out += self.words(key)
                    else:
                        out.append(self._ids.setdefault(key, len(self._ids)))
            else:
                for child in below if type(below) is tuple else (below,):
                    out += self.words(child)
        if kind is Figure:
            out += self._numbers([f"{entry.name}>{','.join(entry.reports_to)}" for entry in node.chart])
        return out

    def _numbers(self, texts: list[str]) -> list[int]:
        return [self._ids.setdefault(text, len(self._ids)) for text in texts]

    def key(self, node: Any) -> Hashable:
        """Equal for nodes of one kind that say the same."""
        kind = type(node)
        extra = node.id if kind is Figure or kind is Section else node.ordered if kind is List else len(node.alignments) if kind is Table else None
        return kind, extra, self.words(node)

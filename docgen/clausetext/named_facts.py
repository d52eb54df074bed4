"""The facts of a partnership as expressions see them: named bodies, and mappings of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from docgen.clausetext.sandbox import Absent
from docgen.document.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A party, group, term or the partnership itself. Expressions look `facts` up as attributes; a fact missing from the file is `Absent`."""

    id: str
    name: str
    short: str
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __getitem__(self, key: str) -> Any:
        if key in self.facts:
            value = self.facts[key]
            return Absent(name=f"{self.id}.{key}") if value is None or value == "" or value == () else value
        if key in _OWN:
            return getattr(self, key)
        raise KeyError(key)


_OWN = frozenset(["id", "name", "short"])
"""What every body has. The sandbox would find these too, but only after an exception, which is slow in loops."""


@dataclass(frozen=True, slots=True)
class Names:
    """Named things by id; in a loop, the things themselves in the order of the file."""

    what: str
    entries: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.entries[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

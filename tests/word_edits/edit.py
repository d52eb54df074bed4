"""An edit that a person makes to a Word file, and what the file must say afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Step = tuple[str, ...]
"""The name of a function of `in_writer`, and the words that it takes."""
Sort = Literal["value", "wording", "added", "removed", "moved", "layout", "typography", "reference", "comment", "running line", "cover", "signature"]
"""What a reviewer would call it. A "value" is words that come from a fact of the partnership file or the value of a parameter; "typography" are
signs that a program changes by itself."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit in the section with the id `section`, or outside all sections where that is "".

    `changes` says what becomes of the text, one line for each paragraph, item, cell and note: each first text stands in it once (or, if `everywhere`,
    any number of times) and is replaced by the second. The words of a text box are a line after that of its paragraph. `shows` is an XPath that is
    true of a part of the file afterwards, and of none before.
    """

    kind: str
    sort: Sort
    section: str
    steps: tuple[Step, ...]
    changes: tuple[tuple[str, str], ...] = ()
    shows: str = ""
    fact: str = ""
    """The key of the partnership file that says a value that was changed."""
    everywhere: bool = False
    untracked: bool = False
    """True of what LibreOffice 7.4 does not track, so that rejecting all changes leaves it."""

    def applied(self, text: str) -> str:
        """The text after the edit. AssertionError if a first text does not stand in it once."""
        for old, new in self.changes:
            assert self.everywhere or text.count(old) == 1, f"{self.kind}: {old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        return text

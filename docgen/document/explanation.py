"""Why a change of a redline was made, and what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a change: `words` are sentences for readers, `source` is what keepers of the files need (the key, its values, file and line).

    For a value, `subject` names it in words; `old` and `new` are its texts, "" where there was or is none.
    """

    kind: str
    words: str
    source: str = ""
    subject: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a change was made, and what it means: `findings` are what a reader looks for first."""

    causes: tuple[Cause, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """All the reasons in words; "" if none is known."""
        return " ".join(cause.words for cause in self.causes)

    @property
    def cause_kind(self) -> str:
        """The kind of the first reason; "" if none is known."""
        return self.causes[0].kind if self.causes else ""

    @property
    def source(self) -> str:
        """The keys, values and places behind the reasons; "" if there are none."""
        return "; ".join(cause.source for cause in self.causes if cause.source)

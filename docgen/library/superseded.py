"""Bodies, guidance and provisions that were replaced, renamed or abolished, `clauses/superseded.yaml`: their names, the date, and what replaced them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from docgen.document.problems import Problem
from docgen.sources.yaml_models import Date, Entries, Line, Model, checked_entries

FILE = "clauses/superseded.yaml"


def _checked_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"a regular expression of Python, without the error: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_checked_pattern)]


class Superseded(Model):
    """A body, a piece of guidance, a process or a provision that is no longer in force, or is about to change (`status`)."""

    names: tuple[Line, ...] = ()
    misspelt: tuple[Line, ...] = ()
    short: tuple[Line, ...] = ()
    pattern: Pattern | None = None
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    kind: Literal["statute", "guidance", "body", "process", "policy", "title"]
    status: Literal["superseded", "changing"] = "superseded"
    from_: Date | None = Field(default=None, alias="from")
    superseded: Date | None = None
    by: Line
    evidence: Literal["read", "general"] = "general"
    source: Line | None = None
    note: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: Any) -> Any:
        if isinstance(data, dict):
            if not data.get("names") and not data.get("pattern"):
                raise ValueError("names, or a pattern to find it by")
            if data.get("status", "superseded") == "superseded" and not data.get("superseded"):
                raise ValueError("a line “superseded: …” with the date, or “status: changing”")
        return data

    def found_by(self, text: str) -> re.Pattern[str] | None:
        """The pattern that finds it in a text with straight apostrophes; None if the text holds none of its names."""
        if self.pattern:
            return _compiled((), self.pattern, (), ())
        if not any(name in text for name in (*self.names, *self.misspelt)):
            return None
        return _compiled((*self.names, *self.misspelt, *self.short), "", self.not_before, self.not_after)


@lru_cache(maxsize=512)
def _compiled(names: tuple[str, ...], pattern: str, not_before: tuple[str, ...], not_after: tuple[str, ...]) -> re.Pattern[str]:
    if pattern:
        return re.compile(pattern)
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    behind = "".join(f"(?<!{re.escape(before)})" for before in not_after)
    ahead = "".join(f"(?!{re.escape(after)})" for after in not_before)
    return re.compile(rf"(?<!\w){behind}(?:{words})s?\b{ahead}")


def superseded(root: Path, problems: list[Problem]) -> dict[str, Superseded]:
    """The entries by id; none if the repository has no such file. Their problems are added to `problems`."""
    return checked_entries(root, FILE, Entries[Superseded], problems)[0]

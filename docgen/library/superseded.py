"""What was replaced, renamed or abolished, `clauses/superseded.yaml`: what it is called, since when it is no more, and what stands in its stead."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from docgen.document.problems import Problem
from docgen.sources import files, yaml_tree
from docgen.sources.yaml_models import Date, Line, Model, SectionId, checked

FILE = "clauses/superseded.yaml"


def _regular(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"a regular expression; this is none: {error}") from None
    return text


class Superseded(Model):
    """A body, a piece of guidance, a process or a provision that is no more, or is about to change (`status`)."""

    names: tuple[Line, ...] = ()
    misspelt: tuple[Line, ...] = ()
    short: tuple[Line, ...] = ()
    pattern: Annotated[str, AfterValidator(_regular)] | None = None
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
                raise ValueError("names, or a pattern, by which it is found")
            if data.get("status", "superseded") == "superseded" and not data.get("superseded"):
                raise ValueError("a line “superseded: …” with the date, or “status: changing”")
        return data

    def found_by(self, text: str) -> re.Pattern[str] | None:
        """What finds it in a document with this text, in which apostrophes are straight; None if the text holds none of its names."""
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


class _Register(Model):
    entries: dict[SectionId, Superseded]


def superseded(root: Path, problems: list[Problem]) -> dict[str, Superseded]:
    """The entries by id; none if the repository has no such file. What is wrong with them is added to the problems."""
    path = root / FILE
    if not path.exists():
        return {}
    node = yaml_tree.parse(files.read_text(root, path), FILE)
    whole = yaml_tree.Mapping({"entries": node}, {"entries": node.position}, node.position)
    return checked(_Register, whole, problems).entries

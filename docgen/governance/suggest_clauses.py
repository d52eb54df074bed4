"""Clauses suggested from local text: each group with its places and differences, and a draft of it as a clause of the library."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docgen.comparison.words.word_alignment import Differing, aligned
from docgen.document import values
from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.document.problems import DocgenError, Position, Problem
from docgen.governance.new_clause import require_name
from docgen.governance.similar_text import Group
from docgen.library.clauses import GLOBALS
from docgen.sources import files

_MARKED = re.compile(r"[*_`\[\]{}<>\\#|^~]")
_REFERENCE = re.compile(r"\]\(#([^)]*)\)")
_MOST = 12
"""A draft with more parameters than this is a form rather than a clause."""
_SHOWN = 5
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class DraftParameter:
    """A parameter of a draft, with its value in each of the texts."""

    name: str
    type: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause file and its parameters; `whole` is false where the texts differ too much, and the draft is the first of them unchanged."""

    text: str
    parameters: tuple[DraftParameter, ...]
    whole: bool = True


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise ValueError(text)
    return int(text)


_TYPES: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("integer", "number", _whole),
    ("duration", "period", values.duration),
    ("money", "sum", values.money),
)
"""The types that values can have, with the name of such a parameter and the function that reads its values."""


def draft(group: Group) -> Draft:
    """The group as a clause with the status draft."""
    parts = aligned([local.text for local in group.texts])
    by_values: dict[tuple[str, ...], DraftParameter] = {}
    body = ""
    for part in parts or ():
        if isinstance(part, Differing):
            if part.values not in by_values:
                by_values[part.values] = _draft_parameter(part.values, {other.name for other in by_values.values()})
            body += f"{{{{ {by_values[part.values].name} }}}}"
        else:
            body += part
    if parts is None or len(by_values) > _MOST:
        return Draft(_file(group, (), group.texts[0].text.strip()), (), False)
    parameters = tuple(by_values.values())
    return Draft(_file(group, parameters, body), parameters)


def _draft_parameter(texts: tuple[str, ...], taken: set[str]) -> DraftParameter:
    """The parameter for words that differ, named after the type of its values, or "wording" with a number."""
    type, name = next(((type, name) for type, name, read in _TYPES if all(_can_read(read, text) for text in texts)), ("text", ""))
    if not name:
        type = "markdown" if any(_MARKED.search(text) for text in texts) else "text"
        name = f"wording_{len(taken) + 1}"
    number = 2
    base = name
    while name in taken or name in GLOBALS:
        name, number = f"{base}_{number}", number + 1
    return DraftParameter(name, type, texts)


def _can_read(read: Callable[[str], Any], text: str) -> bool:
    try:
        read(text)
    except (ValueError, ArithmeticError):
        return False
    return True


def _file(group: Group, parameters: tuple[DraftParameter, ...], body: str) -> str:
    first = group.texts[0]
    targets = sorted(set(_REFERENCE.findall(body)))
    places = "\n".join(f"  - {local.position.file}:{local.position.line}, section {local.section}" for local in group.texts)
    notes = "  Drafted from local text; complete the summary, the use and the law, and name the parameters after what they are. It stands in:\n" + places
    if targets:
        notes += f"\n  It refers to sections by their ids in those files ({', '.join(targets)}): let a parameter of type section name each."
    head = [
        f"title: {_quoted(first.title or first.section)}",
        "status: draft",
        f"summary: {_quoted(f'Say in one sentence what it provides; {group.partnerships} partnerships have it in their own words.')}",
        f"use: {_quoted('Say when to choose this clause, and which one to choose otherwise.')}",
        "law: {}",
        *(["parameters:", *(line for parameter in parameters for line in _parameter(parameter))] if parameters else []),
        "notes: |",
        notes,
    ]
    return "\n".join(["---", *head, "---", body, ""])


def _parameter(parameter: DraftParameter) -> Iterator[str]:
    values = "; ".join(dict.fromkeys(parameter.values))
    yield f"  {parameter.name}:"
    yield f"    type: {parameter.type}"
    yield f"    help: {_quoted(f'Say what this is; the texts have {values}.')}"
    yield f"    example: {_quoted(parameter.values[0])}"


def _quoted(text: str) -> str:
    """A string of YAML on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def write(root: Path, group: Group, name: str) -> Path:
    """Write the draft as the first version of a clause. Raises DocgenError for a bad name or one in use, or if a clause says nearly the same."""
    place = Position(f"clauses/{name}")
    require_name(name, place)
    if group.clause:
        seen, advice = f"The clause “{group.clause.name}” says nearly the same.", f"Pin the sections to {group.clause.name}, or change it in a new version."
        raise DocgenError([Problem(place, "like-a-clause", seen, "text that no clause contains", advice)])
    path = root / "clauses" / name / "v1.md"
    if path.parent.exists():
        raise DocgenError([Problem(place, "clause-exists", f"There is a clause “{name}” already.", "an unused name")])
    files.write_together([(path, draft(group).text.encode())])
    return path


def report(groups: list[Group], chosen: int = 0) -> Iterator[str]:
    """The groups with their numbers, or one of them: places, likeness, differences, and the draft or the clause to use instead."""
    for number, group in enumerate(groups, 1):
        if chosen in (0, number):
            yield from _existing(number, group) if group.clause else _proposed(number, group)
            yield ""


def _places(group: Group, alike: tuple[float, ...]) -> Iterator[str]:
    for local, share in zip(group.texts, alike, strict=True):
        yield f"   {local.position.file}:{local.position.line}  {local.section}  {_percent(share)}"


def _percent(share: float) -> str:
    return f"{int(share * 100)} %"


def _existing(number: int, group: Group) -> Iterator[str]:
    assert group.clause
    yield f"{number}. Use {group.clause.name} instead: {_percent(group.clause_alike)} alike"
    yield from _places(group, group.alike)
    parts = aligned([group.texts[0].text, group.clause.text]) or ()
    for part in [part for part in parts if isinstance(part, Differing)][:_SHOWN]:
        yield f"     here “{cut(part.values[0], _LONGEST)}”, in the clause “{cut(part.values[1], _LONGEST)}”"
    yield f"   `docgen show {group.clause.name}` shows it with the facts it asks for."


def _proposed(number: int, group: Group) -> Iterator[str]:
    drafted = draft(group)
    least = min(group.alike)
    yield f"{number}. A new clause: {len(group.texts)} places, {'word for word alike' if least == 1 else f'{_percent(least)} alike or more'}"
    yield from _places(group, group.alike)
    if not drafted.whole:
        yield "   They differ in more than a few words; the draft has the words of the first."
    elif drafted.parameters:
        yield "   What differs:"
    for parameter in drafted.parameters:
        values = list(dict.fromkeys(cut(value, _LONGEST) for value in parameter.values))
        more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        yield f"     {parameter.name} ({parameter.type}): {' | '.join(values[:_SHOWN])}{more}"
    name = f"{_slug(group.texts[0].section)}/{_slug(group.texts[0].title) or 'local'}"
    yield f"   clauses/{name}/v1.md, for instance (`docgen clause suggest {number} --write {name}` writes it):"
    yield from (f"     {line}".rstrip() for line in drafted.text.splitlines())


def _slug(text: str) -> str:
    """The first words of a text as part of a clause's name."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold())[:4])

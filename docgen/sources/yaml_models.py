"""Positioned YAML checked against a pydantic model; what pydantic finds becomes Problems in a drafter's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import partial, reduce
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError, WithJsonSchema

from docgen.document import values
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.sources import files
from docgen.sources.yaml_tree import Mapping, Node, at, kind, locate, parse, plain


class Model(BaseModel):
    """A mapping with a closed set of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1)]
"""Text on one line, with single spaces."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Anchor = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
"""The name of a block in a clause."""
SectionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


def _parsed(reader: Any, expected: str, text: Any) -> Any:
    try:
        return reader(text)
    except (ValueError, TypeError):
        raise ValueError(expected) from None


Date = Annotated[
    values.Date,
    BeforeValidator(partial(_parsed, values.date, "a date such as 2019-09-30, 2019-09 or 2019")),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}),
]
Duration = Annotated[
    values.Duration, BeforeValidator(partial(_parsed, values.duration, "a number and a unit, such as 1 year or 6 months")), WithJsonSchema({"type": "string"})
]

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], node: Node, problems: list[Problem] | None = None) -> M:
    """The model that the node holds; DocgenError with every unknown key, missing key and wrong value.

    With `problems`, unknown keys and words outside a closed list are added there and read past, so that what else is wrong is told
    in the same run.
    """
    data = plain(node)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        findings = error.errors(include_url=False)
    meant = _meant(findings)
    findings = [finding for finding in findings if finding["loc"] not in meant.values()]
    told = [_problem(model, node, finding) for finding in findings]
    if problems is None or any(finding["type"] not in _READ_PAST for finding in findings):
        raise DocgenError(told)
    for finding in findings:
        *above, name = finding["loc"]
        place = reduce(lambda value, step: value[step], above, data)
        if finding["type"] == "literal_error":
            place[name] = _words(finding)[0]
        else:
            value = place.pop(name)
            place.update({meant[finding["loc"]][-1]: value} if finding["loc"] in meant else {})
    try:
        read = model.model_validate(data)
    except ValidationError:
        raise DocgenError(told) from None
    problems.extend(told)
    return read


def _meant(findings: Sequence[Any]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """For each unknown key that is a near miss of a key that is missing beside it, the place of that key: one slip is told once."""
    missing = [finding["loc"] for finding in findings if finding["type"] == "missing"]
    pairs = {}
    for finding in findings:
        *above, name = finding["loc"]
        beside = {str(loc[-1]): loc for loc in missing if list(loc[:-1]) == above}
        if finding["type"] == "extra_forbidden" and (near := get_close_matches(str(name), beside, n=1)):
            pairs[finding["loc"]] = beside[near[0]]
    return pairs


_READ_PAST = ("extra_forbidden", "literal_error")


def _words(finding: Any) -> list[str]:
    """The words that a closed list holds."""
    return re.findall(r"'([^']*)'", finding["ctx"]["expected"])


def _problem(model: type[BaseModel], root: Node, finding: Any) -> Problem:
    is_key = finding["type"] == "extra_forbidden" or finding["loc"][-1:] == ("[key]",)
    path = [step for step in finding["loc"] if step != "[key]"]
    place = locate(root, path, key=is_key)
    name = path[-1] if path else ""
    seen = at(root, [str(step) for step in path])
    what = kind(seen) if seen is not None else "missing"
    match finding["type"]:
        case "extra_forbidden":
            known = sorted(_keys(model, path[:-1]))
            return Problem(place, "unknown-key", f"There is no key “{name}” here.", f"one of {', '.join(known)}", did_you_mean(str(name), known))
        case "missing":
            above = " here" if len(path) == 1 else f" in “{path[-2]}”"
            return Problem(place, "missing-key", f"The key “{name}” is missing{above}.", f"a line “{name}: …”")
        case "string_pattern_mismatch":
            expected = "lower-case letters, digits and " + ("hyphens" if "-]" in finding["ctx"]["pattern"] else "underscores")
            return Problem(place, "bad-id", f"“{name if is_key else finding['input']}” cannot be an id.", f"{expected}, beginning with a letter")
        case "literal_error":
            words = _words(finding)
            return Problem(place, "wrong-value", f"“{name}” is {what}.", f"one of {', '.join(words)}", did_you_mean(str(finding["input"]), words))
        case "value_error":
            return Problem(place, "wrong-value", f"“{name}” is {what}.", str(finding["ctx"]["error"]))
        case other:
            return Problem(place, "wrong-type", f"“{name}” is {what}.", _EXPECTED.get(other, finding["msg"]))


_EXPECTED = {
    "string_type": "text",
    "string_too_short": "some text",
    "too_short": "some text",
    "dict_type": "a mapping: indented lines of the form `key: value`",
    "model_type": "a mapping: indented lines of the form `key: value`",
    "tuple_type": "a list: lines that begin with “- ”",
    "list_type": "a list: lines that begin with “- ”",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}


def _keys(model: type[BaseModel], path: Sequence[str | int]) -> set[str]:
    """The keys that the model knows at `path`."""
    found: Any = model
    for step in path:
        inner = next(iter(_models(found)), None)
        if inner is None:
            return set()
        field = inner.model_fields.get(str(step)) if inner is found else None
        found = field.annotation if field else inner
    return {field.alias or name for inner in _models(found) for name, field in inner.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models named in an annotation such as `dict[str, Party] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def mapping(node: Node | None) -> Mapping:
    """The node if it is a mapping, else an empty one at its place."""
    if isinstance(node, Mapping):
        return node
    return Mapping({}, {}, node.position if node is not None else Position(""))


class Entries(Model, Generic[M]):
    """A file of entries by id; `Entries[Law]` is the model of a file of laws."""

    entries: dict[SectionId, M]


def checked_entries(root: Path, file: str, model: type[Entries[M]], problems: list[Problem] | None = None) -> tuple[dict[str, M], dict[str, Position]]:
    """The entries of a file with the position of each, as `checked` reads them; none if the repository has no such file."""
    path = root / file
    if not path.exists():
        return {}, {}
    node = parse(files.read_text(root, path), file)
    return checked(model, Mapping({"entries": node}, {"entries": node.position}, node.position), problems).entries, node.keys

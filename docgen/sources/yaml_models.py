"""YAML checked against a pydantic model; pydantic's errors become Problems with positions, in a drafter's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import partial, reduce
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError, WithJsonSchema

from docgen.document import values
from docgen.document.message_words import capital
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.sources import files
from docgen.sources.yaml_tree import Mapping, Node, at, kind, locate, parse, plain

_RECOVERABLE = ("extra_forbidden", "literal_error", "value_error", "missing", "bool_parsing", "bool_type")
_STAND_INS = {"status": "draft", "partnership": {"name": "?"}, "until": "2000"}
"""What stands in for a key that is missing, if not "?", so that the rest of the file can be read."""


class Model(BaseModel):
    """A mapping with a closed set of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1)]
"""Text on one line, with single spaces."""
Title = Annotated[str, BeforeValidator(_one_line)]
"""The same, or nothing."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Anchor = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
"""The name of a block in a clause."""
SectionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


def _parsed(parse: Any, expected: str, text: Any) -> Any:
    try:
        return parse(text)
    except (ValueError, TypeError):
        raise ValueError(expected) from None


Date = Annotated[
    values.Date,
    BeforeValidator(partial(_parsed, values.date, values.DATE_EXPECTED)),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}),
]
Duration = Annotated[
    values.Duration, BeforeValidator(partial(_parsed, values.duration, "a number and a unit, such as 1 year or 6 months")), WithJsonSchema({"type": "string"})
]

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], node: Node, problems: list[Problem] | None = None) -> M:
    """The model that the node holds. Raises DocgenError with every unknown key, missing key and wrong value.

    With `problems`, what can be passed over is added there, so that the same run can report what else is wrong: unknown and missing
    keys, dates and periods that cannot be read, and words outside a closed list. The model then has stand-ins and must not be shown.
    """
    data = plain(node)
    try:
        return model.model_validate(data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
    misspelt = _misspelt(errors)
    errors = [error for error in errors if error["loc"] not in misspelt.values()]
    found = [_problem(model, node, error) for error in errors]
    if problems is None or any(error["type"] not in _RECOVERABLE for error in errors):
        raise DocgenError(found)
    for error in errors:
        *above, name = error["loc"]
        parent = reduce(lambda value, step: value[step], above, data)
        if error["type"] == "extra_forbidden":
            value = parent.pop(name)
            parent.update({misspelt[error["loc"]][-1]: value} if error["loc"] in misspelt else {})
        else:
            parent[name] = _stand_in(error)
    try:
        valid = model.model_validate(data)
    except ValidationError:
        raise DocgenError(found) from None
    problems.extend(found)
    return valid


def _stand_in(error: Any) -> Any:
    """A right value in the place of a wrong or missing one."""
    match error["type"]:
        case "literal_error":
            return _choices(error)[0]
        case "value_error":
            return "2000" if str(error["ctx"]["error"]) == values.DATE_EXPECTED else "1 year"
        case "missing":
            return _STAND_INS.get(str(error["loc"][-1]), "?")
    return False


def _misspelt(errors: Sequence[Any]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """For each unknown key that is close to a missing key of the same mapping, the path of the missing key: one slip is reported once."""
    missing = [error["loc"] for error in errors if error["type"] == "missing"]
    pairs = {}
    for error in errors:
        *above, name = error["loc"]
        candidates = {str(loc[-1]): loc for loc in missing if list(loc[:-1]) == above}
        if error["type"] == "extra_forbidden" and (near := get_close_matches(str(name), candidates, n=1)):
            pairs[error["loc"]] = candidates[near[0]]
    return pairs


def _choices(error: Any) -> list[str]:
    """The words of a closed list."""
    return re.findall(r"'([^']*)'", error["ctx"]["expected"])


def _problem(model: type[BaseModel], root: Node, error: Any) -> Problem:
    is_key = error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
    path = [step for step in error["loc"] if step != "[key]"]
    place = locate(root, path, key=is_key)
    name = path[-1] if path else ""
    node = at(root, [str(step) for step in path])
    what = kind(node) if node is not None else "missing"
    match error["type"]:
        case "extra_forbidden":
            known = sorted(keys(model, path[:-1]))
            return Problem(place, "unknown-key", f"There is no key “{name}” here.", f"one of {', '.join(known)}", did_you_mean(str(name), known))
        case "missing":
            above = " here" if len(path) == 1 else f" in {_named(path[:-1])}"
            return Problem(place, "missing-key", f"The key “{name}” is missing{above}.", f"a line “{name}: …”")
        case "string_pattern_mismatch":
            expected = "lower-case letters, digits and " + ("hyphens" if "-]" in error["ctx"]["pattern"] else "underscores")
            return Problem(place, "bad-id", f"“{name if is_key else error['input']}” cannot be an id.", f"{expected}, beginning with a letter")
        case "literal_error":
            words = _choices(error)
            return Problem(place, "wrong-value", f"“{name}” is {what}.", f"one of {', '.join(words)}", did_you_mean(str(error["input"]), words))
        case "value_error":
            return Problem(place, "wrong-value", f"“{name}” is {what}.", str(error["ctx"]["error"]))
        case other:
            seen = f"{_named(path)} is {what}."
            return Problem(place, "wrong-type", capital(seen), _EXPECTED.get(other, error["msg"]))


def _named(path: Sequence[str | int]) -> str:
    """'“council”', or 'item 2 of “signatories”' for an item of a list."""
    if len(path) > 1 and isinstance(path[-1], int):
        return f"item {path[-1] + 1} of “{path[-2]}”"
    return f"“{path[-1] if path else ''}”"


_EXPECTED = {
    "string_type": "text",
    **dict.fromkeys(("string_too_short", "too_short"), "some text"),
    **dict.fromkeys(("dict_type", "model_type"), "a mapping: indented lines of the form `key: value`"),
    **dict.fromkeys(("tuple_type", "list_type"), "a list: lines that begin with “- ”"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "true or false"),
}


def keys(model: type[BaseModel], path: Sequence[str | int]) -> set[str]:
    """The keys that the model allows at `path`."""
    annotation: Any = model
    for step in path:
        inner = next(iter(_models(annotation)), None)
        if inner is None:
            return set()
        field = inner.model_fields.get(str(step)) if inner is annotation else None
        annotation = field.annotation if field else inner
    return {field.alias or name for inner in _models(annotation) for name, field in inner.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models named in an annotation such as `dict[str, Party] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def mapping(node: Node | None) -> Mapping:
    """The node if it is a mapping, else an empty mapping at its position."""
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

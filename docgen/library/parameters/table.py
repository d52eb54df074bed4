"""A sequence of mappings with the keys that the clause names as `columns`."""

from __future__ import annotations

from typing import Any

from docgen.document.problems import DocgenError, Problem, did_you_mean
from docgen.document.values import Rows
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import wrong
from docgen.sources.yaml_tree import Mapping, Node, Scalar, Sequence, kind


def parse(node: Node, parameter: Parameter, facts: Facts) -> Rows:
    columns = tuple(parameter.columns.items())
    keys = ", ".join(key for key, _ in columns)
    if not isinstance(node, Sequence) or not node.items:
        raise wrong(node, parameter, f"a list of rows, each with the keys {keys}")
    problems: list[Problem] = []
    rows = []
    for item in node.items:
        if not isinstance(item, Mapping):
            problems.append(Problem(item.position, "wrong-type", f"This row is {kind(item)}.", f"a mapping with the keys {keys}"))
            continue
        problems.extend(
            Problem(place, "unknown-key", f"There is no column “{key}”.", f"the keys {keys}", did_you_mean(key, parameter.columns))
            for key, place in item.keys.items()
            if key not in parameter.columns
        )
        rows.append({key: _cell(item.entries.get(key), problems) for key, _ in columns})
    if problems:
        raise DocgenError(problems)
    return Rows(columns, tuple(rows))


def _cell(node: Node | None, problems: list[Problem]) -> str:
    if node is None or (isinstance(node, Scalar) and node.text is None):
        return ""
    if isinstance(node, Scalar) and node.text:
        return " ".join(node.text.split())
    problems.append(Problem(node.position, "wrong-type", f"This cell is {kind(node)}.", "text"))
    return ""


def schema(parameter: Parameter) -> dict[str, Any]:
    cell = {"type": ["string", "number", "boolean", "null"]}
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {key: {**cell, "description": heading} for key, heading in parameter.columns.items()},
            "additionalProperties": False,
        },
    }

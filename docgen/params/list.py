"""A sequence; `of` names the type of its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.params._reading import Facts, wrong
from docgen.problems import DocgenError, Problem
from docgen.registry import entry
from docgen.yamlpos import Node, Sequence

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> tuple[Any, ...]:
    if not isinstance(node, Sequence) or not node.items:
        raise wrong(node, parameter, f"a list of {parameter.of}, each on a line that begins with “- ”")
    module, problems, items = entry("params", parameter.of), list[Problem](), []
    for item in node.items:
        try:
            items.append(module.parse(item, parameter, facts))
        except DocgenError as error:
            problems.extend(error.problems)
    if problems:
        raise DocgenError(problems)
    return tuple(items)


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "array", "items": entry("params", parameter.of).schema(parameter), "minItems": 1}

"""A sequence; `of` names the type of its items."""

from __future__ import annotations

from typing import Any

from docgen.document.problems import DocgenError, Problem, collecting
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import wrong
from docgen.sources.registry import entry
from docgen.sources.yaml_tree import Node, Sequence


def parse(node: Node, parameter: Parameter, facts: Facts) -> tuple[Any, ...]:
    if not isinstance(node, Sequence) or not node.items:
        raise wrong(node, parameter, f"a list of {parameter.of}, each on a line that begins with “- ”")
    module, problems, items = entry("library.parameters", parameter.of), list[Problem](), []
    for item in node.items:
        with collecting(problems):
            items.append(module.parse(item, parameter, facts))
    if problems:
        raise DocgenError(problems)
    return tuple(items)


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "array", "items": entry("library.parameters", parameter.of).schema(parameter), "minItems": 1}

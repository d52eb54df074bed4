"""The id of a section, figure or table, shown as a cross-reference to it."""

from __future__ import annotations

from typing import Any

from docgen.document.values import Target
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import line
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> Target:
    return Target(line(node, parameter, "the id of a section").removeprefix("#"), node.position)


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

"""Text of any kind, shown as it is typed."""

from __future__ import annotations

from typing import Any

from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import line
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> str:
    return " ".join(line(node, parameter, "text").split())


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "number", "boolean"]}

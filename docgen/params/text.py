"""Text of any kind, shown as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.params._reading import Facts, line
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> str:
    return " ".join(line(node, parameter, "text").split())


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "number", "boolean"]}

"""The id of a section, figure or table, shown as a cross-reference to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.params._reading import Facts, line
from docgen.values import Target
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> Target:
    return Target(line(node, parameter, "the id of a section").removeprefix("#"), node.position)


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

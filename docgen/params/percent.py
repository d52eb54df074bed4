"""A percentage: `12` or `12.5`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen import values
from docgen.params._reading import Facts, read
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Percent:
    return read(node, parameter, values.percent, "a percentage such as 12 or 12.5")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "number"]}

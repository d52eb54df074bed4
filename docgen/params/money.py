"""An amount: `68500`, `£68,500` or `EUR 1200.50`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen import values
from docgen.params._reading import Facts, read
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Money:
    return read(node, parameter, values.money, "an amount such as £68,500 or EUR 1200.50")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "number"]}

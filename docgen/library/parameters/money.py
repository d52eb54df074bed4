"""An amount: `68500`, `£68,500` or `EUR 1200.50`."""

from __future__ import annotations

from typing import Any

from docgen.document import values
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import read
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Money:
    return read(node, parameter, values.money, "an amount such as £68,500 or EUR 1200.50")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "number"]}

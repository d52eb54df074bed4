"""A number and a unit of time: `15 working days`, `6 months`, `1 year`."""

from __future__ import annotations

from typing import Any

from docgen.document import values
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import read
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Duration:
    return read(node, parameter, values.duration, "a number and a unit, such as 15 working days, 6 months or 1 year")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string", "pattern": rf"^(\d{{1,6}}|an?|one) ({'|'.join(values.UNITS)})s?$"}

"""A percentage: `12` or `12.5`."""

from __future__ import annotations

from typing import Any

from docgen.document import values
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import read
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Percent:
    return read(node, parameter, values.percent, "a percentage such as 12 or 12.5")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "number"]}

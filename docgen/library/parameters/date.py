"""A day, month or year: `2019-09-30`, `2019-09` or `2019`."""

from __future__ import annotations

from typing import Any

from docgen.document import values
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import read
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Date:
    return read(node, parameter, values.date, values.DATE_EXPECTED)


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}

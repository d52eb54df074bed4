"""A day, month or year: `2019-09-30`, `2019-09` or `2019`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen import values
from docgen.params._reading import Facts, read
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> values.Date:
    return read(node, parameter, values.date, "a date such as 2019-09-30, 2019-09 or 2019")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}

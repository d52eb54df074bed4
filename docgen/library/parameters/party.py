"""The id of a party of the partnership file."""

from __future__ import annotations

from typing import Any

from docgen.clausetext.named_facts import Named
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import named
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> Named:
    return named(node, parameter, facts.parties, "party")


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

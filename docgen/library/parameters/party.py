"""The id of a party of the partnership file."""

from __future__ import annotations

from typing import Any

from docgen.clausetext.facts import Named
from docgen.document.problems import did_you_mean
from docgen.library.parameter import Facts, Parameter
from docgen.library.parameters._reading import line, wrong
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> Named:
    name = line(node, parameter, "the id of a party")
    if name not in facts.parties.entries:
        raise wrong(node, parameter, "the id of a party of this partnership", did_you_mean(name, facts.parties.entries))
    found: Named = facts.parties[name]
    return found


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

"""The id of a party of the partnership file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.facts import Named
from docgen.params._reading import Facts, line, wrong
from docgen.problems import did_you_mean
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> Named:
    name = line(node, parameter, "the id of a party")
    if name not in facts.parties.entries:
        raise wrong(node, parameter, "the id of a party of this partnership", did_you_mean(name, facts.parties.entries))
    found: Named = facts.parties[name]
    return found


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

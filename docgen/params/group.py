"""The id of a group of the partnership file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.facts import Named
from docgen.params._reading import Facts, line, wrong
from docgen.problems import did_you_mean
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> Named:
    name = line(node, parameter, "the id of a group")
    if name not in facts.groups.entries:
        raise wrong(node, parameter, "the id of a group of this partnership", did_you_mean(name, facts.groups.entries))
    found: Named = facts.groups[name]
    return found


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

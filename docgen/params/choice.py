"""One of the `options` that the clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.params._reading import Facts, line, wrong
from docgen.problems import did_you_mean
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> str:
    expected = "one of " + ", ".join(parameter.options)
    text = line(node, parameter, expected)
    if text not in parameter.options:
        raise wrong(node, parameter, expected, did_you_mean(text, parameter.options))
    return text


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"enum": list(parameter.options)}

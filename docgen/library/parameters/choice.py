"""One of the `options` that the clause names."""

from __future__ import annotations

from typing import Any

from docgen.document.problems import did_you_mean
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import line, wrong
from docgen.sources.yaml_tree import Node


def parse(node: Node, parameter: Parameter, facts: Facts) -> str:
    expected = "one of " + ", ".join(parameter.options)
    text = line(node, parameter, expected)
    if text not in parameter.options:
        raise wrong(node, parameter, expected, did_you_mean(text, parameter.options))
    return text


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"enum": list(parameter.options)}

"""`true` or `false`, to include words or leave them out."""

from __future__ import annotations

from typing import Any

from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import line, wrong
from docgen.sources.yaml_tree import Node

_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def parse(node: Node, parameter: Parameter, facts: Facts) -> bool:
    word = line(node, parameter, "true or false").lower()
    if word not in _WORDS:
        raise wrong(node, parameter, "true or false")
    return _WORDS[word]


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "boolean"}

"""`true` or `false`, to choose whether words are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.params._reading import Facts, line, wrong
from docgen.yamlpos import Node

if TYPE_CHECKING:
    from docgen.clauses import Parameter


_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def parse(node: Node, parameter: Parameter, facts: Facts) -> bool:
    word = line(node, parameter, "true or false").lower()
    if word not in _WORDS:
        raise wrong(node, parameter, "true or false")
    return _WORDS[word]


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "boolean"}

"""A whole number: `15`."""

from __future__ import annotations

from typing import Any

from docgen.document.values import Whole
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import read
from docgen.sources.yaml_tree import Node

LARGEST = 10**12


def parse(node: Node, parameter: Parameter, facts: Facts) -> Whole:
    return read(node, parameter, _whole, "a whole number such as 15")


def _whole(text: str) -> Whole:
    if not text.removeprefix("-").isdecimal() or not text.isascii() or len(text) > 13 or abs(int(text)) > LARGEST:
        raise ValueError(text)
    return Whole(text)


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "integer"}

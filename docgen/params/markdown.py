"""Markdown, one paragraph or many, which may hold fields and logic itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.params._reading import Facts, line
from docgen.readers.markdown import read_scalar
from docgen.values import Markdown
from docgen.yamlpos import Node, Scalar

if TYPE_CHECKING:
    from docgen.clauses import Parameter


def parse(node: Node, parameter: Parameter, facts: Facts) -> Markdown:
    text = line(node, parameter, "Markdown text")
    return Markdown(read_scalar(node if isinstance(node, Scalar) else Scalar(text, node.position)))


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

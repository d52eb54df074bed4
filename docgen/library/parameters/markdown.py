"""Markdown of one or more paragraphs, which may hold fields and logic of its own."""

from __future__ import annotations

from typing import Any

from docgen.clausetext.clause_reader import read_scalar
from docgen.document.values import Markdown
from docgen.library.parameter_model import Facts, Parameter
from docgen.library.parameters._read_text import line
from docgen.sources.yaml_tree import Node, Scalar


def parse(node: Node, parameter: Parameter, facts: Facts) -> Markdown:
    text = line(node, parameter, "Markdown text")
    return Markdown(read_scalar(node if isinstance(node, Scalar) else Scalar(text, node.position)))


def schema(parameter: Parameter) -> dict[str, Any]:
    return {"type": "string"}

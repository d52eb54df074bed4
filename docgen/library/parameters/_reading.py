"""What the parameter types share: reading a line of text, and saying what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from docgen.document.problems import DocgenError, Problem
from docgen.library.parameter import Parameter
from docgen.sources.yaml_tree import Node, Scalar, kind

T = TypeVar("T")


def wrong(node: Node, parameter: Parameter, expected: str, advice: str = "") -> DocgenError:
    return DocgenError([Problem(node.position, "wrong-type", f"“{parameter.name}” is {kind(node)}.", expected, advice)])


def line(node: Node, parameter: Parameter, expected: str) -> str:
    """The text of a scalar; DocgenError for anything else and for nothing."""
    if not isinstance(node, Scalar) or not node.text:
        raise wrong(node, parameter, expected)
    return node.text


def read(node: Node, parameter: Parameter, reader: Callable[[str], T], expected: str) -> T:
    """`reader` of the text; its ValueError is what the drafter must mend."""
    text = line(node, parameter, expected)
    try:
        return reader(text.strip())
    except ValueError:
        raise wrong(node, parameter, expected) from None

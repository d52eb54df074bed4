"""What the parameter types share: reading a line of text, and saying what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from docgen.facts import Names
from docgen.frozen import dataclass
from docgen.problems import DocgenError, Problem
from docgen.yamlpos import Node, Scalar, kind

if TYPE_CHECKING:
    from docgen.clauses import Parameter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a value may name: the parties and groups of the partnership file."""

    parties: Names
    groups: Names


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

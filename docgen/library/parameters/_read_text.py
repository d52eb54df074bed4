"""What the parameter types share: reading a line of text, and the error for a wrong value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from docgen.clausetext.named_facts import Named, Names
from docgen.document.problems import DocgenError, Problem, did_you_mean
from docgen.library.parameter_model import Parameter
from docgen.sources.yaml_tree import Node, Scalar, kind

T = TypeVar("T")


def wrong(node: Node, parameter: Parameter, expected: str, advice: str = "") -> DocgenError:
    return DocgenError([Problem(node.position, "wrong-type", f"“{parameter.name}” is {kind(node)}.", expected, advice)])


def line(node: Node, parameter: Parameter, expected: str) -> str:
    """The text of a scalar. Raises DocgenError for any other node and for empty text."""
    if not isinstance(node, Scalar) or not node.text:
        raise wrong(node, parameter, expected)
    return node.text


def read(node: Node, parameter: Parameter, reader: Callable[[str], T], expected: str) -> T:
    """The text as `reader` reads it. Raises DocgenError where that raises ValueError."""
    text = line(node, parameter, expected)
    try:
        return reader(text.strip())
    except ValueError:
        raise wrong(node, parameter, expected) from None


def named(node: Node, parameter: Parameter, names: Names, kind: str) -> Named:
    """The party or group that an id names; `kind` says which of them the names are."""
    id = line(node, parameter, f"the id of a {kind}")
    if id not in names.entries:
        raise wrong(node, parameter, f"the id of a {kind} of this partnership", did_you_mean(id, names.entries))
    found: Named = names[id]
    return found

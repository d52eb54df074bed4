"""Filling in what stands within a line, one function for each kind of node. Text and breaks need none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docgen.bind_logic import chosen, repeated
from docgen.template import For, If, Jump, Output
from docgen.tree import Emphasis, Field, Link, Note, Reference, Strong, plain

if TYPE_CHECKING:
    from docgen.bind import Binding

Scope = Mapping[str, Any]
Nodes = tuple[Any, ...]


def name_of(nodes: Nodes) -> str:
    """The id that inlines spell; a reference among them gives its target. Ids in text have hyphens, ids of facts underscores."""
    parts = []
    for node in nodes:
        if isinstance(node, Reference):
            parts.append(node.target)
        else:
            parts.append(name_of(node.inlines) if isinstance(node, Field) else plain((node,)))
    return "".join(parts).replace("_", "-")


def _wrapped(binding: Binding, node: Any, scope: Scope) -> Nodes:
    children = binding.inlines(node.inlines, scope)
    if children is node.inlines:
        return (node,)
    return (replace(node, inlines=children),) if children else ()


def _note(binding: Binding, node: Note, scope: Scope) -> Nodes:
    blocks = binding.blocks(node.blocks, scope)
    if blocks is node.blocks:
        return (node,)
    return (Note(blocks),) if blocks else ()


def _output(binding: Binding, node: Output, scope: Scope) -> Nodes:
    value = binding.value(node.expression, scope)
    if value is None:
        return ()
    made = binding.shown(node.expression, value)
    return (Field(node.expression.source, made),) if made else ()


def _jump(binding: Binding, node: Jump, scope: Scope) -> Nodes:
    target = name_of(binding.inlines(node.target, scope))
    return (Reference(target, binding.inlines(node.inlines, scope), position=node.position),)


def _if(binding: Binding, node: If, scope: Scope) -> Nodes:
    return chosen(binding, node, scope, binding.inlines)


def _for(binding: Binding, node: For, scope: Scope) -> Nodes:
    return repeated(binding, node, scope, binding.inlines)


INLINES: dict[type, Callable[[Binding, Any, Scope], Nodes]] = {
    Strong: _wrapped,
    Emphasis: _wrapped,
    Link: _wrapped,
    Note: _note,
    Output: _output,
    Jump: _jump,
    If: _if,
    For: _for,
}

"""Fills in inlines, with one function for each kind of node. Text and breaks need none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docgen.clausetext.template import For, If, Jump, Output
from docgen.composition.bind_logic import always, chosen, repeated
from docgen.composition.binding import Binding, Fill, Nodes, Scope
from docgen.document.spacing import spaced
from docgen.document.tree import Emphasis, Field, Foreign, Link, Note, Reference, Strong, Text, plain


def line(nodes: Nodes) -> Fill | None:
    """Fills in a whole paragraph, title, caption or cell, and removes the spaces that conditions leave behind."""
    inner = inlines(nodes)
    if inner is None:
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        outer, binding.loose = binding.loose, False
        made = inner(binding, scope)
        loose, binding.loose = binding.loose, outer
        return spaced(made) if loose else made

    return fill


def inlines(nodes: Nodes) -> Fill | None:
    """Fills in part of a line."""
    parts = [(node, _KINDS[type(node)](node) if type(node) in _KINDS else None) for node in nodes]
    if not any(own for _, own in parts):
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        out: list[Any] = []
        for node, own in parts:
            if own is None:
                out.append(node)
                continue
            made = own(binding, scope)
            out += made
            if len(made) != 1 or type(made[0]) is Text:
                binding.loose = True
        return tuple(out)

    return fill


def name_of(nodes: Nodes) -> str:
    """The id that the inlines spell out; a reference stands for its target. Ids in text have hyphens, ids of facts have underscores."""
    parts = []
    for node in nodes:
        if isinstance(node, Reference):
            parts.append(node.target)
        else:
            parts.append(name_of(node.inlines) if isinstance(node, Field) else plain((node,)))
    return "".join(parts).replace("_", "-")


def _wrapped(node: Any) -> Fill | None:
    inner = inlines(node.inlines)
    if inner is None:
        return None

    def fill(binding: Binding, scope: Scope) -> Nodes:
        children = inner(binding, scope)
        return (replace(node, inlines=children),) if children else ()

    return fill


def _note(node: Note) -> Fill:
    def fill(binding: Binding, scope: Scope) -> Nodes:
        made = binding.blocks(node.blocks, scope)
        return (Note(made),) if made else ()

    return fill


def _output(node: Output) -> Fill:
    expression, name = node.expression, node.expression.source

    def fill(binding: Binding, scope: Scope) -> Nodes:
        value = binding.value(expression, scope)
        if value is None:
            return ()
        made = binding.shown(expression, value)
        return (Field(name, made),) if made else ()

    return fill


def _jump(node: Jump) -> Fill:
    target, words, position = always(node.target, inlines), always(node.inlines, inlines), node.position

    def fill(binding: Binding, scope: Scope) -> Nodes:
        name = name_of(target(binding, scope))
        return (Reference(name, words(binding, scope), position=position),)

    return fill


_KINDS: dict[type, Callable[[Any], Fill | None]] = {
    Strong: _wrapped,
    Emphasis: _wrapped,
    Foreign: _wrapped,
    Link: _wrapped,
    Note: _note,
    Output: _output,
    Jump: _jump,
    If: lambda node: chosen(node, inlines),
    For: lambda node: repeated(node, inlines),
}

"""Conditions and loops, which may hold inlines, blocks or rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docgen.clausetext.sandbox import Absent
from docgen.clausetext.template import For, If
from docgen.composition.binding import Binding, Fill, Nodes, Plan, Scope
from docgen.document.problems import DocgenError
from docgen.document.tree import Signatures


def always(nodes: Nodes, plan: Plan) -> Fill:
    """A function that fills the nodes in as `plan` says, or reitems them unchanged."""
    return plan(nodes) or (lambda binding, scope: nodes)


def chosen(node: If, plan: Plan) -> Fill:
    """Fills in the branch whose condition is true; nothing if a condition cannot be evaluated."""
    branches = [(condition, always(children, plan)) for condition, children in node.branches]

    def fill(binding: Binding, scope: Scope) -> Nodes:
        for condition, children in branches:
            binding.read |= condition.names if condition else frozenset()
            try:
                if condition is None or condition.value(scope):
                    return children(binding, scope)
            except DocgenError as error:
                binding.problems.extend(error.problems)
                return ()
        return ()

    return fill


def repeated(node: For, plan: Plan) -> Fill:
    """Fills in the children for each item, or the `else` part if there are no items."""
    children, otherwise = always(node.children, plan), always(node.otherwise, plan)

    def fill(binding: Binding, scope: Scope) -> Nodes:
        items = _items(binding, node, scope)
        if items is None:
            return ()
        length = len(items)
        out: list[Any] = []
        for index, item in enumerate(items, 1):
            variables = _variables(binding, node, item)
            if variables is None:
                return ()
            loop = {"index": index, "first": index == 1, "before_last": index == length - 1, "last": index == length, "length": length}
            made = children(binding, {**scope, **variables, "loop": loop})
            binding.step(node.over, len(made))
            out += made
        return tuple(out) if items else otherwise(binding, scope)

    return fill


def _items(binding: Binding, node: For, scope: Scope) -> list[Any] | None:
    """The items of the loop; None, with the problem noted, if the value cannot be looped over."""
    value = binding.value(node.over, scope)
    if value is None:
        return None
    if isinstance(value, Absent):
        return []
    if isinstance(value, Signatures):
        return list(value.signatories)
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        binding.wrong(node.over, "bad-loop", f"“{node.over.source}” cannot be looped over.", "a list, a table, or parties, groups or terms")
        return None
    return list(value)


def _variables(binding: Binding, node: For, item: Any) -> dict[str, Any] | None:
    if len(node.names) == 1:
        return {node.names[0]: item}
    if isinstance(item, tuple) and len(item) == len(node.names):
        return dict(zip(node.names, item, strict=True))
    binding.wrong(node.over, "bad-loop", f"“{node.over.source}” gives no pairs for {' and '.join(node.names)}.", "a mapping with the filter `items`")
    return None

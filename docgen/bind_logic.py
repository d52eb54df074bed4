"""Conditions and loops, which stand among inlines, blocks and rows alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docgen.problems import DocgenError
from docgen.sandbox import Absent
from docgen.template import For, If
from docgen.tree import Signatures

if TYPE_CHECKING:
    from docgen.bind import Binding

Scope = Mapping[str, Any]
Nodes = tuple[Any, ...]


def chosen(binding: Binding, node: If, scope: Scope, bind: Callable[[Nodes, Scope], Nodes]) -> Nodes:
    """The branch whose condition holds, filled in by `bind`; none after a condition that cannot be worked out."""
    for condition, children in node.branches:
        try:
            if condition is None or condition.value(scope):
                return bind(children, scope)
        except DocgenError as error:
            binding.problems.extend(error.problems)
            return ()
    return ()


def repeated(binding: Binding, node: For, scope: Scope, bind: Callable[[Nodes, Scope], Nodes]) -> Nodes:
    """The children filled in for each item, or what stands under `else` if there is none."""
    value = binding.value(node.over, scope)
    if value is None:
        return ()
    if isinstance(value, Absent):
        value = ()
    elif isinstance(value, Signatures):
        value = value.signatories
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        binding.wrong(node.over, "bad-loop", f"“{node.over.source}” is nothing to loop over.", "a list, a table, or parties, groups or terms")
        return ()
    turns = list(value)
    out: list[Any] = []
    for index, item in enumerate(turns):
        variables = _variables(binding, node, item)
        if variables is None:
            return ()
        loop = {"index": index + 1, "first": index == 0, "last": index == len(turns) - 1, "length": len(turns)}
        made = bind(node.children, {**scope, **variables, "loop": loop})
        binding.step(node.over, len(made))
        out.extend(made)
    return tuple(out) if turns else bind(node.otherwise, scope)


def _variables(binding: Binding, node: For, item: Any) -> dict[str, Any] | None:
    if len(node.names) == 1:
        return {node.names[0]: item}
    if isinstance(item, tuple) and len(item) == len(node.names):
        return dict(zip(node.names, item, strict=True))
    binding.wrong(node.over, "bad-loop", f"“{node.over.source}” gives no pairs for {' and '.join(node.names)}.", "a mapping with the filter `items`")
    return None

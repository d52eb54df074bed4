"""Puts a partnership's override into the text of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.clausetext.clause_reader import read_scalar
from docgen.clausetext.expressions import undefined
from docgen.clausetext.template import Anchored, For, If, expressions
from docgen.document.problems import DocgenError, Problem, did_you_mean
from docgen.library.clauses import GLOBALS, Clause
from docgen.sources import yaml_tree
from docgen.sources.yaml_models import mapping

Nodes = tuple[Any, ...]


def with_override(clause: Clause, source: yaml_tree.Mapping) -> Nodes:
    """The blocks of a clause with the override in the section `source`. Raises DocgenError with every problem in the override."""
    override = source.entries.get("override")
    if not isinstance(override, yaml_tree.Mapping):
        return clause.blocks
    text, paragraphs = override.entries.get("text"), mapping(override.entries.get("paragraphs"))
    place = source.keys["override"]
    if text is not None and paragraphs.entries:
        raise DocgenError([Problem(place, "override-text", "This override gives both “text” and “paragraphs”.", "one of the two")])
    if isinstance(text, yaml_tree.Scalar):
        return _read(text, clause)
    if not paragraphs.entries:
        expected = "a line “text: |” with the whole text below it, or “paragraphs:” with lines “anchor: |”"
        raise DocgenError([Problem(place, "override-text", "This override gives no text.", expected)])
    return _put_in(clause, paragraphs)


def _put_in(clause: Clause, paragraphs: yaml_tree.Mapping) -> Nodes:
    known = anchors(clause.blocks)
    problems: list[Problem] = []
    texts: dict[str, Nodes] = {}
    for name, node in paragraphs.entries.items():
        try:
            texts[name] = _read(node, clause) if isinstance(node, yaml_tree.Scalar) else ()
        except DocgenError as error:
            problems += error.problems
        if name not in known:
            expected = f"one of {', '.join(known)}" if known else "“text: |” with the whole text: no block of this clause has an anchor"
            seen = f"The clause “{clause.name}” has no anchor “{name}”."
            problems.append(Problem(paragraphs.keys[name], "unknown-anchor", seen, expected, did_you_mean(name, known)))
    if problems:
        raise DocgenError(problems)
    return tuple(_with(clause.blocks, texts))


def _with(blocks: Nodes, texts: dict[str, Nodes]) -> Iterator[Any]:
    for node in blocks:
        if isinstance(node, Anchored) and node.id in texts:
            yield from texts[node.id]
        elif isinstance(node, If):
            yield If(tuple((condition, tuple(_with(children, texts))) for condition, children in node.branches))
        elif isinstance(node, For):
            yield For(node.names, node.over, tuple(_with(node.children, texts)), tuple(_with(node.otherwise, texts)))
        else:
            yield node


def anchors(blocks: Nodes) -> dict[str, str]:
    """The anchors in the text of a clause, each with the text of its block."""
    found: dict[str, str] = {}
    for node in blocks:
        if isinstance(node, Anchored):
            found[node.id] = node.text
        elif isinstance(node, If):
            found |= {name: text for _, children in node.branches for name, text in anchors(children).items()}
        elif isinstance(node, For):
            found |= anchors(node.children) | anchors(node.otherwise)
    return found


def _read(node: yaml_tree.Scalar, clause: Clause) -> Nodes:
    blocks = read_scalar(node)
    if undefined_names := list(undefined(expressions(blocks), GLOBALS | clause.parameters.keys())):
        raise DocgenError(undefined_names)
    return blocks

"""A flat run of nodes and logic tags turned into nodes with `If` and `For` among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.clausetext.jinja_tags import Tag
from docgen.clausetext.template import For, If
from docgen.document.problems import Problem

DEEPEST = 30
"""The deepest nesting of logic that a person could follow."""


def nested(flat: Sequence[Any], problems: list[Problem]) -> tuple[Any, ...]:
    """The nodes of `flat`, with each balanced run of tags made one node. Adds a Problem to `problems` for each unbalanced tag."""
    if not any(isinstance(node, Tag) for node in flat):
        return tuple(flat)
    if too_deep := _too_deep(flat):
        seen = f"This “{too_deep.word}” is nested in {DEEPEST} others."
        problems.append(Problem(too_deep.position, "too-deep", seen, "conditions and loops that a reader can follow"))
        return ()
    children, at, stop = _run(flat, 0, problems)
    while stop is not None:
        opening = "for" if stop.word == "endfor" else "if"
        expected = f"both in the same paragraph, or both on lines of their own, after “{opening}”"
        problems.append(Problem(stop.position, "unbalanced", f"This “{stop.word}” has no “{opening}” before it.", expected))
        more, at, stop = _run(flat, at + 1, problems)
        children += more
    return children


def _too_deep(flat: Sequence[Any]) -> Tag | None:
    """The first tag that is nested too deeply, or None."""
    depth = 0
    for node in flat:
        if isinstance(node, Tag):
            depth += node.step
            if depth > DEEPEST:
                return node
    return None


def _run(flat: Sequence[Any], at: int, problems: list[Problem]) -> tuple[tuple[Any, ...], int, Tag | None]:
    """The nodes from `at` up to the tag that ends their run, the index of that tag, and the tag, or None at the end of `flat`."""
    children: list[Any] = []
    while at < len(flat):
        node = flat[at]
        if not isinstance(node, Tag):
            children.append(node)
            at += 1
        elif node.word == "if":
            condition, at = _if(flat, at, problems)
            children.append(condition)
        elif node.word == "for":
            loop, at = _for(flat, at, problems)
            children.append(loop)
        elif node.word == "broken":
            at += 1
        else:
            return tuple(children), at, node
    return tuple(children), at, None


def _if(flat: Sequence[Any], at: int, problems: list[Problem]) -> tuple[If, int]:
    opening, branches = flat[at], []
    condition = opening.expression
    while True:
        children, at, stop = _run(flat, at + 1, problems)
        branches.append((condition, children))
        if stop is not None and stop.word in ("elif", "else") and condition is not None:
            condition = stop.expression
        elif stop is not None and stop.word == "endif":
            return If(tuple(branches)), at + 1
        else:
            return If(tuple(branches)), _unclosed(opening, "endif", at, stop, problems)


def _for(flat: Sequence[Any], at: int, problems: list[Problem]) -> tuple[For, int]:
    opening = flat[at]
    children, at, stop = _run(flat, at + 1, problems)
    otherwise: tuple[Any, ...] = ()
    if stop is not None and stop.word == "else":
        otherwise, at, stop = _run(flat, at + 1, problems)
    loop = For(opening.names, opening.expression, children, otherwise)
    if stop is not None and stop.word == "endfor":
        return loop, at + 1
    return loop, _unclosed(opening, "endfor", at, stop, problems)


def _unclosed(opening: Tag, closing: str, at: int, stop: Tag | None, problems: list[Problem]) -> int:
    """Add a Problem for a tag that is not closed before `stop`; `at` again."""
    before = f"; “{stop.word}” on line {stop.position.line} comes first" if stop else ""
    seen, expected = f"This “{opening.word}” has no “{closing}”{before}.", f"“{closing}” in the same paragraph, or both on lines of their own"
    problems.append(Problem(opening.position, "unbalanced", seen, expected))
    return at

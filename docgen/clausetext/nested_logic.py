"""From a flat run of nodes and logic tags to nodes with `If` and `For` among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.clausetext.jinja_tags import Tag
from docgen.clausetext.template import For, If
from docgen.document.problems import Problem

DEEPEST = 30
"""Deeper logic is none that a person could follow."""


def nested(flat: Sequence[Any], problems: list[Problem]) -> tuple[Any, ...]:
    """The nodes of `flat` with each balanced run of tags made one node; unbalanced tags are added to `problems`."""
    if not any(isinstance(node, Tag) for node in flat):
        return tuple(flat)
    if too_deep := _beyond(flat):
        seen = f"This “{too_deep.word}” stands in {DEEPEST} others."
        problems.append(Problem(too_deep.position, "too-deep", seen, "conditions and loops that a reader can follow"))
        return ()
    children, at, stop = _run(flat, 0, problems)
    while stop is not None:
        opening = {"endif": "if", "elif": "if", "else": "if", "endfor": "for"}[stop.word]
        problems.append(
            Problem(
                stop.position,
                "unbalanced",
                f"“{stop.word}” stands here without its “{opening}”.",
                f"both in the same paragraph, or both on lines of their own, after “{opening}”",
            )
        )
        more, at, stop = _run(flat, at + 1, problems)
        children += more
    return children


def _beyond(flat: Sequence[Any]) -> Tag | None:
    """The first tag that opens too deep inside others."""
    depth = 0
    for node in flat:
        if isinstance(node, Tag):
            depth += (node.word in ("if", "for")) - node.word.startswith("end")
            if depth > DEEPEST:
                return node
    return None


def _run(flat: Sequence[Any], at: int, problems: list[Problem]) -> tuple[tuple[Any, ...], int, Tag | None]:
    """The nodes from `at` to the tag that ends their run; its place; and that tag, or None at the end."""
    children: list[Any] = []
    while at < len(flat):
        node = flat[at]
        if not isinstance(node, Tag):
            children.append(node)
            at += 1
        elif node.word == "if":
            made, at = _if(flat, at, problems)
            children.append(made)
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
    made = For(opening.names, opening.expression, children, otherwise)
    if stop is not None and stop.word == "endfor":
        return made, at + 1
    return made, _unclosed(opening, "endfor", at, stop, problems)


def _unclosed(opening: Tag, closing: str, at: int, stop: Tag | None, problems: list[Problem]) -> int:
    before = f"; “{stop.word}” on line {stop.position.line} comes first" if stop else ""
    problems.append(
        Problem(
            opening.position,
            "unbalanced",
            f"This “{opening.word}” has no “{closing}”{before}.",
            f"“{closing}” in the same paragraph, or both on lines of their own",
        )
    )
    return at

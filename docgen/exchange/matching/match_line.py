"""A line of a clause against a line of a document: literal words anchor, fields capture, conditions and loops are tried in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from docgen.clausetext.template import For, If, Jump, Output
from docgen.exchange.matching.encoded_lines import FIRST, LAST, is_plain
from docgen.exchange.matching.search_state import Found, Key, Scope, Search

Token = tuple[Any, Scope]
MOST_ITEMS = 40
_BOUNDARY = re.compile(rf"(?=[ .,;:?!)”’\]]|[{FIRST}-{LAST}]|$)")
_MOST_ENDS = 60


def match_line(search: Search, inlines: Sequence[Any], line: str, found: Found, scope: Scope) -> Iterator[Found]:
    """Everything that may be found if the whole line is what these inlines of a clause show."""
    tokens = tuple((token, scope) for token in search.codes.tokens(inlines))
    for at, made in _sequence(search, tokens, line, 0, found):
        if not line[at:].strip(" "):
            yield made


def _sequence(search: Search, tokens: tuple[Token, ...], line: str, at: int, found: Found) -> Iterator[tuple[int, Found]]:
    search.step()
    if not tokens:
        yield at, found
        return
    (token, scope), rest = tokens[0], tokens[1:]
    if isinstance(token, str):
        if literal := _literal(token).match(line, at):
            yield from _sequence(search, rest, line, literal.end(), found)
    elif isinstance(token, If):
        for branch, made in branches(search, token, found, scope):
            inner = tuple((each, scope) for each in search.codes.tokens(branch))
            yield from _sequence(search, inner + rest, line, at, made)
    elif isinstance(token, For):
        for turns in loop_turns(search, token, found, scope):
            inner = tuple((each, turn) for turn, nodes in turns for each in search.codes.tokens(nodes))
            yield from _sequence(search, inner + rest, line, at, found)
    else:
        for end, made in _captured(search, token, scope, rest, line, at, found):
            yield from _sequence(search, rest, line, end, made)


@lru_cache(maxsize=8192)
def _literal(text: str) -> re.Pattern[str]:
    """The words, in which a condition may have left out a space."""
    return re.compile("".join(" ?" if sign == " " else re.escape(sign) for sign in text))


def branches(search: Search, node: If, found: Found, scope: Scope) -> Iterator[tuple[Any, Found]]:
    """The children of each branch that may be taken, with the assumptions that lead to it."""
    open_ways: list[Found] = [found]
    for condition, children in node.branches:
        for way in open_ways:
            taken = way if condition is None else search.assumed(condition, True, way, scope)
            if taken is not None:
                yield children, taken
        open_ways = [] if condition is None else [left for way in open_ways if (left := search.assumed(condition, False, way, scope)) is not None]
    for way in open_ways:
        yield (), way


def loop_turns(search: Search, node: For, found: Found, scope: Scope) -> Iterator[list[tuple[Scope, Any]]]:
    """The turns that a loop may take, each with its variables and children: those of known facts, or of a parameter with any number of items."""
    if len(node.names) != 1:
        return
    try:
        items = list(search.known(node.over, scope, found))
    except (KeyError, TypeError):
        items = []
        name, form = search.name(node.over.source, scope)
        if name and not form and "[" not in name and found.get(f"c:{name}", True):
            for count in range(1, MOST_ITEMS):
                yield _turns(node, [Key(f"{name}[{number}]") for number in range(count)], scope)
            if node.otherwise:
                yield [(scope, node.otherwise)]
        return
    yield _turns(node, items, scope) if items else [(scope, node.otherwise)]


def _turns(node: For, items: list[Any], scope: Scope) -> list[tuple[Scope, Any]]:
    length = len(items)
    out: list[tuple[Scope, Any]] = []
    for index, item in enumerate(items, 1):
        loop = {"index": index, "first": index == 1, "before_last": index == length - 1, "last": index == length, "length": length}
        out.append(({**scope, node.names[0]: item, "loop": loop}, node.children))
    return out


def _captured(search: Search, token: Output | Jump, scope: Scope, rest: tuple[Token, ...], line: str, at: int, found: Found) -> Iterator[tuple[int, Found]]:
    """Where the words of a field may end, and what they tell."""
    if isinstance(token, Jump):
        expression = next((part.expression for part in token.target if isinstance(part, Output)), None)
        if expression is None or token.inlines:
            return
    else:
        expression = token.expression
    path = search.fact(expression, scope, found)
    if path and not search.facts.has(path):
        yield from _fact(path, rest, line, at, found)
        return
    try:
        shown = search.shown(expression, scope, found)
        if shown is not None and line.startswith(shown, at):
            yield at + len(shown), found
        return
    except KeyError:
        name, form = search.name(expression.source, scope)
    if name and found.get(f"c:{name}", True) is False:
        return
    key = f"v:{name}:{form}"
    if name and key in found:
        if line.startswith(found[key], at):
            yield at + len(found[key]), found
        return
    for end in _ends(rest, line, at):
        text = line[at:end]
        if not name:
            yield end, found
        elif text and search.fits(text, name, form):
            yield end, {**found, key: text}


def _fact(path: str, rest: tuple[Token, ...], line: str, at: int, found: Found) -> Iterator[tuple[int, Found]]:
    """The same for a fact that is not known yet, such as who chairs a group."""
    key = f"f:{path}"
    if key in found:
        if line.startswith(found[key], at):
            yield at + len(found[key]), found
    elif found.get(f"c:{path}", True):
        for end in _ends(rest, line, at):
            if (text := line[at:end]) and text == text.strip() and is_plain(text):
                yield end, {**found, key: text}


def _ends(rest: tuple[Token, ...], line: str, at: int) -> list[int]:
    """Where captured words may end: before the next literal words, at the end of the line, or at any end of a word."""
    if not rest:
        return [len(line.rstrip(" "))]
    following = rest[0][0]
    if isinstance(following, str) and following.strip():
        return [match.start() for match in _literal(following).finditer(line, at + 1)][:_MOST_ENDS]
    return [match.start() for match in _BOUNDARY.finditer(line, at + 1)][:_MOST_ENDS]

"""A line as a string: each mark, term, reference and note in it is one character of private use, so that lines can be searched like text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from docgen.clausetext.template import For, If, Jump, Output
from docgen.document.joined_inlines import joined_inlines
from docgen.document.tree import Break, Emphasis, Field, Foreign, Link, Note, Reference, Strong, Term, Text
from docgen.exchange.read_back import shape

Nodes = tuple[Any, ...]
FIRST, LAST = "\U000f0000", "\U000ffffd"
_CLOSE = "close"


class Codes:
    """The characters that stand for the nodes of one section and of the clauses that it is compared with."""

    def __init__(self) -> None:
        self._codes: dict[Any, str] = {_CLOSE: FIRST}
        self._nodes: dict[str, Any] = {}

    def _code(self, key: Any, node: Any) -> str:
        code = self._codes.setdefault(key, chr(ord(FIRST) + len(self._codes)))
        self._nodes.setdefault(code, node)
        return code

    def node(self, code: str) -> Any:
        """The node that a character stands for, without what it holds; None for the end of one."""
        return self._nodes.get(code)

    def encoded(self, inlines: Iterable[Any]) -> str:
        """The string of inlines. Fields are what they show."""
        return "".join(part for token in self.tokens(inlines) if isinstance(part := token, str))

    def tokens(self, inlines: Iterable[Any]) -> list[Any]:
        """The same for a template: strings, with fields, conditions, loops and jumps among them."""
        out: list[Any] = []
        for node in inlines:
            for token in self._tokens(node):
                if isinstance(token, str) and out and isinstance(out[-1], str):
                    out[-1] += token
                else:
                    out.append(token)
        return out

    def _tokens(self, node: Any) -> list[Any]:
        match node:
            case Text(text):
                return [text]
            case Field():
                return self.tokens(node.inlines)
            case Term():
                return [self._code((Term, node.key), replace(node, ending="")) + node.ending]
            case Break():
                return [self._code(Break, node)]
            case Note():
                return [self._code((Note, shape(node.blocks)), node)]
            case Jump() if all(isinstance(part, Text) for part in node.target):
                return self._tokens(Reference("".join(part.text for part in node.target), node.inlines))
            case Reference(inlines=()):
                return [self._code((Reference, node.target), node)]
            case Strong() | Emphasis() | Foreign() | Link() | Reference():
                opening = self._code(("open", type(node), replace(node, inlines=())), node)
                return [opening, *self.tokens(node.inlines), self._codes[_CLOSE]]
            case Output() | If() | For() | Jump():
                return [node]
        return [self._code(node, node)]

    def decoded(self, text: str) -> Nodes | None:
        """The inlines of a part of a line; None if it holds only one end of a mark."""
        stack: list[tuple[Any, list[Any]]] = [(None, [])]
        for part in _split(text):
            if not FIRST <= part <= LAST:
                stack[-1][1].append(Text(part))
            elif part == self._codes[_CLOSE]:
                if len(stack) == 1:
                    return None
                node, inner = stack.pop()
                stack[-1][1].append(replace(node, inlines=joined_inlines(inner)))
            elif isinstance(node := self._nodes[part], Strong | Emphasis | Foreign | Link) or (isinstance(node, Reference) and node.inlines):
                stack.append((node, []))
            else:
                stack[-1][1].append(node)
        return joined_inlines(stack[0][1]) if len(stack) == 1 else None


def _split(text: str) -> Iterable[str]:
    start = 0
    for at, character in enumerate(text):
        if FIRST <= character <= LAST:
            if at > start:
                yield text[start:at]
            yield character
            start = at + 1
    if start < len(text):
        yield text[start:]


def is_plain(text: str) -> bool:
    """Whether a part of a line is only words."""
    return not any(FIRST <= character <= LAST for character in text)

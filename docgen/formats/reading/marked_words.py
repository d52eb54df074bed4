"""Words, each with all that a file says of it, become inlines that hold each other in one order, because a file does not tell such orders apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from docgen.document.joined_inlines import joined_inlines
from docgen.document.spacing import spaced
from docgen.document.tree import Break, Emphasis, Foreign, Link, Strong, Text

_SPACE = re.compile(r"[ \t\r\n\f]+")


class Marks(NamedTuple):
    """The address of the link around some words, their language, and whether they are strong or emphasised."""

    url: str = ""
    language: str = ""
    strong: bool = False
    emphasised: bool = False


Words = list[tuple[Any, Marks]]


def held(words: Words, depth: int = 0) -> tuple[Any, ...]:
    """The words in the nodes that say the same of them: links hold foreign words, these strong ones, these emphasised ones."""
    if depth == len(_HOLDERS):
        return joined_inlines([node for node, _ in words])
    out: list[Any] = []
    for mark, run in groupby(words, lambda pair: pair[1][depth]):
        inner = held(list(run), depth + 1)
        out += (_HOLDERS[depth](mark, inner),) if mark else inner
    return joined_inlines(out)


_HOLDERS = (Link, Foreign, lambda _, inlines: Strong(inlines), lambda _, inlines: Emphasis(inlines))


def flowing(words: Iterable[tuple[Any, Marks]]) -> tuple[Any, ...]:
    """The inlines of a line in which any white space is one space, and none at the ends, as web pages and OpenDocument have it."""
    out: Words = []
    after_space = True
    for node, marks in words:
        if type(node) is Text:
            text = _SPACE.sub(" ", node.text)
            text = text[1:] if after_space and text.startswith(" ") else text
            after_space = text.endswith(" ") if text else after_space
            node = Text(text)
        elif type(node) is Break:
            after_space = True
        else:
            after_space = False
        out.append((node, marks))
    return _trimmed(held(out))


def _trimmed(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    """The inlines without spaces and breaks at their ends, and without spaces before a break."""
    return spaced(nodes)

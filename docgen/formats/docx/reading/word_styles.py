"""What the styles of a Word file are, whatever ids a program or a language gave them (ECMA-376 Part 1, 17.7.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from lxml import etree

from docgen.formats.docx.ooxml.markup import W

VAL = f"{{{W}}}val"
_STYLE, _ID, _TYPE, _DEFAULT = (f"{{{W}}}{name}" for name in ("style", "styleId", "type", "default"))
_NAME, _BASE, _OUTLINE, _VANISH = f"{{{W}}}name", f"{{{W}}}basedOn", f"{{{W}}}pPr/{{{W}}}outlineLvl", f"{{{W}}}rPr/{{{W}}}vanish"
_NUMBER, _LEVEL = f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}numId", f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}ilvl"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents) ([1-9])", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|continue|paragraph)(?: [1-9])?", re.IGNORECASE)
_NAMED = frozenset(["title", "subtitle", "caption", "quote", "intense quote", "footnote text", "endnote text", "toc heading"])
_BODY_TEXT = 9
"""The outline level of text that is no heading (17.3.1.20)."""
_OFF = ("0", "false", "off", "none")


def is_on(node: Any) -> bool:
    """Whether a property that is on or off is there and on (17.17.4)."""
    return node is not None and node.get(VAL, "1").lower() not in _OFF


class Styles:
    """The styles of a file by id. An id without a style, and a style based on itself, are like no style."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = [] if root is None else list(root.iter(_STYLE))
        self._nodes = {node.get(_ID, ""): node for node in nodes}
        self._defaults = {node.get(_TYPE, ""): node.get(_ID, "") for node in nodes if is_on_attribute(node.get(_DEFAULT))}
        for name in ("usual", "numbering", "is_hidden", "emphasis"):
            setattr(self, name, cache(getattr(self, name)))

    def usual(self, id: str) -> str:
        """ "heading 2", "list bullet 2", "toc 1" or "title" if the style is, or is based on, one with such a name or outline level; else "" ."""
        for node in self._chain(id):
            name, outline = _value(node, _NAME).lower(), _value(node, _OUTLINE)
            if heading := _HEADING.fullmatch(name):
                return f"heading {heading[1]}"
            if found := _CONTENTS.fullmatch(name):
                return f"toc {found[1]}"
            if outline.isdecimal():
                return f"heading {int(outline) + 1}" if int(outline) < _BODY_TEXT else ""
            if _LIST.fullmatch(name) or name in _NAMED:
                return name
        return ""

    def name(self, id: str) -> str:
        """The name of the style itself; the id if the file has no such style."""
        node = self._nodes.get(id)
        return id if node is None else _value(node, _NAME)

    def numbering(self, id: str) -> tuple[str | None, str | None, tuple[str, ...]]:
        """The numId and the level that the style gives, None where it gives none, and the ids of it and of the styles that it is based on."""
        num = level = None
        chain = list(self._chain(id))
        for node in chain:
            num = num if num is not None else _given(node, _NUMBER)
            level = level if level is not None else _given(node, _LEVEL)
        return num, level, tuple(node.get(_ID, "") for node in chain)

    def is_hidden(self, id: str) -> bool:
        found = next((mark for node in self._chain(id) if (mark := node.find(_VANISH)) is not None), None)
        return is_on(found)

    def emphasis(self, id: str) -> tuple[bool, bool]:
        """Whether a character style is bold, and whether it is italic."""
        bold, italic = (next((mark for node in self._chain(id) if (mark := node.find(f"{{{W}}}rPr/{{{W}}}{name}")) is not None), None) for name in "bi")
        return is_on(bold), is_on(italic)

    def default(self, kind: str) -> str:
        """The id of the default style of a kind ("paragraph", "character"), or ""."""
        return self._defaults.get(kind, "")

    def _chain(self, id: str) -> Iterator[etree._Element]:
        """A style and the styles that it is based on, each once."""
        seen: set[str] = set()
        while id in self._nodes and id not in seen:
            seen.add(id)
            yield self._nodes[id]
            id = _value(self._nodes[id], _BASE)


def is_on_attribute(value: str | None) -> bool:
    return value is not None and value.lower() not in _OFF


def _given(node: etree._Element, path: str) -> str | None:
    found = node.find(path)
    return None if found is None else found.get(VAL, "")


def _value(node: etree._Element, path: str) -> str:
    return _given(node, path) or ""


Usual = Callable[[str], str]

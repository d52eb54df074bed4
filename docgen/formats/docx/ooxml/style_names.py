"""What the paragraph styles of a Word file are, whatever ids a program or a language gave them (ECMA-376 Part 1, 17.7.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from docgen.formats.docx.ooxml.markup import W

_STYLE, _ID, _VAL = (f"{{{W}}}{name}" for name in ("style", "styleId", "val"))
_NAME, _BASE, _OUTLINE = f"{{{W}}}name", f"{{{W}}}basedOn", f"{{{W}}}pPr/{{{W}}}outlineLvl"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|continue|paragraph)(?: [1-9])?", re.IGNORECASE)
_DEEPEST = 9
"""The outline level of text that is no heading (17.3.1.20)."""


def usual_names(styles: ElementTree.Element) -> dict[str, str]:
    """The ids of styles that are headings or items of lists, or are based on one, with "Heading1", "ListBullet2" and so on."""
    nodes = {id: style for style in styles.iter(_STYLE) if (id := style.get(_ID))}
    return {id: name for id in nodes if (name := _usual(id, nodes))}


def _usual(id: str, nodes: Mapping[str, ElementTree.Element]) -> str:
    seen: set[str] = set()
    while id in nodes and id not in seen:
        seen.add(id)
        style = nodes[id]
        name, outline = _value(style, _NAME), _value(style, _OUTLINE)
        if heading := _HEADING.fullmatch(name):
            return f"Heading{heading[1]}"
        if outline.isdecimal():
            return f"Heading{int(outline) + 1}" if int(outline) < _DEEPEST else ""
        if _LIST.fullmatch(name):
            return name.title().replace(" ", "")
        id = _value(style, _BASE)
    return ""


def _value(style: ElementTree.Element, path: str) -> str:
    node = style.find(path)
    return node.get(_VAL, "") if node is not None else ""

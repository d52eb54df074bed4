"""The styles part: its styles, and the language of the text."""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.ooxml.markup import W, attribute

Kind = Literal["paragraph", "character", "table", "numbering"]
_W = f"{{{W}}}"
_LANGUAGE = re.compile(r"<w:(lang|themeFontLang)\b[^>]*/>")
_VALUE = re.compile(r'\bw:val="[^"]*"')
_DEFAULTS = re.compile(r"(<w:docDefaults>.*?</w:docDefaults>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Styles:
    """Style ids by kind and lower-case name: Word keeps a style's name but may change its id when it saves."""

    ids: dict[tuple[Kind, str], str]
    nums: dict[str, int]
    """The numId of each style that has one, by style id."""
    lefts: dict[str, int]
    """The left indent of each style that sets one, by style id."""


def parser() -> etree.XMLParser:
    """A parser that resolves no entities and fetches nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def load(xml: bytes) -> Styles:
    """The styles in a styles part. Raises etree.XMLSyntaxError if it is not XML."""
    ids: dict[tuple[Kind, str], str] = {}
    nums: dict[str, int] = {}
    lefts: dict[str, int] = {}
    named: dict[tuple[Kind, str], str] = {}
    others: list[tuple[Kind, str, str]] = []
    kinds: dict[str, Kind] = {"paragraph": "paragraph", "character": "character", "table": "table", "numbering": "numbering"}
    for style in etree.fromstring(xml, parser()).iter(f"{_W}style"):
        name, id = style.find(f"{_W}name"), style.get(f"{_W}styleId")
        kind = kinds.get(style.get(f"{_W}type", ""))
        if name is None or id is None or kind is None:
            continue
        # LibreOffice adds its own “Caption” to a file that has Word's “caption”.
        value = name.get(f"{_W}val", "")
        if (kind, value.lower()) not in named or (value.islower() and not named[kind, value.lower()].islower()):
            named[kind, value.lower()], ids[kind, value.lower()] = value, id
        others += [(kind, known, id) for known in _other_names(style, value)]
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        value = "" if number is None else number.get(f"{_W}val", "")
        if value.isdecimal():
            nums[id] = int(value)
        indent = style.find(f"{_W}pPr/{_W}ind")
        left = "" if indent is None else indent.get(f"{_W}left", indent.get(f"{_W}start", ""))
        if left.isdecimal():
            lefts[id] = int(left)
    for kind, known, id in others:
        ids.setdefault((kind, known), id)
    return Styles(ids, nums, lefts)


def _other_names(style: etree._Element, name: str) -> list[str]:
    """The aliases of a style, lower-case: names that someone added to it in Word, after commas (ECMA-376 Part 1, 17.7.4.1)."""
    aliases = style.find(f"{_W}aliases")
    found = [*name.split(",")[1:], *("" if aliases is None else aliases.get(f"{_W}val", "")).split(",")]
    return [each.strip().lower() for each in (*found, name.split(",")[0]) if each.strip()]


def with_language(xml: str, tag: str) -> str:
    """The styles part with `tag` (BCP 47) as the default language, which styles may override (ECMA-376 Part 1, 17.3.2.20)."""
    head, defaults, tail = [*_DEFAULTS.split(xml, maxsplit=1), "", ""][:3]
    if _LANGUAGE.search(defaults):
        defaults = settings_language(defaults, tag)
    else:
        defaults = defaults.replace("</w:rPr>", f'<w:lang w:val="{attribute(tag)}"/></w:rPr>', 1)
    return head + defaults + tail


def settings_language(xml: str, tag: str) -> str:
    """The settings part, or another, with `tag` as the value of its language elements."""
    value = f'w:val="{attribute(tag)}"'
    return _LANGUAGE.sub(lambda match: _VALUE.sub(lambda _: value, match[0]), xml)

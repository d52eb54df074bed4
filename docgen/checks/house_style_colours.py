"""The colours of text in a house style and the backgrounds it may have, from its style sheets and its Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml import package
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.styles import parser
from docgen.sources.files import HouseStyle

PAGE, OTHER_SHEETS, WORD, _STYLES = "page.css", ("overview.css", "redline.css"), "house.docx", "word/styles.xml"
Colour = tuple[float, float, float]
"""Red, green and blue of sRGB, from 0 to 1."""
_WHITE: Colour = (1.0, 1.0, 1.0)
_PAGE = frozenset([":root", "html", "body"])
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_COMBINATOR = re.compile(r"[\s>+~]")
_SIZE = re.compile(r"(\d+\.?\d*|\.\d+)(rem|em|px|pt)\b")
_POINTS = {"rem": 12.0, "em": 12.0, "px": 0.75, "pt": 1.0}
_W = f"{{{W}}}"


@dataclass(frozen=True, slots=True)
class Look:
    """Text of one colour: what has it, and the backgrounds it may have. `large` text has 18 points, or 14 in bold (WCAG 2.2, large scale)."""

    what: str
    position: Position
    ink: Colour
    grounds: tuple[Colour, ...]
    large: bool

    @property
    def contrast(self) -> float:
        """The ratio to the background with the best contrast, from 1 to 21 (WCAG 2.2, contrast ratio)."""
        return max(contrast(self.ink, ground) for ground in self.grounds)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def of_style(style: HouseStyle) -> Iterator[Look]:
    """The looks of all text in a house style. Raises DocgenError for a file that cannot be read."""
    for name in (PAGE, *OTHER_SHEETS):
        # the other sheets come after that of the page
        yield from of_sheet(style.text(name), style.place(name), "" if name == PAGE else style.text(PAGE))
    parts = package.read(style.read(WORD), style.place(WORD), (_STYLES,))
    yield from _of_word(package.unpack(parts[_STYLES]), Position(style.place(WORD)))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector of a style sheet with its declarations; `media` is its media condition, or ""."""

    media: str
    selector: str
    declared: Mapping[str, str]
    position: Position

    @property
    def first(self) -> str:
        """The first part of the selector: the outermost element that it names."""
        return _COMBINATOR.split(self.selector, maxsplit=1)[0]


def of_sheet(text: str, file: str, before: str = "") -> Iterator[Look]:
    """The looks of a style sheet that follows another. Text without a background may have that of the page or of an element around it."""
    rules = sorted(_rules(text, file), key=lambda rule: rule.media)
    earlier = list(_rules(before, file)) if before else []
    always = [rule for rule in (*earlier, *rules) if not rule.media]
    for media, group in groupby(rules, key=lambda rule: rule.media):
        own = list(group)
        known = [*always, *(rule for rule in earlier if rule.media == media), *own] if media else always
        names = {name: value for rule in known if rule.selector in _PAGE for name, value in rule.declared.items() if name.startswith("--")}
        grounds = [(rule, ground) for rule in known if (ground := _colour(_ground(rule), names))]
        page = [ground for rule, ground in grounds if rule.selector in _PAGE][-1:] or [_WHITE]
        for rule in own:
            ink, behind = _colour(rule.declared.get("color", ""), names), [ground for other, ground in grounds if other is rule]
            if ink and (behind or _ground(rule) in ("", "none", "transparent")):
                behind = behind or page + [ground for other, ground in grounds if other.first == rule.first]
                yield Look(f"“{rule.selector}”", rule.position, ink, tuple(behind), _is_large(rule.declared))


def _rules(text: str, file: str) -> Iterator[_Rule]:
    import tinycss2

    def below(nodes: list[Any], media: str) -> Iterator[_Rule]:
        for node in nodes:
            if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
                yield from below(tinycss2.parse_rule_list(node.content, True, True), tinycss2.serialize(node.prelude).strip())
            elif node.type == "qualified-rule":
                block = tinycss2.parse_blocks_contents(node.content, True, True)
                declared = {each.lower_name: tinycss2.serialize(each.value).strip() for each in block if each.type == "declaration"}
                for is_comma, part in groupby(node.prelude, key=lambda token: token == ","):
                    if not is_comma:
                        yield _Rule(media, tinycss2.serialize(list(part)).strip(), declared, Position(file, node.source_line, node.source_column))

    yield from below(tinycss2.parse_stylesheet(text, True, True), "")


def _ground(rule: _Rule) -> str:
    return rule.declared.get("background-color", rule.declared.get("background", ""))


def _colour(value: str, names: Mapping[str, str]) -> Colour | None:
    """An opaque colour; None for any other value."""
    from tinycss2.color4 import parse_color

    colour = parse_color(_VARIABLE.sub(lambda match: names.get(match[1], ""), value))
    if colour is None or isinstance(colour, str) or colour.alpha < 1:
        return None
    try:
        red, green, blue = (float(part) for part in colour.to("srgb").coordinates)
    except NotImplementedError:
        return None
    return red, green, blue


def _is_large(declared: Mapping[str, str]) -> bool:
    font = declared.get("font", "")
    size = _SIZE.search(declared.get("font-size", font))
    bold = any(word in declared.get("font-weight", font) for word in ("bold", "600", "700", "800", "900"))
    return size is not None and float(size[1]) * _POINTS[size[2]] >= (14 if bold else 18)


def _of_word(xml: bytes, place: Position) -> Iterator[Look]:
    """The looks of the styles of a Word file, with what each inherits from the styles it is based on (ECMA-376 Part 1, 17.7)."""
    from lxml import etree

    try:
        root = etree.fromstring(xml, parser())
    except etree.XMLSyntaxError as error:
        raise DocgenError([Problem(place, "not-docx", f"The styles are not XML: {error}.", "a Word file")]) from None
    styles = {str(style.get(f"{_W}styleId")): style for style in root.iter(f"{_W}style")}
    tables = [ground for shade in root.iter(f"{_W}shd") if (ground := _hex(shade.get(f"{_W}fill")))]
    for id, style in styles.items():
        ink = _hex(_property(styles, id, "color", "val"))
        if ink and style.get(f"{_W}type") in ("paragraph", "character"):
            ground = _hex(_property(styles, id, "shd", "fill"))
            half_points = _property(styles, id, "sz", "val") or "22"
            bold = _property(styles, id, "b", "val", "1") not in ("", "0", "false", "off")
            large = half_points.isdecimal() and int(half_points) >= (28 if bold else 36)
            name = style.find(f"{_W}name")
            what = f"the style “{id if name is None else name.get(f'{_W}val')}”"
            yield Look(what, place, ink, (ground,) if ground else (_WHITE, *tables), large)


def _property(styles: Mapping[str, Any], id: str, name: str, attribute: str, absent: str = "") -> str:
    """A property of a style, or of the nearest style it is based on that has it; `absent` is the value of an attribute left out."""
    visited: set[str] = set()
    while id in styles and id not in visited:
        visited.add(id)
        style = styles[id]
        element = next(iter(style.findall(f"{_W}rPr/{_W}{name}") + style.findall(f"{_W}pPr/{_W}{name}")), None)
        if element is not None:
            return str(element.get(f"{_W}{attribute}", absent))
        base = style.find(f"{_W}basedOn")
        id = "" if base is None else base.get(f"{_W}val", "")
    return ""


def _hex(value: str | None) -> Colour | None:
    if not value or not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return None
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue

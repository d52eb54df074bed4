"""What the styles of an OpenDocument file say of a paragraph, of words and of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.list_labels import label

_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_CHARACTER = 2.0
"""About the width of a character, in millimetres."""
_FORMATS = {"a": 1, "i": 2, "A": 3, "I": 4}
_LONGEST_CHAIN = 30


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list labels its items; `format` is "" for bullets and for items that show nothing."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    levels: int = 1
    start: int = 1
    bullet: str = ""

    def number(self, value: int) -> str:
        kind = _FORMATS.get(self.format, 0)
        if not kind or value < 1:
            return str(value)
        shown = label(2 if kind == 4 else kind, value - 1).strip("()")
        return shown.upper() if kind == 4 else shown


def name_of(element: Any) -> str:
    """The name of an element without its namespace; "" if it is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute, whatever its namespace; "" if there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class OpenStyles:
    """The styles of a file, by name."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._styles: dict[str, Any] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        self.language = ""
        for root in roots:
            for element in root.iter():
                match name_of(element):
                    case "style":
                        self._styles[attribute(element, "name")] = element
                    case "list-style":
                        self.lists[attribute(element, "name")] = dict(_levels(element))
                    case "outline-style":
                        self.outline = dict(_levels(element))
                    case "default-style" if attribute(element, "family") == "paragraph":
                        self.language = _language(element) or self.language

    def chain(self, name: str) -> Iterator[Any]:
        """A style and those on which it is based."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")

    def names(self, name: str) -> list[str]:
        """The names of a style and of those on which it is based, as a user sees them."""
        shown = [attribute(style, "display-name") or attribute(style, "name").replace("_20_", " ") for style in self.chain(name)]
        return shown or [name.replace("_20_", " ")]

    def property(self, name: str, *wanted: str) -> str:
        """The first value that a style, or one on which it is based, gives a property; "" if none does."""
        for style in self.chain(name):
            for group in style:
                for key, value in group.attrib.items():
                    if key.rpartition("}")[2] in wanted:
                        return str(value)
        return ""

    def attribute(self, name: str, wanted: str) -> str:
        """The first value that a style, or one on which it is based, gives an attribute."""
        return next((value for style in self.chain(name) if (value := attribute(style, wanted))), "")

    def language_of(self, name: str) -> str:
        return next((found for style in self.chain(name) for group in style if (found := _of(group))), "")

    def indent(self, name: str) -> int:
        """How far a paragraph of this style is indented, in characters."""
        value = self.property(name, "margin-left")
        number, unit = value.rstrip("abcdefghijklmnopqrstuvwxyz%"), value.lstrip("-.0123456789")
        try:
            return max(0, round(float(number) * _MM.get(unit, 0) / _CHARACTER)) if number else 0
        except ValueError:
            return 0


def _language(element: Any) -> str:
    return next((found for group in element if (found := _of(group))), "")


def _of(group: Any) -> str:
    language, country = attribute(group, "language"), attribute(group, "country")
    if language in ("", "none", "zxx"):
        return ""
    return f"{language}-{country}" if country not in ("", "none") else language


def _levels(element: Any) -> Iterator[tuple[int, ListLevel]]:
    for child in element:
        level = attribute(child, "level")
        if not level.isdecimal():
            continue
        shown = attribute(child, "display-levels")
        start = attribute(child, "start-value")
        yield (
            int(level),
            ListLevel(
                attribute(child, "num-format"),
                attribute(child, "num-prefix"),
                attribute(child, "num-suffix"),
                int(shown) if shown.isdecimal() else 1,
                int(start) if start.isdecimal() else 1,
                attribute(child, "bullet-char"),
            ),
        )

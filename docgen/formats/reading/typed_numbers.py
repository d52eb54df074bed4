"""Labels and numbers that were typed among the words: `(a)`, `1.`, `•`, and the numbers of sections and paragraphs, `2.1`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Break, Note, Text
from docgen.formats.list_labels import label

BULLETS = "•●▪◦‣⁃∙·◆◇■□➢➤►▶✓✔\uf0b7\uf0a7\uf0fc\uf0d8\uf076"
"""Signs that are bullets wherever they begin a line; the last are those of Word’s symbol fonts."""
_VALUE = r"(?:[A-Za-z]|[a-z]{2,6}|[IVXL]{2,6}|\d{1,3})"
_LABEL = re.compile(rf"\s*(?:(?P<bullet>[{BULLETS}]|[-–—*o](?=\s))\s*|(?P<label>\({_VALUE}\)\s*|{_VALUE}[.)]\s+))(?=\S)")
_NUMBER = re.compile(r"\s*(?P<number>(?:[A-Z](?=\d))?\d{1,3}(?:\.\d{1,3}){0,6})(?:(?P<mark>[.:)](?!\d)|\s[–—-](?=\s))\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line: `shape` is what stands round its `value`, or the bullet itself; `end` is where the words after it begin."""

    shape: str
    value: str
    end: int = 0

    @property
    def words(self) -> str:
        return self.shape.replace("#", self.value)

    @property
    def ordered(self) -> bool:
        return bool(self.value)

    def number(self, roman: bool) -> int:
        """Its place in a list, from 1; 0 if it can have none."""
        small = self.value.lower()
        if small.isdecimal():
            return int(small[-9:])
        if roman:
            return _romans().get(small, 0)
        return ord(small[0]) - 96 + 26 * (len(small) - 1) if small and len(set(small)) == 1 else 0


@cache
def _romans() -> dict[str, int]:
    return {label(2, index)[1:-1]: index + 1 for index in range(100)}


def label_at_start(words: str) -> Label | None:
    """The label of a list with which the words begin, if they do."""
    found = _LABEL.match(words)
    if not found:
        return None
    if found["bullet"]:
        return Label(found["bullet"], "", found.end())
    made = read_label(found["label"].strip())
    return Label(made.shape, made.value, found.end()) if made.number(False) or made.number(True) else None


def read_label(words: str) -> Label:
    """The label that a program shows before an item: a bullet has no value."""
    value = re.split(r"[.\s]", words.strip(" \t.():"))[-1]
    if not (value.isascii() and value.isalnum()) or value == "o":
        return Label(words, "")
    before, _, after = words.rpartition(value)
    return Label(f"{before}#{after}", value)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a section or paragraph, such as "2.1"; `marked` says whether a full stop or a bracket ends it; `end` is where the words begin."""

    text: str
    marked: bool
    end: int = 0

    @property
    def path(self) -> tuple[str, ...]:
        """Its parts, "A1" and "2" in "A1.2"."""
        return tuple(self.text.split("."))

    @property
    def last(self) -> int:
        return int(self.path[-1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def number_at_start(words: str) -> Number | None:
    """The number with which the words begin, if they do."""
    found = _NUMBER.match(words)
    return Number(found["number"], bool(found["mark"]), found.end()) if found else None


def read_number(label: str) -> Number | None:
    """The number that a program shows before a heading or a paragraph; None if it is a label of another kind."""
    return number_at_start(f"{label} x")


def without_start(inlines: tuple[Any, ...], length: int) -> tuple[Any, ...]:
    """The inlines without the first characters of their words, and without a space at the new beginning."""
    return _cut(inlines, length)[0]


def _cut(inlines: tuple[Any, ...], length: int) -> tuple[tuple[Any, ...], int]:
    """The inlines without so many characters, and how many are still to be cut: -1 once words were kept."""
    out: list[Any] = []
    for at, node in enumerate(inlines):
        if length < 0:
            return (*out, *inlines[at:]), -1
        kept: Any = node
        if type(node) is Text:
            words = node.text[length:].lstrip()
            kept, length = (Text(words), -1) if words else (None, max(0, length - len(node.text)))
        elif type(node) is Break:
            kept, length = None, max(0, length - 1)
        elif type(node) is not Note:
            inner, length = _cut(node.inlines, length)
            kept = replace(node, inlines=inner) if inner else None
        out += [kept] if kept else []
    return tuple(out), length

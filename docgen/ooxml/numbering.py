"""The numbering part: lists that count by themselves (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from docgen.ooxml.markup import W
from docgen.ooxml.styles import parser

_W = f"{{{W}}}"
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering part, taken apart where further lists go in: definitions stand before all instances (17.9.16)."""

    definitions: str
    silent: str
    """`definitions` with the levels of the outline lists emptied."""
    instances: str
    shifted: dict[int, str]
    """Definitions whose labels stand `shift` levels further in, by shift."""
    counting: dict[int, int]
    """The abstractNumId of the list that counts, by shift."""
    next_num: int


def load(xml: bytes, outlines: tuple[int, ...], counting: int) -> Numbering:
    """The part with that content.

    `outlines` are the numIds of lists that can be made silent, `counting` that of the one whose levels label ordered lists.
    KeyError if there is no such list; etree.XMLSyntaxError if it is no XML.
    """
    root = etree.fromstring(xml, parser())
    owners = {_int(num, "numId"): _int(num[0], "val") for num in root.iter(f"{_W}num") if len(num)}
    definitions = {_int(d, "abstractNumId"): d for d in root.iter(f"{_W}abstractNum")}
    base = definitions[owners[counting]]
    first = max(definitions) + 1
    shifts = range(1, LEVELS)
    shifted = {shift: _string(_shifted(base, shift, first + shift)) for shift in shifts}
    loud = _between(root)
    for num in outlines:
        for level in definitions[owners[num]].iter(f"{_W}lvl"):
            _silence(level)
    return Numbering(
        definitions=loud[0],
        silent=_between(root)[0],
        instances=loud[1],
        shifted=shifted,
        counting={0: owners[counting]} | {shift: first + shift for shift in shifts},
        next_num=max(owners) + 1,
    )


def part(numbering: Numbering, lists: list[tuple[int, int]], silent: bool) -> str:
    """The part with a list for each (shift, level): number next_num, next_num + 1 and so on, each starting anew at its level."""
    new = [numbering.shifted[shift] for shift in sorted({shift for shift, _ in lists if shift})]
    instances = [
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="{numbering.counting[shift]}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for id, (shift, level) in enumerate(lists, numbering.next_num)
    ]
    return "".join([numbering.silent if silent else numbering.definitions, *new, numbering.instances, *instances, "</w:numbering>"])


def _int(element: etree._Element, name: str) -> int:
    return int(element.get(f"{_W}{name}", "-1"))


def _string(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


def _between(root: etree._Element) -> tuple[str, str]:
    """The text of the part before its first instance, and the instances."""
    text = etree.tostring(root, encoding="unicode")
    at = text.index("<w:num ")
    end = text.index("<w:numIdMacAtCleanup") if "<w:numIdMacAtCleanup" in text else text.rindex("</w:numbering>")
    return text[:at], text[at:end]


def _silence(level: etree._Element) -> None:
    """Make the level show nothing and indent nothing, and leave it bound to its style."""
    for name, value in (("numFmt", "none"), ("suff", "nothing"), ("lvlText", "")):
        child = level.find(f"{_W}{name}")
        if child is not None:
            child.set(f"{_W}val", value)
    properties = level.find(f"{_W}pPr")
    if properties is not None:
        properties.clear()
        etree.SubElement(properties, f"{_W}ind", {f"{_W}left": "0", f"{_W}firstLine": "0"})


def _shifted(base: etree._Element, shift: int, id: int) -> etree._Element:
    """A list of its own whose level n is labelled as level n - shift of `base` is, but stands where level n stands."""
    made = deepcopy(base)
    made.set(f"{_W}abstractNumId", str(id))
    for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
        for child in made.findall(f"{_W}{name}"):
            if name in ("nsid", "tmpl"):
                child.set(f"{_W}val", f"{(int(child.get(f'{_W}val', '0'), 16) + shift * 0x10000) % 0x7FFFFFFF:08X}")
            else:
                made.remove(child)
    labels = {_int(level, "ilvl"): level for level in base.iter(f"{_W}lvl")}
    for level in made.iter(f"{_W}lvl"):
        for linked in level.findall(f"{_W}pStyle"):
            # A style may belong to one level of one list only (17.9.23).
            level.remove(linked)
        at = _int(level, "ilvl")
        source = labels.get(at - shift)
        if source is not None:
            _relabel(level, source, at, at - shift)
    return made


def _relabel(level: etree._Element, source: etree._Element, at: int, was: int) -> None:
    for name in ("numFmt", "lvlText"):
        mine, theirs = level.find(f"{_W}{name}"), source.find(f"{_W}{name}")
        if mine is not None and theirs is not None:
            mine.set(f"{_W}val", theirs.get(f"{_W}val", "").replace(f"%{was + 1}", f"%{at + 1}"))

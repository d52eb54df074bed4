"""The numbering part: automatic lists (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.styles import parser

_W = f"{{{W}}}"
LEVELS = 9
_APPENDIX = "1871"
"""Room for the words “Appendix 10”, in twentieths of a point."""


class Instance(NamedTuple):
    """A list in the body: like the list `num` of the part, its labels `shift` levels further in, restarted at the level `restart` (-1: not)."""

    num: int
    shift: int
    restart: int = -1


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering part, split where further lists are inserted: all definitions precede all instances (17.9.16)."""

    definitions: str
    silent: str
    """`definitions` with the labels of the outline lists' levels removed."""
    instances: str
    shifted: dict[tuple[int, int], tuple[int, str]]
    """The abstractNumId for each list and shift, and its definition ("" if the part has it)."""
    next_num: int


def load(xml: bytes, silent: dict[int, int], shifting: tuple[int, ...]) -> Numbering:
    """Parse a numbering part.

    `silent` maps the numIds of lists that can be silenced to the first level affected; `shifting` holds those of lists whose labels can move.
    Raises KeyError if there is no such list, and etree.XMLSyntaxError if the part is not XML.
    """
    root = etree.fromstring(xml, parser())
    owners = {_int(num, "numId"): _int(num[0], "val") for num in root.iter(f"{_W}num") if len(num)}
    definitions = {_int(d, "abstractNumId"): d for d in root.iter(f"{_W}abstractNum")}
    free = max(definitions) + 1
    shifted: dict[tuple[int, int], tuple[int, str]] = {}
    for num in shifting:
        shifted[num, 0] = (owners[num], "")
        for shift in range(1, LEVELS):
            shifted[num, shift] = (free, _string(_shifted(definitions[owners[num]], shift, free)))
            free += 1
    before, instances = _split(root)
    for num, first in silent.items():
        for level in definitions[owners[num]].iter(f"{_W}lvl"):
            if _int(level, "ilvl") >= first:
                _silence(level)
    return Numbering(before, _split(root)[0], instances, shifted, max(owners) + 1)


def with_appendices(xml: bytes, appendices: int, headings: int) -> tuple[bytes, int]:
    """The part with a list for appendices, and its numId; `appendices` is the numId of the list that it has, or 0.

    A new list has the shape of that of headings: LibreOffice keeps no list that the text does not use.

    Raises KeyError if the list of headings is missing, and etree.XMLSyntaxError if the part is not XML.
    """
    if appendices:
        return xml, appendices
    root = etree.fromstring(xml, parser())
    definitions = {_int(each, "abstractNumId"): each for each in root.iter(f"{_W}abstractNum")}
    nums = {_int(each, "numId"): each for each in root.iter(f"{_W}num")}
    base, new = definitions[_int(nums[headings][0], "val")], max(nums) + 1
    made = _shifted(base, 0, max(definitions) + 1)
    for level in made.iter(f"{_W}lvl"):
        depth = _int(level, "ilvl")
        for name, value in (("numFmt", "decimal"), ("lvlText", "A" + ".".join(f"%{n}" for n in range(1, depth + 2)) if depth else "Appendix %1")):
            if (child := level.find(f"{_W}{name}")) is not None:
                child.set(f"{_W}val", value)
        if depth == 0 and (indent := level.find(f"{_W}pPr/{_W}ind")) is not None:
            indent.attrib.update({f"{_W}left": _APPENDIX, f"{_W}hanging": _APPENDIX})
    list(definitions.values())[-1].addnext(made)
    instance = etree.Element(f"{_W}num", {f"{_W}numId": str(new)})
    etree.SubElement(instance, f"{_W}abstractNumId", {f"{_W}val": made.get(f"{_W}abstractNumId", "")})
    list(nums.values())[-1].addnext(instance)
    return etree.tostring(root, encoding="UTF-8"), new


def part(numbering: Numbering, lists: Sequence[Instance], silent: bool) -> str:
    """The part with `lists` added under the numIds from next_num on."""
    instances = []
    for id, (num, shift, level) in enumerate(lists, numbering.next_num):
        restart = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' if level >= 0 else ""
        instances.append(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{numbering.shifted[num, shift][0]}"/>{restart}</w:num>')
    new = [numbering.shifted[key][1] for key in sorted({(item.num, item.shift) for item in lists})]
    return "".join([numbering.silent if silent else numbering.definitions, *new, numbering.instances, *instances, "</w:numbering>"])


def _int(element: etree._Element, name: str) -> int:
    return int(element.get(f"{_W}{name}", "-1"))


def _string(element: etree._Element) -> str:
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode", with_tail=False))


def _split(root: etree._Element) -> tuple[str, str]:
    """The XML before the first instance, and that of the instances."""
    text = etree.tostring(root, encoding="unicode")
    at = text.index("<w:num ")
    end = text.index("<w:numIdMacAtCleanup") if "<w:numIdMacAtCleanup" in text else text.rindex("</w:numbering>")
    return text[:at], text[at:end]


def _silence(level: etree._Element) -> None:
    """Remove the label and the indents of a level, but keep its link to a style."""
    for name, value in (("numFmt", "none"), ("suff", "nothing"), ("lvlText", "")):
        child = level.find(f"{_W}{name}")
        if child is not None:
            child.set(f"{_W}val", value)
    properties = level.find(f"{_W}pPr")
    if properties is not None:
        properties.clear()
        etree.SubElement(properties, f"{_W}ind", {f"{_W}left": "0", f"{_W}firstLine": "0"})


def _shifted(base: etree._Element, shift: int, id: int) -> etree._Element:
    """A separate list whose level n has the label of level n - shift of `base`, and the indents of level n."""
    copied = deepcopy(base)
    copied.set(f"{_W}abstractNumId", str(id))
    for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
        for child in copied.findall(f"{_W}{name}"):
            if name in ("nsid", "tmpl"):
                child.set(f"{_W}val", f"{(int(child.get(f'{_W}val', '0'), 16) + shift * 0x10000) % 0x7FFFFFFF:08X}")
            else:
                copied.remove(child)
    sources = {_int(level, "ilvl"): level for level in base.iter(f"{_W}lvl")}
    for level in copied.iter(f"{_W}lvl"):
        for linked in level.findall(f"{_W}pStyle"):
            # A style may belong to one level of one list only (17.9.23).
            level.remove(linked)
        number = _int(level, "ilvl")
        if (source := sources.get(number - shift)) is not None:
            _relabel(level, source, number, number - shift)
    return copied


def _relabel(level: etree._Element, source: etree._Element, new: int, old: int) -> None:
    for name in ("numFmt", "lvlText"):
        target, value = level.find(f"{_W}{name}"), source.find(f"{_W}{name}")
        if target is not None and value is not None:
            target.set(f"{_W}val", value.get(f"{_W}val", "").replace(f"%{old + 1}", f"%{new + 1}"))

"""The numbering part: lists that count by themselves (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from docgen.document.frozen import dataclass
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.styles import parser

_W = f"{{{W}}}"
LEVELS = 9


class Instance(NamedTuple):
    """A list in the text: like the list `num` of the part, its labels `shift` levels further in, starting anew at a level or (-1) not."""

    num: int
    shift: int
    restart: int = -1


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering part, taken apart where further lists go in: definitions stand before all instances (17.9.16)."""

    definitions: str
    silent: str
    """`definitions` with levels of the outline lists emptied."""
    instances: str
    shifted: dict[tuple[int, int], tuple[int, str]]
    """The abstractNumId, and the definition unless the part has it, of each list and shift."""
    next_num: int


def load(xml: bytes, silent: dict[int, int], shifting: tuple[int, ...]) -> Numbering:
    """The part with that content.

    `silent` are the numIds of lists that can be made silent, and from which level on; `shifting` those of lists whose labels can move.
    KeyError if there is no such list; etree.XMLSyntaxError if it is no XML.
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
    definition, instances = _between(root)
    for num, first in silent.items():
        for level in definitions[owners[num]].iter(f"{_W}lvl"):
            if _int(level, "ilvl") >= first:
                _silence(level)
    return Numbering(definition, _between(root)[0], instances, shifted, max(owners) + 1)


def part(numbering: Numbering, lists: Sequence[Instance], silent: bool) -> str:
    """The part with `lists` as its numbers next_num, next_num + 1 and so on."""
    used = sorted({(its.num, its.shift) for its in lists})
    instances = []
    for id, its in enumerate(lists, numbering.next_num):
        anew = f'<w:lvlOverride w:ilvl="{its.restart}"><w:startOverride w:val="1"/></w:lvlOverride>' if its.restart >= 0 else ""
        instances.append(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{numbering.shifted[its.num, its.shift][0]}"/>{anew}</w:num>')
    new = [numbering.shifted[key][1] for key in used]
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

"""A house file changed as its designer, or a program, might change it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from docgen.document.problems import Problem
from docgen.formats.docx import house_style_file
from docgen.sources.files import HouseStyle
from tests.scratch import ROOT

HOUSE = "templates/mou/house.docx"
TYPES, ROOT_RELATIONS, DOCUMENT, RELATIONS = "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
Edits = Mapping[str, tuple[str, str] | str]
"""A piece of a part and what replaces it, or a whole part, by the name of the part."""


def edited(file: Path, *edits: Edits) -> None:
    """Change parts of a Word file, each piece where it first stands."""
    parts = read_parts(file)
    for name, edit in ((name, edit) for each in edits for name, edit in each.items()):
        if isinstance(edit, str):
            parts[name] = edit.encode()
        else:
            old, new = (text.encode() for text in edit)
            assert old in parts[name], f"{edit[0]} does not stand in {name}"
            parts[name] = parts[name].replace(old, new, 1)
    write_parts(file, parts)


def read_parts(file: Path) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(file: Path, parts: Mapping[str, bytes]) -> None:
    """A Word file of these parts."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def part(name: str, kind: str, content: str, type: str = "", source: str = RELATIONS) -> tuple[Edits, ...]:
    """A part of that kind, in the folder `word`, that the document part, or another with the relationships `source`, refers to."""
    link = related(kind, name, source)
    override = f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{type or kind}+xml"/></Types>'
    return ({f"word/{name}": content}, link, {TYPES: ("</Types>", override)})


def related(kind: str, target: str, source: str = RELATIONS, external: bool = False) -> Edits:
    """A relationship of a kind to a part or an address, with the id rId90."""
    type = kind if "://" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    return {source: ("</Relationships>", f'<Relationship Id="rId90" Type="{type}" Target="{target}"{mode}/></Relationships>')}


def relations_of(name: str, kind: str, target: str, external: bool = True) -> Edits:
    """The relationships part of another part, with one relationship."""
    uri, mode = "http://schemas.openxmlformats.org/package/2006/relationships", ' TargetMode="External"' if external else ""
    row = f'<Relationship Id="rId90" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return {f"word/_rels/{name}.rels": f'<Relationships xmlns="{uri}">{row}</Relationships>'}


def problems_of(root: Path) -> tuple[Problem, ...]:
    """The problems of the house file of a repository."""
    return house_style_file.problems(HouseStyle("mou", root))


def original() -> bytes:
    """The house file of this repository."""
    return (ROOT / HOUSE).read_bytes()

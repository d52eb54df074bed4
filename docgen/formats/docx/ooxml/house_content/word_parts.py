"""The parts of a Word file as trees, with the relationships that lead to each (ECMA-376 Part 2, 6.5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml import package
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.styles import parser

_ROLES = {"header": "a header", "footer": "a footer", "officeDocument": "the text", "numbering": "the lists"}
_P, _T = f"{{{W}}}p", f"{{{W}}}t"
_MOST_WORDS = 60
AS_SAVED = "a .docx file as Word saves it"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A row of a relationships part: what kind of thing `source` refers to, and where that is."""

    source: str
    id: str
    kind: str
    """The last segment of its type, such as “header”."""
    target: str
    """The name of a part, or an address if `external`."""
    external: bool


def relations(parts: Mapping[str, package.Part], source: str, file: str) -> Iterator[Relationship]:
    """The relationships of a part, or of the package for "". Raises DocgenError if they are not XML."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in parts:
        return
    for row in tree(parts, rels, file):
        if not isinstance(row.tag, str):
            continue
        target, external = row.get("Target", ""), row.get("TargetMode") == "External"
        inner = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        yield Relationship(source, row.get("Id", ""), row.get("Type", "").rpartition("/")[2], target if external else inner, external)


def tree(parts: Mapping[str, package.Part], name: str, file: str) -> etree._Element:
    """A part as a tree. Raises DocgenError if it is not XML."""
    try:
        return etree.fromstring(package.unpack(parts[name]), parser())
    except etree.XMLSyntaxError as error:
        raise DocgenError([Problem(Position(file), "broken-part", f"The part “{name}” of the Word file cannot be read: {error}.", AS_SAVED)]) from None


def called(name: str, kind: str) -> str:
    """A part in words: what it is to someone who works in Word, and its name in the file."""
    return f"{_ROLES.get(kind, f'the {kind}')} ({name})"


def words_near(node: etree._Element) -> str:
    """The words of the paragraph that holds a node, or that it holds; "" if there are none."""
    paragraph = next(node.iterancestors(_P), node)
    text = " ".join("".join(each.text or "" for each in paragraph.iter(_T, f"{{{W}}}delText")).split())
    return text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS].rstrip()}…"

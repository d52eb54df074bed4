"""The parts of a Word file of any origin: the main part and what it relates to, by relationships, never by name (ECMA-376 Part 2, 6.5)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml import package, relationships
from docgen.formats.docx.ooxml.markup import R

_RELATION = f"{{{relationships.NAMESPACE}}}Relationship"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_RENAMED = {b"customProperties": b"custom-properties", b"extendedProperties": b"extended-properties"}
_OTHER_PROGRAMS = {"spreadsheetml": "an Excel workbook", "presentationml": "a PowerPoint presentation"}
_USUAL_MAIN = "word/document.xml"
"""Where a file whose relationships are broken usually has its main part."""
_EXPECTED = "a Word document as a word processor saves it"


class Relation(NamedTuple):
    """A relationship of a part: `target` is the name of a part, or an address outside the file if `external`."""

    id: str
    kind: str
    target: str
    external: bool


class WordPackage:
    """A Word file. `main` is the name of its main part; names are in lower case, because those of parts have no case (Part 2, 6.2.2.3)."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises DocgenError if the file is unsafe, or not a Word file."""
        self.file = file
        self.contents = self._read(data)
        self.main = self._main()

    def _read(self, data: bytes) -> dict[str, bytes]:
        return {name.lower(): content for name, content in package.contents(data, self.file).items()}

    @cached_property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaproject.bin") for name in self.contents)

    def related(self, kind: str, part: str = "") -> Iterator[str]:
        """The names of the parts that the main part, or `part`, relates to in that way ("styles", "footnotes"), in their order, each once."""
        return self._to(kind, part or self.main)

    def of_package(self, kind: str) -> Iterator[str]:
        """The names of the parts that the package itself relates to in that way ("core-properties")."""
        return self._to(kind, "")

    def _to(self, kind: str, part: str) -> Iterator[str]:
        rows = (row for row in self.relations(part) if row.kind == kind and row.target in self.contents)
        return iter(dict.fromkeys(row.target for row in rows))

    def root(self, name: str) -> etree._Element:
        """The root element of a part, with the namespaces that Word usually writes. Raises DocgenError if the part is not XML."""
        return parsed(self.contents[name], name, self.file)

    def only(self, kind: str) -> etree._Element | None:
        """The root element of the part that the main part relates to in that way; None if there is none."""
        return next((self.root(name) for name in self.related(kind)), None)

    def addresses(self, part: str) -> dict[str, str]:
        """The addresses outside the file that a part links to, by the ids of their relationships."""
        return {row.id: row.target for row in self.relations(part) if row.external}

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part, or of the package if that is ""."""
        rels = relations_name(part)
        if rels not in self.contents:
            return []
        folder = part.rpartition("/")[0]
        return [_relation(folder, node) for node in self.root(rels).iter(_RELATION)]

    def _main(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self.contents:
                name = relation.target
                if kind := next((kind for mark, kind in _OTHER_PROGRAMS.items() if mark.encode() in self.contents[name][:2000]), ""):
                    raise DocgenError([Problem(Position(self.file), "not-docx", f"This is {kind}, not a Word document.", _EXPECTED)])
                return name
        if _USUAL_MAIN in self.contents:
            return _USUAL_MAIN
        raise DocgenError([Problem(Position(self.file), "not-docx", "This Word file has no main part.", _EXPECTED, "Open it in Word and save it again.")])


def parsed(data: bytes, name: str, file: str) -> etree._Element:
    """The root element of an XML part. Raises DocgenError, placed in `file`, if it is not XML, declares a document type, or is nested too deeply."""
    if package.DOCTYPE.search(data):
        raise DocgenError([Problem(Position(file), "unsafe-archive", f"The part “{name}” declares a document type.", "XML without one")])
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(with_usual_names(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        seen = f"The part “{name}” cannot be read: {str(error).rstrip('.')}."
        raise DocgenError([Problem(Position(file), "not-docx", seen, _EXPECTED, "Open it in Word and save it again.")]) from None


def with_usual_names(data: bytes) -> bytes:
    """The part with the namespaces of ISO/IEC 29500 Transitional, if it has those of Strict."""
    return _STRICT.sub(_usual, data) if b"purl.oclc.org/ooxml" in data else data


def _usual(found: re.Match[bytes]) -> bytes:
    """The namespace of ISO/IEC 29500 Transitional for that of Strict."""
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/" + _RENAMED.get(found[2], found[2])


def relations_name(part: str) -> str:
    """The name of the part with the relationships of a part, or of the package if that is ""."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/") if part else package.ROOT_RELATIONS


def _relation(folder: str, node: etree._Element) -> Relation:
    """A relationship of a part in `folder`."""
    external, target = node.get("TargetMode") == "External", node.get("Target", "")
    if not external:
        path = unquote(target.partition("#")[0])
        target = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/").lower()
    return Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)


REFERENCE_ID = f"{{{R}}}id"
"""The attribute that names a relationship."""

"""A Word file whose parts can be read, changed and added to; parts that stay keep their bytes."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml import package, relationships
from docgen.formats.docx.ooxml.markup import DECLARATION, R

Element = etree._Element
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_RENAMED = {b"customProperties": b"custom-properties", b"extendedProperties": b"extended-properties"}
_EXPECTED = "a Word document as a word processor saves it"
_AGAIN = "Open it in Word and save it again."
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class Relation(NamedTuple):
    """One relationship of a part: `target` is the name of a part, or an address outside the file if `external`."""

    id: str
    kind: str
    target: str
    external: bool


class WordFile:
    """The parts of a Word file. `main` is the name of its main part, `file` the name by which problems call it."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises DocgenError if the file is unsafe, or not a Word file."""
        self.file = file
        self.parts = package.read(data, file)
        self._names = {name.lower(): name for name in self.parts}
        self._roots: dict[str, Element] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._changed: set[str] = set()
        self.main = next((row.target for row in self.relations("") if row.kind == "officeDocument" and row.target in self.parts), "")
        if not self.main:
            raise DocgenError([Problem(Position(file), "not-docx", "This Word file has no main part.", _EXPECTED, _AGAIN)])
        if b"purl.oclc.org/ooxml" in package.unpack(self.parts[self.main]):
            self._make_usual()

    def _make_usual(self) -> None:
        """Give every part the namespaces of ISO/IEC 29500 Transitional, for a file in the Strict form."""
        for name, part in self.parts.items():
            if name.endswith((".xml", ".rels")):
                self.parts[name] = package.pack(name, _STRICT.sub(_usual, package.unpack(part)))
        self._roots.clear()
        self._relations.clear()

    def root(self, name: str) -> Element:
        """The root element of a part, each time the same object. Raises DocgenError if the part is not XML."""
        if name not in self._roots:
            try:
                self._roots[name] = etree.fromstring(package.unpack(self.parts[name]), _PARSER)
            except (etree.XMLSyntaxError, ValueError) as error:
                seen = f"The part “{name}” cannot be read: {str(error).rstrip('.')}."
                raise DocgenError([Problem(Position(self.file), "not-docx", seen, _EXPECTED, _AGAIN)]) from None
        return self._roots[name]

    def change(self, name: str) -> None:
        """Write the part anew from its root when the file is written."""
        self._changed.add(name)

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part, or of the package if that is ""."""
        if part not in self._relations:
            name = relations_name(part)
            root = self.root(self._names[name.lower()]) if name.lower() in self._names else ()
            self._relations[part] = [self._relation(part, node) for node in root]
        return self._relations[part]

    def _relation(self, part: str, node: Element) -> Relation:
        external, target = node.get("TargetMode") == "External", node.get("Target", "")
        if not external:
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target.partition("#")[0]))).lstrip("/")
            target = self._names.get(path.lower(), path)
        return Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)

    def related(self, kind: str, part: str = "") -> Iterator[str]:
        """The parts that the main part, or `part`, relates to in that way ("styles", "footnotes")."""
        return (row.target for row in self.relations(part or self.main) if row.kind == kind and row.target in self.parts)

    def only(self, kind: str) -> str:
        """The part that the main part relates to in that way; "" if there is none."""
        return next(self.related(kind), "")

    def relation(self, part: str, id: str) -> Relation | None:
        return next((row for row in self.relations(part) if row.id == id), None)

    def digest(self, part: str, id: str) -> str:
        """What a relationship leads to: the address, or a digest of the bytes of the part."""
        row = self.relation(part, id)
        if row is None or row.external or row.target not in self.parts:
            return row.target if row else ""
        return hashlib.sha1(package.unpack(self.parts[row.target])).hexdigest()

    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """The id of the relationship of a part to a target, which is added if there is none such."""
        for row in self.relations(part):
            if (row.kind, row.target, row.external) == (kind, target, external):
                return row.id
        name = self._names.get(relations_name(part).lower(), relations_name(part))
        if name not in self.parts:
            self.add(name, relationships.EMPTY.encode())
        root = self.root(name)
        id = f"rId{relationships.free_id(etree.tostring(root, encoding='unicode'))}"
        written = target if external else posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(root, f"{{{relationships.NAMESPACE}}}Relationship", {"Id": id, "Type": f"{R}/{kind}", "Target": written, **mode})
        self._relations[part].append(Relation(id, kind, target, external))
        self.change(name)
        return id

    def add(self, name: str, data: bytes) -> None:
        """Add a part."""
        self.parts[name] = package.stored(name, data) if not name.endswith((".xml", ".rels")) else package.pack(name, data)
        self._names[name.lower()] = name

    def copy(self, part: package.Part, name: str) -> None:
        """Add a part of another file."""
        self.parts[name] = package.Part(name, part.crc, part.size, part.raw, part.method)
        self._names[name.lower()] = name

    def content_type(self, name: str) -> str:
        """The content type of a part."""
        for node in self.root(self._names[package.CONTENT_TYPES.lower()]):
            if node.get("PartName", "").lower() == f"/{name}".lower():
                return node.get("ContentType", "")
        ending = name.rpartition(".")[2].lower()
        defaults = (node for node in self.root(self._names[package.CONTENT_TYPES.lower()]) if node.get("Extension", "").lower() == ending)
        return next((node.get("ContentType", "") for node in defaults), "")

    def declare(self, name: str, content_type: str) -> None:
        """Say which content type a part has."""
        if self.content_type(name) != content_type:
            root = self.root(self._names[package.CONTENT_TYPES.lower()])
            etree.SubElement(root, f"{{{etree.QName(root).namespace}}}Override", {"PartName": f"/{name}", "ContentType": content_type})
            self.change(self._names[package.CONTENT_TYPES.lower()])

    def free_name(self, name: str) -> str:
        """The name, with a number before its ending if the file has such a part."""
        stem, dot, ending = name.rpartition(".")
        number, found = 1, name
        while found.lower() in self._names:
            number, found = number + 1, f"{stem}-{number}{dot}{ending}"
        return found

    def data(self) -> bytes:
        """The file, with the changed parts as they are now."""
        for name in sorted(self._changed):
            xml = etree.tostring(self.root(name), encoding="UTF-8")
            self.parts[name] = package.pack(name, DECLARATION.encode() + xml)
        return package.write(self.parts.values())


def relations_name(part: str) -> str:
    """The name of the part with the relationships of a part, or of the package if that is ""."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/") if part else package.ROOT_RELATIONS


def _usual(found: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/" + _RENAMED.get(found[2], found[2])

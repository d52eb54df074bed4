"""A Word file whose parts can be changed and added to; parts that stay keep what they hold."""

from __future__ import annotations

import hashlib
import posixpath

from lxml import etree

from docgen.formats.docx.marked_copy.word_names import usual_sides
from docgen.formats.docx.ooxml import package, relationships
from docgen.formats.docx.ooxml.markup import DECLARATION, R
from docgen.formats.docx.reading.word_package import Relation, WordPackage, relations_name, with_usual_names

Element = etree._Element
_XML = (".xml", ".rels")
_TYPES = package.CONTENT_TYPES.lower()


class EditableFile(WordPackage):
    """The parts of a Word file. Their names are in lower case here, and in the file as they were."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises DocgenError if the file is unsafe, or not a Word file."""
        self._roots: dict[str, Element] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._changed: set[str] = set()
        self._names: dict[str, str] = {}
        super().__init__(data, file)
        if b"purl.oclc.org/ooxml" in self.contents[self.main]:
            self._make_usual()

    def _read(self, data: bytes) -> dict[str, bytes]:
        found = package.contents(data, self.file)
        self._names = {name.lower(): name for name in found}
        return {name.lower(): content for name, content in found.items()}

    def _make_usual(self) -> None:
        """Give every part the form of ISO/IEC 29500 Transitional, for a file in the Strict form."""
        for name in list(self.contents):
            if name.endswith(_XML):
                self.contents[name] = with_usual_names(self.contents[name])
                usual_sides(self.root(name))
                self.change(name)

    def root(self, name: str) -> Element:
        """The root element of a part, each time the same object. Raises DocgenError if the part is not XML."""
        if name not in self._roots:
            self._roots[name] = super().root(name)
        return self._roots[name]

    def change(self, name: str) -> None:
        """Write the part anew from its root when the file is written."""
        self._changed.add(name)

    def relations(self, part: str) -> list[Relation]:
        if part not in self._relations:
            self._relations[part] = super().relations(part)
        return self._relations[part]

    def name_of(self, kind: str) -> str:
        """The name of the part that the main part relates to in that way; "" if there is none."""
        return next(self.related(kind), "")

    def relation(self, part: str, id: str) -> Relation | None:
        return next((row for row in self.relations(part) if row.id == id), None)

    def digest(self, part: str, id: str) -> str:
        """What a relationship leads to: the address, or a digest of the bytes of the part."""
        row = self.relation(part, id)
        if row is None or row.external or row.target not in self.contents:
            return row.target if row else ""
        return hashlib.sha1(self.contents[row.target]).hexdigest()

    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """The id of the relationship of a part to a target, which is added if there is none such."""
        rows = self.relations(part)
        if found := next((row.id for row in rows if row[1:] == (kind, target, external)), ""):
            return found
        name = relations_name(part)
        if name not in self.contents:
            self.add(relations_name(self._names[part]), relationships.EMPTY.encode())
        root = self.root(name)
        id = f"rId{relationships.free_id(etree.tostring(root, encoding='unicode'))}"
        written = target if external else posixpath.relpath("/" + self._names[target], "/" + posixpath.dirname(self._names[part]))
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(root, f"{{{relationships.NAMESPACE}}}Relationship", {"Id": id, "Type": f"{R}/{kind}", "Target": written, **mode})
        rows.append(Relation(id, kind, target, external))
        self.change(name)
        return id

    def add(self, name: str, data: bytes) -> str:
        """Add a part. Returns its name in lower case."""
        self.contents[name.lower()] = data
        self._names[name.lower()] = name
        return name.lower()

    def content_type(self, name: str) -> str:
        """The content type of a part."""
        root = self.root(_TYPES)
        if found := next((node.get("ContentType", "") for node in root if node.get("PartName", "").lower() == f"/{name}"), ""):
            return found
        ending = name.rpartition(".")[2]
        return next((node.get("ContentType", "") for node in root if node.get("Extension", "").lower() == ending), "")

    def declare(self, name: str, content_type: str) -> None:
        """Say which content type a part has."""
        if self.content_type(name) != content_type:
            root = self.root(_TYPES)
            attributes = {"PartName": f"/{self._names[name]}", "ContentType": content_type}
            etree.SubElement(root, f"{{{etree.QName(root).namespace}}}Override", attributes)
            self.change(_TYPES)

    def free_name(self, name: str) -> str:
        """The name, with a number before its ending if the file has such a part."""
        stem, dot, ending = name.rpartition(".")
        number, found = 1, name
        while found.lower() in self.contents:
            number, found = number + 1, f"{stem}-{number}{dot}{ending}"
        return found

    def data(self) -> bytes:
        """The file, with the changed parts as they are now."""
        for name in sorted(self._changed):
            self.contents[name] = DECLARATION.encode() + etree.tostring(self.root(name), encoding="UTF-8")
        self._changed.clear()
        return package.write(self._part(name) for name in self.contents)

    def _part(self, name: str) -> package.Part:
        data, written = self.contents[name], self._names[name]
        return package.pack(written, data) if name.endswith(_XML) else package.stored(written, data)

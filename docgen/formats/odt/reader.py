"""Reads OpenDocument text into lines (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from lxml import etree

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.odt.open_styles import OpenStyles, name_of
from docgen.formats.odt.read_content import Content
from docgen.formats.reading.file_text import FileText, Furniture
from docgen.formats.safe_archive import unsafe_entries

_EXPECTED = "a text of OpenDocument (.odt) as LibreOffice saves it"


def file_text(data: bytes, name: str) -> FileText:
    """The lines of a file, with tracked changes accepted. Raises DocgenError if it is no such file, or unsafe."""
    parts = _parts(data, name)
    content = parts["content.xml"]
    if content is None:
        raise _problem(name, "not-readable", "The file has no part “content.xml”.")
    styles = OpenStyles([root for root in (parts["styles.xml"], content) if root is not None])
    body = content.find("{*}body/{*}text")
    if body is None:
        raise _problem(name, "not-readable", "This OpenDocument file holds no text.")
    reader = Content(name, styles)
    reader.read(body)
    furniture = tuple(_edges(parts["styles.xml"], name)) if parts["styles.xml"] is not None else ()
    title = parts["meta.xml"].findtext(".//{http://purl.org/dc/elements/1.1/}title") if parts["meta.xml"] is not None else ""
    tracked = sum(1 for _ in body.iterfind("{*}tracked-changes/{*}changed-region"))
    return FileText(tuple(reader.parts), furniture, styles.language, (title or "").strip(), tracked=tracked)


def _parts(data: bytes, name: str) -> dict[str, Any]:
    """The parts that are read, each as its root element or None."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if problems := [Problem(Position(name), "unsafe-archive", seen, _EXPECTED) for seen in unsafe_entries(archive.infolist())]:
                raise DocgenError(problems)
            known = set(archive.namelist())
            if "META-INF/manifest.xml" in known and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise _problem(name, "not-readable", "This file has a password.", "Take the password off and save it again.")
            return {part: _parsed(archive.read(part), name, part) if part in known else None for part in ("content.xml", "styles.xml", "meta.xml")}
    except (BadZipFile, ZlibError, NotImplementedError, ValueError, EOFError, RuntimeError, OSError) as error:
        raise _problem(name, "not-readable", f"This is no OpenDocument file: {error}.") from None


def _parsed(data: bytes, name: str, part: str) -> Any:
    """The root element of a part. Raises DocgenError if it is not XML, declares a document type or is nested too deep."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DocgenError([Problem(Position(name), "unsafe-archive", f"The part “{part}” declares a document type.", "XML without one")])
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError as error:
        raise _problem(name, "not-readable", f"The part “{part}” is not XML that can be read: {error.msg}.") from None


def _problem(name: str, code: str, seen: str, advice: str = "Save it again from the program that made it.") -> DocgenError:
    return DocgenError([Problem(Position(name), code, seen, _EXPECTED, advice)])


def _edges(root: Any, name: str) -> list[Furniture]:
    """The headers and footers of all kinds of page, each once."""
    out: dict[tuple[str, str], Furniture] = {}
    for page in root.iterfind("{*}master-styles/{*}master-page"):
        for element in page:
            kind = "header" if name_of(element).startswith("header") else "footer" if name_of(element).startswith("footer") else ""
            words = " ".join(" ".join(element.itertext()).split())
            if kind and words:
                out.setdefault((kind, words), Furniture(words, kind, Position(name)))
    return list(out.values())

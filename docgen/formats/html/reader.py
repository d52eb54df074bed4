"""Reads web pages into lines: docgen's own, and those of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.html.read_page import Page
from docgen.formats.reading.decoded_text import decoded
from docgen.formats.reading.file_text import FileText, Origins

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_GLUES = re.compile(rb"generator[\"'][^>]*content=[\"'](?:LibreOffice|OpenOffice)", re.IGNORECASE)
"""LibreOffice writes the number of a heading or paragraph with no space before the words."""
_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NOTE_CLASSES = re.compile(r"\b(?:footnote-?ref|sdfootnoteanc|sdendnoteanc|noteref|footnote_anchor)\b", re.IGNORECASE)


def file_text(data: bytes, name: str) -> FileText:
    """The lines of a page. Raises DocgenError if its elements are nested too deep to be read whole."""
    root = _parsed(data, name)
    if root is None:
        return FileText(())
    notes = dict(_notes(root))
    body = root.find("body")
    language = root.get("lang") or (body.get("lang") if body is not None else "") or ""
    page = Page(name, notes, language or "en", _GLUES.search(data[:4096]) is not None)
    page.read(root)
    title = root.findtext(".//head/title") or ""
    return FileText(tuple(page.parts), tuple(page.furniture), language, " ".join(title.split()), Origins(root.get("data-revision") or ""))


def _parsed(data: bytes, name: str) -> Any:
    """The root element of the page, or None for an empty one."""
    text = _PROLOG.sub("", _text(data, name)).replace("\0", "")
    if not text.strip():
        return None
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    root = html.document_fromstring(text, parser=parser)
    if any(entry.type_name == "ERR_INTERNAL_ERROR" or "depth" in entry.message.lower() for entry in parser.error_log):
        raise DocgenError([Problem(Position(name), "too-deep", "The elements of the page stand in each other too deep.", "at most 200 levels")])
    return root


def _text(data: bytes, name: str) -> str:
    """The page in the encoding that it names, or as any text."""
    found = _CHARSET.search(data[:4096])
    if found and found[1].lower() not in (b"utf-8", b"utf8") and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data, name)


def _notes(root: Any) -> Iterator[tuple[str, Any]]:
    """The elements of footnotes by their ids: those to which the mark of a note links."""
    ids = {element.get("id"): element for element in root.iter() if isinstance(element.tag, str) and element.get("id")}
    for link in root.iter("a"):
        target = (link.get("href") or "").removeprefix("#")
        is_note = link.get("role") == "doc-noteref" or _NOTE_CLASSES.search(link.get("class") or "")
        if is_note and target in ids and not any(ancestor is link for ancestor in ids[target].iterdescendants()):
            yield target, ids[target]

"""Where each section of a Word file comes from: a custom XML part that docgen writes and reads, and the bookmarks round sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from docgen.document.tree import Document, Origin, Section
from docgen.formats.docx.ooxml import properties_parts, runs
from docgen.formats.reading.file_text import Origins, SectionOrigin

CLAUSE, REF = "_clause_", "_Ref_"
"""Prefixes of hidden bookmarks: around a whole section, and around the text that a cross-reference shows."""
NAMESPACE = "urn:docgen:provenance:1"
"""The namespace of the custom XML part."""


def written(document: Document) -> str:
    """The part: a row for each section, with its clause and version, or the reason for its local text."""
    return properties_parts.data(NAMESPACE, "provenance", {"revision": document.id}, _rows(document.sections))


def _rows(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield _row(section.id, section.origin)
        yield from _rows(section.sections)


@lru_cache(maxsize=65_536)
def _row(id: str, origin: Origin | None) -> str:
    """The row of one section; cached, as many revisions share a clause."""
    source = origin or Origin()
    values = {"clause": source.clause, "version": str(source.version or ""), "digest": source.digest, "reason": source.reason}
    return properties_parts.row("section", {"id": id, "bookmark": runs.bookmark(CLAUSE, id), **values})


def origins(root: etree._Element) -> Origins | None:
    """What a custom XML part says; None if it is another program's."""
    if etree.QName(root).namespace != NAMESPACE:
        return None
    rows = [node for node in root if etree.QName(node).localname == "section" and node.get("id")]
    return Origins(
        root.get("revision", ""), tuple(SectionOrigin(row.get("id", ""), row.get("clause", ""), _version(row), row.get("digest", "")) for row in rows)
    )


def _version(row: etree._Element) -> int:
    text = row.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def ids_by_bookmark(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """The ids by the names of their bookmarks."""
    return {runs.bookmark(prefix, id): id for id in ids}


def id_of(prefix: str, bookmark: str, known: dict[str, str]) -> str:
    """The id that a bookmark with the prefix names, from those known or from the name itself; "" for another bookmark.

    A name that was shortened stands for an id that cannot be read from it: then the name itself is returned.
    """
    if not bookmark.startswith(prefix):
        return ""
    name = bookmark[: runs.LONGEST_BOOKMARK]
    if name in known:
        return known[name]
    id = name.removeprefix(prefix).replace("_", "-")
    return id if runs.bookmark(prefix, id) == name else name

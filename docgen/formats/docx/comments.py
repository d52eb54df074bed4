"""Comments added to a finished Word file, each on the paragraph with its words (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docgen.document.frozen_dataclass import dataclass
from docgen.formats.docx.ooxml import accept_reject, block_xml, package, relationships, shell, track_changes

COMMENTS = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PARAGRAPH = re.compile(rf"<w:p>(?:(?!{block_xml.PARAGRAPH_END}).)*{block_xml.PARAGRAPH_END}", re.DOTALL)
_NOTE = re.compile(r"<w:footnoteReference [^>]*/>")


@dataclass(frozen=True, slots=True)
class Comment:
    """Lines on the paragraph whose text is `words`."""

    words: str
    lines: tuple[str, ...]


def with_comments(parts: Mapping[str, package.Part], notes: Iterable[tuple[int, str, Iterable[str]]], date: str) -> dict[str, package.Part]:
    """The comments part, and the parts that refer to it. `notes` holds the id, author and lines of each comment."""
    types = package.unpack(parts[package.CONTENT_TYPES]).decode()
    links = package.unpack(parts[shell.DOCUMENT_RELATIONS]).decode()
    link = relationships.relation(f"rId{relationships.free_id(links)}", relationships.COMMENTS, "comments.xml")
    texts = {
        package.CONTENT_TYPES: relationships.with_types(types, {}, {f"/{COMMENTS}": _TYPE}),
        shell.DOCUMENT_RELATIONS: relationships.with_relations(links, [link]),
        COMMENTS: track_changes.comments(notes, date),
    }
    return {name: package.pack(name, text) for name, text in texts.items()}


def with_new_comments(data: bytes, comments: Iterable[Comment], author: str, date: str) -> bytes:
    """The file with the comments and otherwise unchanged. Those whose words match no paragraph go on the first."""
    parts = package.read(data, "the document")
    xml = package.unpack(parts[shell.DOCUMENT]).decode()
    paragraphs = list(filter(None, (_words(match[0]) for match in _PARAGRAPH.finditer(xml))))
    pending: dict[str, list[str]] = {}
    for comment in comments:
        words = _squeezed(comment.words)
        pending.setdefault(words if words in paragraphs else paragraphs[0], []).extend(comment.lines)
    if not pending:
        return data
    notes: list[tuple[int, str, Iterable[str]]] = []

    def mark(match: re.Match[str]) -> str:
        lines = pending.pop(_words(match[0]), None)
        if lines is None:
            return match[0]
        notes.append((len(notes), author, lines))
        return _commented(match[0], len(notes) - 1)

    xml = _PARAGRAPH.sub(mark, xml)
    commented = {**parts, shell.DOCUMENT: package.pack(shell.DOCUMENT, xml)}
    return package.write((commented | with_comments(commented, notes, date)).values())


def _commented(paragraph: str, id: int) -> str:
    """A paragraph with the comment of that id on all of its text."""
    at = paragraph.index(block_xml.PROPERTIES_END) + len(block_xml.PROPERTIES_END) if block_xml.PROPERTIES_END in paragraph else len("<w:p>")
    end = f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'
    return f'{paragraph[:at]}<w:commentRangeStart w:id="{id}"/>{paragraph[at : -len(block_xml.PARAGRAPH_END)]}{end}{block_xml.PARAGRAPH_END}'


def _words(paragraph: str) -> str:
    return _squeezed(accept_reject.text(_NOTE.sub("", paragraph), True))


def _squeezed(text: str) -> str:
    return " ".join(text.split())

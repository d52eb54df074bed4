"""Read a Word file that any program saved: its paragraphs, and the hidden bookmarks around them (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from xml.etree import ElementTree

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.package import Part, unpack

DOCUMENT, NOTES, PROPERTIES = "word/document.xml", "word/footnotes.xml", "docProps/custom.xml"
STYLES = "word/styles.xml"
_P, _R, _T, _TAB, _BREAK, _NOTE, _LANG, _VAL, _BIDI = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tab", "br", "footnoteReference", "lang", "val", "bidi"))
_RTL = f"{{{W}}}rPr/{{{W}}}rtl"
_START, _END, _ID = f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd", f"{{{W}}}id"
_SKIPPED = {f"{{{W}}}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "sectPr")}
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph: its number, from 1, its style id, its level in a list or -1, its words, and those marked as foreign, not English."""

    number: int
    style: str
    level: int
    words: str
    foreign: tuple[str, ...] = ()


def lines(parts: Mapping[str, Part], prefix: str, file: str) -> Lines:
    """Pairs of bookmark and words for each paragraph that has words: the innermost open bookmark whose name begins with `prefix`, or "".

    Tracked changes count as accepted, and footnotes are in brackets at their marks. Raises DocgenError for a part that is not XML.
    """
    reader = _Reader(prefix, _notes(parts, file))
    reader.below(_parsed(parts, DOCUMENT, file))
    return reader.lines


def paragraphs(parts: Mapping[str, Part], file: str) -> list[ReadParagraph]:
    """The paragraphs that have words, in reading order, with tracked changes accepted. Raises DocgenError for a part that is not XML."""
    out: list[ReadParagraph] = []
    for number, node in enumerate(_parsed(parts, DOCUMENT, file).iter(_P), 1):
        if words := _Reader("", {}).words(node):
            style, level = node.find(f"{{{W}}}pPr/{{{W}}}pStyle"), node.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}ilvl")
            name = style.get(_VAL, "") if style is not None else ""
            out.append(ReadParagraph(number, name, int(level.get(_VAL, "0")) if level is not None else -1, words, _foreign(node)))
    return out


def _foreign(paragraph: ElementTree.Element) -> tuple[str, ...]:
    """The words in each sequence of runs that are marked as another language than English.

    The language for complex scripts counts only in right-to-left runs (17.3.2.20): Word writes it on English runs as well.
    """
    rows = [(not _tags(run).get(_BIDI if run.find(_RTL) is not None else _VAL, "en").lower().startswith("en"), _words(run)) for run in paragraph.iter(_R)]
    joined = (" ".join("".join(words for _, words in group).split()) for foreign, group in groupby(rows, key=lambda row: row[0]) if foreign)
    return tuple(words for words in joined if words)


def language(parts: Mapping[str, Part], file: str) -> str:
    """The language of most of the text, from its runs, or else from the styles, English before others; "" if neither names one."""
    tags = [tag for node in (_parsed(parts, STYLES, file).iter(_LANG) if STYLES in parts else ()) if (tag := node.get(_VAL))]
    default = next((tag for tag in tags if tag.lower().startswith("en")), tags[0] if tags else "")
    counts: Counter[str] = Counter()
    for run in _parsed(parts, DOCUMENT, file).iter(_R):
        counts[_tags(run).get(_VAL, default)] += len(_words(run))
    return max(counts, key=counts.__getitem__, default=default)


def _tags(run: ElementTree.Element) -> Mapping[str, str]:
    node = run.find(f"{{{W}}}rPr/{_LANG}")
    return node.attrib if node is not None else {}


def _words(run: ElementTree.Element) -> str:
    return "".join(node.text or "" for node in run.iter(_T))


def is_tracked(parts: Mapping[str, Part]) -> bool:
    """Whether the file has tracked changes that have been neither accepted nor rejected."""
    return DOCUMENT in parts and bool(_CHANGES.search(unpack(parts[DOCUMENT])))


def properties(parts: Mapping[str, Part], file: str) -> dict[str, str]:
    """The custom properties of a file by name (Part 1, 22.3)."""
    if PROPERTIES not in parts:
        return {}
    return {node.get("name", ""): "".join(node.itertext()) for node in _parsed(parts, PROPERTIES, file).iter(_OFFICE)}


def _parsed(parts: Mapping[str, Part], name: str, file: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(unpack(parts[name]))
    except (ElementTree.ParseError, RecursionError) as error:
        raise DocgenError([Problem(Position(file), "not-docx", f"The part “{name}” is not XML: {error}.", "a .docx file as Word saves it")]) from None


def _notes(parts: Mapping[str, Part], file: str) -> dict[str, str]:
    if NOTES not in parts:
        return {}
    out: dict[str, str] = {}
    for note in _parsed(parts, NOTES, file):
        reader = _Reader("", {})
        reader.below(note)
        out[note.get(_ID, "")] = " ".join(words for _, words in reader.lines)
    return out


class _Reader:
    """Reads a text, with the bookmarks that are open, and the lines read so far."""

    def __init__(self, prefix: str, notes: Mapping[str, str]) -> None:
        self.prefix, self.notes = prefix, notes
        self.open: dict[str, str] = {}
        self.lines: Lines = []

    def below(self, node: ElementTree.Element) -> None:
        for child in node:
            if child.tag == _P:
                self.paragraph(child)
            elif child.tag in (_START, _END):
                self.bookmark(child)
            elif child.tag not in _SKIPPED:
                self.below(child)

    def words(self, node: ElementTree.Element) -> str:
        pieces: list[str] = []
        self.runs(node, pieces)
        return " ".join("".join(pieces).split())

    def paragraph(self, node: ElementTree.Element) -> None:
        if words := self.words(node):
            self.lines.append((next(reversed(self.open.values()), ""), words))

    def runs(self, node: ElementTree.Element, out: list[str]) -> None:
        for child in node:
            if child.tag == _T:
                out.append(child.text or "")
            elif child.tag in (_TAB, _BREAK):
                out.append(" ")
            elif child.tag == _NOTE:
                out.append(f"[{self.notes.get(child.get(_ID, ''), '')}]")
            elif child.tag in (_START, _END):
                self.bookmark(child)
            elif child.tag == _P:
                self.paragraph(child)
            elif child.tag not in _SKIPPED:
                self.runs(child, out)

    def bookmark(self, node: ElementTree.Element) -> None:
        id, name = node.get(_ID, ""), node.get(f"{{{W}}}name", "")
        if node.tag == _END:
            self.open.pop(id, None)
        elif self.prefix and name.startswith(self.prefix):
            self.open[id] = name

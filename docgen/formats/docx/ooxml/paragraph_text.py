"""A Word file that came back, read whatever program saved it: its paragraphs, and the hidden bookmarks they stand in (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from xml.etree import ElementTree

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.package import Part, unpack

DOCUMENT, NOTES, PROPERTIES = "word/document.xml", "word/footnotes.xml", "docProps/custom.xml"
STYLES = "word/styles.xml"
_P, _R, _T, _TAB, _BREAK, _NOTE, _LANG, _VAL, _BIDI = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tab", "br", "footnoteReference", "lang", "val", "bidi"))
_RTL = f"{{{W}}}rPr/{{{W}}}rtl"
_START, _END = f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"
_GONE = {f"{{{W}}}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "sectPr")}
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph: which one it is, counted from 1, the id of its style, its level in a list or -1, its words, and those marked as not English."""

    number: int
    style: str
    level: int
    words: str
    foreign: tuple[str, ...] = ()


def lines(parts: Mapping[str, Part], prefix: str, file: str) -> Lines:
    """The words of each paragraph that has any, each after the innermost open bookmark whose name begins with `prefix`, or "" where there is none.

    Tracked changes count as accepted, and footnotes stand in brackets at their marks. DocgenError for a part that is no XML.
    """
    reading = _Reading(prefix, _notes(parts, file))
    reading.below(_parsed(parts, DOCUMENT, file))
    return reading.found


def paragraphs(parts: Mapping[str, Part], file: str) -> list[ReadParagraph]:
    """The paragraphs that have words, in reading order, tracked changes accepted. DocgenError for a part that is no XML."""
    out: list[ReadParagraph] = []
    for number, node in enumerate(_parsed(parts, DOCUMENT, file).iter(_P), 1):
        reading = _Reading("", {})
        pieces: list[str] = []
        reading.runs(node, pieces)
        if words := " ".join("".join(pieces).split()):
            look = node.find(f"{{{W}}}pPr")
            style, level = (look.find(f"{{{W}}}pStyle"), look.find(f"{{{W}}}numPr/{{{W}}}ilvl")) if look is not None else (None, None)
            name = style.get(f"{{{W}}}val", "") if style is not None else ""
            out.append(ReadParagraph(number, name, int(level.get(f"{{{W}}}val", "0")) if level is not None else -1, words, _foreign(node)))
    return out


def _foreign(paragraph: ElementTree.Element) -> tuple[str, ...]:
    """The words of runs next to each other that say they are in another language than English.

    What a run says of letters from right to left counts in such a run alone (17.3.2.20): Word writes it beside English as well.
    """
    rows = [(not _tags(run).get(_BIDI if run.find(_RTL) is not None else _VAL, "en").lower().startswith("en"), _words(run)) for run in paragraph.iter(_R)]
    joined = (" ".join("".join(words for _, words in group).split()) for other, group in groupby(rows, key=lambda row: row[0]) if other)
    return tuple(words for words in joined if words)


def language(parts: Mapping[str, Part], file: str) -> str:
    """The language that most of the text is said to be in, by its runs or else by the styles, of which English counts before others; "" if none is said."""
    said = [tag for node in (_parsed(parts, STYLES, file).iter(_LANG) if STYLES in parts else ()) if (tag := node.get(_VAL))]
    usual = next((tag for tag in said if tag.lower().startswith("en")), said[0] if said else "")
    counts: Counter[str] = Counter()
    for run in _parsed(parts, DOCUMENT, file).iter(_R):
        counts[_tags(run).get(_VAL, usual)] += len(_words(run))
    return max(counts, key=counts.__getitem__, default=usual)


def _tags(run: ElementTree.Element) -> Mapping[str, str]:
    node = run.find(f"{{{W}}}rPr/{_LANG}")
    return node.attrib if node is not None else {}


def _words(run: ElementTree.Element) -> str:
    return "".join(node.text or "" for node in run.iter(_T))


def is_tracked(parts: Mapping[str, Part]) -> bool:
    """Whether the file has tracked changes that nobody has accepted or rejected."""
    return DOCUMENT in parts and bool(_CHANGES.search(unpack(parts[DOCUMENT])))


def properties(parts: Mapping[str, Part], file: str) -> dict[str, str]:
    """The custom properties of a file by their names (Part 1, 22.3)."""
    if PROPERTIES not in parts:
        return {}
    return {node.get("name", ""): "".join(node.itertext()) for node in _parsed(parts, PROPERTIES, file).iter(_OFFICE)}


def _parsed(parts: Mapping[str, Part], name: str, file: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(unpack(parts[name]))
    except (ElementTree.ParseError, RecursionError) as error:
        raise DocgenError([Problem(Position(file), "not-docx", f"The part “{name}” is no XML: {error}.", "a .docx file as Word saves it")]) from None


def _notes(parts: Mapping[str, Part], file: str) -> dict[str, str]:
    if NOTES not in parts:
        return {}
    out: dict[str, str] = {}
    for note in _parsed(parts, NOTES, file):
        reading = _Reading("", {})
        reading.below(note)
        out[note.get(f"{{{W}}}id", "")] = " ".join(words for _, words in reading.found)
    return out


class _Reading:
    """A text being read: the bookmarks that are open, and what was found under each."""

    def __init__(self, prefix: str, notes: Mapping[str, str]) -> None:
        self.prefix, self.notes = prefix, notes
        self.open: dict[str, str] = {}
        self.found: Lines = []

    def below(self, node: ElementTree.Element) -> None:
        for child in node:
            if child.tag == _P:
                self.paragraph(child)
            elif child.tag in (_START, _END):
                self.bookmark(child)
            elif child.tag not in _GONE:
                self.below(child)

    def paragraph(self, node: ElementTree.Element) -> None:
        pieces: list[str] = []
        self.runs(node, pieces)
        if words := " ".join("".join(pieces).split()):
            self.found.append((next(reversed(self.open.values()), ""), words))

    def runs(self, node: ElementTree.Element, out: list[str]) -> None:
        for child in node:
            if child.tag == _T:
                out.append(child.text or "")
            elif child.tag in (_TAB, _BREAK):
                out.append(" ")
            elif child.tag == _NOTE:
                out.append(f"[{self.notes.get(child.get(f'{{{W}}}id', ''), '')}]")
            elif child.tag in (_START, _END):
                self.bookmark(child)
            elif child.tag == _P:
                self.paragraph(child)
            elif child.tag not in _GONE:
                self.runs(child, out)

    def bookmark(self, node: ElementTree.Element) -> None:
        id, name = node.get(f"{{{W}}}id", ""), node.get(f"{{{W}}}name", "")
        if node.tag == _END:
            self.open.pop(id, None)
        elif self.prefix and name.startswith(self.prefix):
            self.open[id] = name

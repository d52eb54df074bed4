"""Read a Word file that any program saved: its paragraphs, and the hidden bookmarks around them (ECMA-376 Part 1, 17.13)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.ooxml.package import Part, unpack
from docgen.formats.docx.ooxml.style_names import usual_names

DOCUMENT, NOTES, PROPERTIES = "word/document.xml", "word/footnotes.xml", "docProps/custom.xml"
STYLES = "word/styles.xml"
_P, _R, _T, _TAB, _BREAK, _NOTE, _LANG, _VAL, _BIDI = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tab", "br", "footnoteReference", "lang", "val", "bidi"))
_SPACES = frozenset([_TAB, _BREAK, *(f"{{{W}}}{name}" for name in ("cr", "ptab"))])
_HYPHEN, _SYMBOL, _CHAR = (f"{{{W}}}{name}" for name in ("noBreakHyphen", "sym", "char"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What programs show that do not understand the content beside it, which says the same (Part 3, 9.2)."""
_MARKS = tuple(f"{{{W}}}pPr/{{{W}}}rPr/{{{W}}}{name}" for name in ("del", "moveFrom"))
_SYMBOLS = {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠"}
"""Characters of the font Symbol that a text may need; others are shown as a bullet."""
_RTL = f"{{{W}}}rPr/{{{W}}}rtl"
_START, _END, _ID = f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd", f"{{{W}}}id"
_SKIPPED = {_FALLBACK, *(f"{{{W}}}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "sectPr"))}
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph: its number, from 1, its style, its level in a list or -1, its words, and those marked as foreign, not English.

    `style` is "Heading2" or "ListBullet2" if the style is, or is based on, one with such a name, and else its id, which another program may choose freely.
    """

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
    usual = usual_names(_parsed(parts, STYLES, file)) if STYLES in parts else {}
    carried: tuple[int, str, tuple[str, ...]] = (0, "", ())
    for number, node in enumerate(_all_paragraphs(_parsed(parts, DOCUMENT, file)), 1):
        first, before, foreign = carried if carried[1] else (number, "", ())
        words, foreign = f"{before} {_Reader('', {}).words(node)}".strip(), (*foreign, *_foreign(node))
        if _is_joined(node):
            carried = first, words, foreign
            continue
        carried = (0, "", ())
        if words:
            style, level = node.find(f"{{{W}}}pPr/{{{W}}}pStyle"), node.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}ilvl")
            id = style.get(_VAL, "") if style is not None else ""
            out.append(ReadParagraph(first, usual.get(id, id), int(level.get(_VAL, "0")) if level is not None else -1, words, foreign))
    return [*out, ReadParagraph(carried[0], "", -1, *carried[1:])] if carried[1] else out


def _all_paragraphs(node: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """All paragraphs below a node, also in text boxes, each once."""
    for child in node:
        if child.tag == _P:
            yield child
        if child.tag != _FALLBACK:
            yield from _all_paragraphs(child)


def _is_joined(paragraph: ElementTree.Element) -> bool:
    """Whether the end of the paragraph is deleted, so that the next one continues it (17.13.5.15)."""
    return any(paragraph.find(mark) is not None for mark in _MARKS)


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


def _symbol(code: str) -> str:
    """The character of a symbol; in the private area are those of fonts (17.3.3.30)."""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    return _SYMBOLS.get(number - 0xF000, "•") if not 0x20 < number < 0xD800 else chr(number)


class _Reader:
    """Reads a text, with the bookmarks that are open, and the lines read so far."""

    def __init__(self, prefix: str, notes: Mapping[str, str]) -> None:
        self.prefix, self.notes = prefix, notes
        self.open: dict[str, str] = {}
        self.lines: Lines = []
        self.carried = ""
        """The words of paragraphs whose end is deleted."""

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
        carried, self.carried = self.carried, ""
        words = f"{carried} {self.words(node)}".strip()
        if _is_joined(node):
            self.carried = words
        elif words:
            self.lines.append((next(reversed(self.open.values()), ""), words))

    def runs(self, node: ElementTree.Element, out: list[str]) -> None:
        for child in node:
            if child.tag == _T:
                out.append(child.text or "")
            elif child.tag in _SPACES:
                out.append(" ")
            elif child.tag == _HYPHEN:
                out.append("-")
            elif child.tag == _SYMBOL:
                out.append(_symbol(child.get(_CHAR, "")))
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

"""What a house style's Word file gives: the styles for each role, and the shell filled with the front matter."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import lru_cache

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import FrontMatter
from docgen.formats.docx.ooxml import block_xml, package, properties_parts, shell, styles
from docgen.formats.docx.ooxml import numbering_part as numbering
from docgen.formats.docx.ooxml.house_content.house_parts import house_parts
from docgen.sources.files import HouseStyle

FILE = "house.docx"
HEADINGS = tuple(f"heading {n}" for n in range(1, 7))
BULLETS = ("list bullet", *(f"list bullet {n}" for n in range(2, 6)))
NUMBERS = ("list number", *(f"list number {n}" for n in range(2, 6)))
CONTINUED = ("list continue", *(f"list continue {n}" for n in range(2, 6)))
CONTENTS = ("toc 1", "toc 2")
SIGNING = ("signature party", "signature line", "signature date")
PARAGRAPHS = (
    *("body text", "numbered paragraph", "quote", "caption", "figure", "table text", "table heading", "footnote text"),
    *(*HEADINGS, *BULLETS, *NUMBERS, *CONTINUED, *CONTENTS, *SIGNING),
)
NEEDED: dict[styles.Kind, tuple[str, ...]] = {
    "paragraph": PARAGRAPHS,
    "character": ("hyperlink", "footnote reference"),
    "table": ("house table",),
    "numbering": ("appendix list",),
}
PARTS = (shell.DOCUMENT, shell.DOCUMENT_RELATIONS, "word/styles.xml", "word/numbering.xml", "word/settings.xml", "docProps/core.xml")
_COUNTED = (HEADINGS[0], BULLETS[0], NUMBERS[0])
_PARAGRAPH, _TAG, _BODY = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL), re.compile("<[^>]+>"), re.compile(r"\{\{\s*body\s*\}\}")
_PAGE = re.compile(r'<w:pgSz\b[^>]*?w:w="(\d+)"')
_MARGIN = {side: re.compile(rf'<w:pgMar\b[^>]*?w:{side}="(\d+)"') for side in ("left", "right", "gutter")}


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """A house file, read once."""

    file: str
    parts: dict[str, package.Part]
    text: dict[str, str]
    """The text of the parts that are rewritten."""
    paragraph: dict[str, str]
    """Paragraph style ids by name."""
    link: str
    note_mark: str
    table: str
    # numIds
    headings: int
    appendices: int
    bullets: int
    ordered: int
    numbering: numbering.Numbering
    lefts: dict[str, int]
    """Left indents by style id, in twentieths of a point."""
    first_note: int
    width: int
    """The width of the text, in twentieths of a point."""


@lru_cache(maxsize=16)
def read_house(data: bytes, file: str) -> House:
    """Parse a house file. Raises DocgenError, placed in `file`, with everything that it lacks."""
    parts = house_parts(data, PARTS, file)
    place, expected = Position(file), "a .docx file as Word saves it"
    try:
        names = (*PARTS, package.CONTENT_TYPES, package.ROOT_RELATIONS, "word/footnotes.xml")
        text = {name: package.unpack(parts[name]).decode() for name in names if name in parts}
        found = styles.load(text["word/styles.xml"].encode())
    except (UnicodeDecodeError, etree.XMLSyntaxError) as error:
        raise DocgenError([Problem(place, "broken-part", f"A part of the Word file cannot be read: {error}.", expected)]) from None
    if missing := [_missing(place, kind, name, found) for kind, names in NEEDED.items() for name in names if (kind, name) not in found.ids]:
        raise DocgenError(missing)
    paragraph = {name: found.ids["paragraph", name] for name in PARAGRAPHS}
    nums = {name: found.nums.get(paragraph[name], 0) for name in _COUNTED} | {"appendix list": found.nums.get(found.ids["numbering", "appendix list"], 0)}
    if unnumbered := [_unnumbered(place, name) for name in _COUNTED if not nums[name]]:
        raise DocgenError(unnumbered)
    headings, bullets, ordered, appendices = nums.values()
    try:
        lists, appendices = numbering.with_appendices(text["word/numbering.xml"].encode(), appendices, headings)
        loaded = numbering.load(lists, {headings: 0, appendices: 1}, (ordered, bullets))
    except (KeyError, ValueError, etree.XMLSyntaxError):
        raise DocgenError([Problem(place, "broken-part", "The numbering of the Word file lacks a list that a style uses.", expected)]) from None
    return House(
        file=file,
        parts=parts,
        text=text,
        paragraph=paragraph,
        link=found.ids["character", "hyperlink"],
        note_mark=found.ids["character", "footnote reference"],
        table=found.ids["table", "house table"],
        headings=headings,
        appendices=appendices,
        bullets=bullets,
        ordered=ordered,
        numbering=loaded,
        lefts=found.lefts,
        first_note=block_xml.first_note(text.get("word/footnotes.xml", "")),
        width=_width(text[shell.DOCUMENT]),
    )


def _missing(place: Position, kind: str, name: str, found: styles.Styles) -> Problem:
    advice = did_you_mean(name, [other for other_kind, other in found.ids if other_kind == kind and other not in PARAGRAPHS])
    return Problem(place, "missing-style", f"The Word file has no {kind} style “{name}”.", "a style of that name, which docgen uses", advice)


def _unnumbered(place: Position, name: str) -> Problem:
    return Problem(place, "missing-numbering", f"The style “{name}” of the Word file has no numbering.", "a multilevel list linked to it")


def _width(document: str) -> int:
    """The width of the text in the section that holds the body, or else in the last one."""
    bodies = (paragraph.end() for paragraph in _PARAGRAPH.finditer(document) if _BODY.search(_TAG.sub("", paragraph[0])))
    properties = document[document.find("<w:sectPr", next(bodies, document.rfind("<w:sectPr"))) :].partition("</w:sectPr>")[0]
    page, left, right, gutter = (pattern.search(properties) for pattern in (_PAGE, _MARGIN["left"], _MARGIN["right"], _MARGIN["gutter"]))
    return int(page[1]) - int(left[1]) - int(right[1]) - int(gutter[1] if gutter else 0) if page and left and right else 9_000


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """The house file filled with the front matter: its XML before the contents, between contents and body, and after the body."""

    before: str
    between: str
    after: str
    parts: tuple[package.Part, ...]
    """Headers and footers."""
    core: dict[str, str]
    """Core properties."""
    first_bookmark: int


@lru_cache(maxsize=64)
def filled_shell(house: House, front: FrontMatter) -> Shell:
    """The shell filled with the front matter; its markers are the field names of FrontMatter."""
    facts = {f.name: getattr(front, f.name) for f in fields(FrontMatter)}
    filled = shell.fill(house.parts, facts, ("contents", "body"), house.file)
    before, between, after = filled.pieces
    bookmarks = re.findall(r'<w:bookmarkStart [^>]*?w:id="(\d+)"', before + between + after)
    core = shell.texts(properties_parts.core_texts(house.text["docProps/core.xml"]), facts, house.file)
    headers = tuple(package.pack(name, data) for name, data in filled.parts.items())
    return Shell(block_xml.with_namespaces(before), between, after, headers, core, max(map(int, bookmarks), default=-1) + 1)


_SAMPLE = FrontMatter("Title", "Subtitle", "Title", ("One Party", "Other Party"), "Draft", "June 2024", "2024-06-01T00:00:00Z", "DRAFT", (("Status", "Draft"),))


def problems(style: HouseStyle, front: FrontMatter = _SAMPLE) -> tuple[Problem, ...]:
    """Everything that keeps the style's house.docx from being filled with the front matter."""
    try:
        filled_shell(read_house(style.read(FILE), style.place(FILE)), front)
    except DocgenError as error:
        return error.problems
    return ()

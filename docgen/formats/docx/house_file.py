"""What the house style's Word file gives: the looks by role, and the shell filled with the front matter."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import lru_cache

from lxml import etree

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.tree import FrontMatter
from docgen.formats.docx.ooxml import block_xml, package, properties_parts, shell, styles
from docgen.formats.docx.ooxml import numbering_part as numbering

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
_PAGE = re.compile(r'<w:pgSz\b[^>]*?w:w="(\d+)"')
_MARGIN = {side: re.compile(rf'<w:pgMar\b[^>]*?w:{side}="(\d+)"') for side in ("left", "right")}


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """A house file, read once."""

    file: str
    parts: dict[str, package.Part]
    text: dict[str, str]
    """The parts that are written anew, as text."""
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
def house(data: bytes, file: str) -> House:
    """The house file with those bytes; DocgenError, placed in `file`, for everything that it lacks."""
    parts = package.read(data, file, PARTS)
    place = Position(file)
    try:
        wanted = (*PARTS, package.CONTENT_TYPES, package.ROOT_RELATIONS, "word/footnotes.xml")
        text = {name: package.unpack(parts[name]).decode() for name in wanted if name in parts}
        found = styles.load(text["word/styles.xml"].encode())
    except (UnicodeDecodeError, etree.XMLSyntaxError) as error:
        raise DocgenError([Problem(place, "broken-part", f"A part of the Word file cannot be read: {error}.", "a .docx file as Word saves it")]) from None
    problems = [_missing(place, kind, name, found) for kind, names in NEEDED.items() for name in names if (kind, name) not in found.ids]
    if problems:
        raise DocgenError(problems)
    paragraph = {name: found.ids["paragraph", name] for name in PARAGRAPHS}
    counted = {name: found.nums.get(paragraph[name], 0) for name in _COUNTED} | {"appendix list": found.nums.get(found.ids["numbering", "appendix list"], 0)}
    bare = [_bare(place, name) for name, num in counted.items() if not num]
    if bare:
        raise DocgenError(bare)
    heads, bullets, ordered, appendices = counted.values()
    try:
        lists = numbering.load(text["word/numbering.xml"].encode(), {heads: 0, appendices: 1}, (ordered, bullets))
    except (KeyError, ValueError, etree.XMLSyntaxError):
        raise DocgenError([_unlisted(place)]) from None
    return House(
        file=file,
        parts=parts,
        text=text,
        paragraph=paragraph,
        link=found.ids["character", "hyperlink"],
        note_mark=found.ids["character", "footnote reference"],
        table=found.ids["table", "house table"],
        headings=heads,
        appendices=appendices,
        bullets=bullets,
        ordered=ordered,
        numbering=lists,
        lefts=found.lefts,
        first_note=block_xml.first_note(text.get("word/footnotes.xml", "")),
        width=_width(text[shell.DOCUMENT]),
    )


def _missing(place: Position, kind: str, name: str, found: styles.Styles) -> Problem:
    advice = did_you_mean(name, [other for its, other in found.ids if its == kind and other not in PARAGRAPHS])
    return Problem(place, "missing-style", f"The Word file has no {kind} style “{name}”.", "a style of that name, for docgen writes in it", advice)


def _unlisted(place: Position) -> Problem:
    return Problem(place, "broken-part", "The numbering of the Word file lacks a list that a style names.", "a .docx file as Word saves it")


def _bare(place: Position, name: str) -> Problem:
    return Problem(place, "missing-numbering", f"The style “{name}” of the Word file has no numbering.", "a multilevel list linked to it")


def _width(document: str) -> int:
    """The width of the text in the last section."""
    tail = document[document.rfind("<w:sectPr") :]
    page, left, right = (pattern.search(tail) for pattern in (_PAGE, _MARGIN["left"], _MARGIN["right"]))
    return int(page[1]) - int(left[1]) - int(right[1]) if page and left and right else 9_000


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """The house file filled with the front matter: what stands before the contents, between them and the body, and after it."""

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
    """The shell with the facts of the front matter, which its markers name as FrontMatter does."""
    facts = {f.name: getattr(front, f.name) for f in fields(FrontMatter)}
    made = shell.fill(house.parts, facts, ("contents", "body"), house.file)
    before, between, after = made.pieces
    marks = re.findall(r'<w:bookmarkStart [^>]*?w:id="(\d+)"', before + between + after)
    core = shell.texts(properties_parts.core_texts(house.text["docProps/core.xml"]), facts, house.file)
    headers = tuple(package.pack(name, data) for name, data in made.parts.items())
    return Shell(block_xml.with_namespaces(before), between, after, headers, core, max(map(int, marks), default=-1) + 1)

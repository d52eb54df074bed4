"""A Word text in the making: where blocks stand, and what was written so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docgen.document.languages import is_right_to_left
from docgen.document.tree import Section
from docgen.formats.docx.house_file import HEADINGS, House
from docgen.formats.docx.ooxml import block_xml as blocks
from docgen.formats.docx.ooxml import runs
from docgen.formats.docx.ooxml.numbering_part import Instance
from docgen.formats.docx.ooxml.runs import Runs
from docgen.sources.files import HouseStyle


class Place(NamedTuple):
    """Where blocks stand: what a paragraph there looks like, and how far in a list there begins."""

    style: str
    """The style of a paragraph."""
    starts: blocks.Starts
    mark: str = ""
    """What a paragraph begins with."""
    base: int = 0
    """The level of indentation of the outermost list there."""
    indent: int = 0
    """The level of indentation of a list there."""
    label: int = 0
    """The label level of an ordered list there."""
    outline: int = 0
    """The list that numbered paragraphs there belong to."""
    rest: Place | None = None
    """Where the blocks after the first stand; None if they stand as the first does."""
    small: bool = False
    """Whether lists there keep the style of the paragraphs, as in footnotes."""


class Kinds(NamedTuple):
    """The functions that write each kind of node, by where it stands. The last argument of each is the Writing."""

    inlines: Mapping[type, Callable[[Any, Runs, int, Any], None]]
    blocks: Mapping[type, Callable[..., None]]
    items: Mapping[type, Callable[..., None]]
    sections: Mapping[type, Callable[..., None]]
    signatories: Mapping[type, Callable[..., None]]
    takes_mark: frozenset[type]
    """What can begin with the bullet or number of its place."""
    passes_mark: frozenset[type] = frozenset()
    """What leaves that to the next block as well."""


class Writing:
    """One document in the making: what was written so far, and what other parts must hold because of it."""

    __slots__ = (
        *("after_table", "bookmarks", "bullets", "first_label", "formats", "house", "kinds", "languages", "links", "lists", "media"),
        *("note_links", "notes", "out", "pictures", "run", "style"),
    )

    def __init__(self, house: House, style: HouseStyle, first_bookmark: int, kinds: Kinds) -> None:
        self.house = house
        self.kinds = kinds
        self.style = style
        self.formats = list(runs.formats(house.link))
        self.languages: dict[str, int] = {}
        """For each language that some words are in, the flags of a run in it."""
        self.out: list[str] = []
        self.run = Runs(self.formats, self.out)
        self.bookmarks = first_bookmark
        self.lists: list[Instance] = []
        self.bullets: dict[int, int] = {}
        """The list of bullets for each shift."""
        self.first_label = 0
        """The label level of the outermost ordered lists of the section being written."""
        self.links: dict[str, int] = {}
        """The addresses that the part being written links to, and their numbers."""
        self.note_links: dict[str, int] = {}
        self.media: dict[bytes, int] = {}
        self.pictures = 0
        self.notes: list[str] = []
        self.after_table = False

    def spoken(self, language: str) -> int:
        """The flags of a run in that language."""
        if language not in self.languages:
            self.languages[language] = len(self.formats)
            self.formats += runs.formats(self.house.link, language, is_right_to_left(language))
        return self.languages[language]

    def aside(self, write: Callable[[], None]) -> str:
        """What `write` writes, kept out of the text."""
        out, self.out = self.out, []
        run, self.run = self.run, Runs(self.formats, self.out)
        write()
        made = "".join(self.out)
        self.out, self.run = out, run
        return made

    def counting(self, place: Place, level: int) -> int:
        """The number of a new list that counts from its start."""
        self.lists.append(Instance(self.house.ordered, max(level - place.label, 0), level))
        return self.house.numbering.next_num + len(self.lists) - 1

    def bulleted(self, place: Place, level: int) -> int:
        """The number of the list whose bullets have the shape for their depth where they stand; -1 if it is that of the style."""
        if not place.base:
            return self.house.bullets if place.small or level > 4 else -1
        if place.base not in self.bullets:
            self.lists.append(Instance(self.house.bullets, place.base))
            self.bullets[place.base] = self.house.numbering.next_num + len(self.lists) - 1
        return self.bullets[place.base]


def heading(node: Section, depth: int, place: Place, house: House) -> str:
    """The start of a section's heading."""
    style = house.paragraph[HEADINGS[min(depth, 5)]]
    if place.outline != house.appendices:
        return blocks.start(style, False, house.headings, min(depth, 8)) if depth > 5 else blocks.start(style)
    # Heading styles belong to the list of the sections, so the list of the appendices is named in each paragraph (17.9.23).
    return blocks.start(style, num=house.appendices if node.number or depth else 0, level=min(depth, 8), new_page=depth == 0)

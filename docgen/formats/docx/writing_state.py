"""The state of writing a Word file: where blocks go, and what has been written so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docgen.document.languages import is_right_to_left
from docgen.document.tree import Block, FieldBlock, List, Quote, Section, Table
from docgen.formats.docx.house_style_file import HEADINGS, House
from docgen.formats.docx.ooxml import block_xml as blocks
from docgen.formats.docx.ooxml import runs
from docgen.formats.docx.ooxml.numbering_part import Instance
from docgen.formats.docx.ooxml.runs import Runs
from docgen.sources.files import HouseStyle


class Place(NamedTuple):
    """Where blocks are written: the look of a paragraph there, and the indentation of a list."""

    style: str
    """The style of a paragraph."""
    starts: blocks.Starts
    mark: str = ""
    """XML at the beginning of each paragraph."""
    base: int = 0
    """The indentation level of the outermost list."""
    indent: int = 0
    """The indentation level of a list."""
    label: int = 0
    """The label level of an ordered list."""
    outline: int = 0
    """The list that numbered paragraphs belong to."""
    rest: Place | None = None
    """The place of the blocks after the first; None if it is the same."""
    small: bool = False
    """Whether lists keep the style of the paragraphs, as in footnotes."""
    headings: int = -1
    """The list that headings of the text name themselves, 0 for none; -1 if their styles do."""


class Writers(NamedTuple):
    """The functions that write each kind of node, by where the node may occur. The last argument of each is the State."""

    inlines: Mapping[type, Callable[[Any, Runs, int, Any], None]]
    blocks: Mapping[type, Callable[..., None]]
    items: Mapping[type, Callable[..., None]]
    sections: Mapping[type, Callable[..., None]]
    signatories: Mapping[type, Callable[..., None]]
    takes_mark: frozenset[type]
    """The blocks that can begin with the bullet or number of their place."""
    passes_mark: Callable[[Any, Any], bool] = lambda node, state: False
    """Whether a block passes it on to the next block as well."""
    new_paragraph: Callable[[str, Any], str] = lambda xml, state: xml
    """The XML of an empty paragraph that only the new document has, to begin with the bullet that another block had."""


class State:
    """One document being written: what has been written so far, and what other parts must hold because of it."""

    __slots__ = (
        *("after_table", "bookmarks", "bullets", "first_label", "formats", "house", "languages", "links", "lists", "media"),
        *("note_links", "notes", "out", "pictures", "run", "style", "writers"),
    )

    def __init__(self, house: House, style: HouseStyle, first_bookmark: int, writers: Writers) -> None:
        self.house, self.style, self.writers = house, style, writers
        self.formats = list(runs.formats(house.link))
        self.languages: dict[str, int] = {}
        """The flags of a run in each language other than the document's."""
        self.out: list[str] = []
        self.run = Runs(self.formats, self.out)
        self.bookmarks = first_bookmark
        self.lists: list[Instance] = []
        self.bullets: dict[int, int] = {}
        """The bullet list for each shift."""
        self.first_label = 0
        """The label level of the outermost ordered lists of the current section."""
        self.links: dict[str, int] = {}
        """The addresses that the current part links to, and their numbers."""
        self.note_links: dict[str, int] = {}
        self.media: dict[bytes, int] = {}
        self.pictures = 0
        self.notes: list[str] = []
        self.after_table = False

    def language_flags(self, language: str) -> int:
        """The flags of a run in that language."""
        if language not in self.languages:
            self.languages[language] = len(self.formats)
            self.formats += runs.formats(self.house.link, language, is_right_to_left(language))
        return self.languages[language]

    def captured(self, write: Callable[[], None]) -> str:
        """Call `write`, and return what it writes instead of adding it to the body."""
        out, self.out = self.out, []
        run, self.run = self.run, Runs(self.formats, self.out)
        write()
        xml = "".join(self.out)
        self.out, self.run = out, run
        return xml

    def new_list(self, place: Place, level: int) -> int:
        """The numId of a new list that counts from its start."""
        self.lists.append(Instance(self.house.ordered, max(level - place.label, 0), level))
        return self.house.numbering.next_num + len(self.lists) - 1

    def bullet_list(self, place: Place, level: int) -> int:
        """The numId of the list whose bullets have the right shape for their depth at `place`; -1 if the style's own list has."""
        if not place.base:
            return self.house.bullets if place.small or level > 4 else -1
        if place.base not in self.bullets:
            self.lists.append(Instance(self.house.bullets, place.base))
            self.bullets[place.base] = self.house.numbering.next_num + len(self.lists) - 1
        return self.bullets[place.base]


def heading(node: Section, depth: int, place: Place, house: House) -> str:
    """The start of a section's heading."""
    style = house.paragraph[HEADINGS[min(depth, 5)]]
    if place.headings == 0 and (depth or not node.appendix):
        return blocks.start(style, num=0, level=min(depth, 8))
    if place.headings > 0 and place.outline != house.appendices:
        return blocks.start(style, num=place.headings, level=min(depth, 8))
    if place.outline != house.appendices:
        return blocks.start(style, False, house.headings, min(depth, 8)) if depth > 5 else blocks.start(style)
    # Heading styles belong to the list of sections, so each heading in an appendix names the list of appendices (17.9.23).
    return blocks.start(style, num=house.appendices if node.number or depth else 0, level=min(depth, 8), new_page=depth == 0)


def needs_lead_in(node: Block) -> bool:
    """Whether the paragraph before `node` leads into it, and must be kept with it."""
    if type(node) is FieldBlock:
        return bool(node.blocks) and needs_lead_in(node.blocks[0])
    return type(node) in (List, Table, Quote)

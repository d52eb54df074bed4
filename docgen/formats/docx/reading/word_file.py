"""A Word file that any program saved: its text on both sides of its tracked changes, the changes, the comments, and where it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from lxml import etree

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.formats.docx import provenance
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reading.computed_numbers import Numbering
from docgen.formats.docx.reading.marked_text import Edit, MarkedBlock, Side, Story
from docgen.formats.docx.reading.read_comments import Comment, comments
from docgen.formats.docx.reading.read_story import read_story
from docgen.formats.docx.reading.settled_text import Settled
from docgen.formats.docx.reading.word_package import WordPackage
from docgen.formats.docx.reading.word_styles import VAL, Styles
from docgen.formats.reading.file_text import FileText, Furniture, Line, Origins

_RUN, _RUN_PROPERTIES, _LANG, _TEXT, _NOTE_ID, _DEFAULTS = (f"{{{W}}}{name}" for name in ("r", "rPr", "lang", "t", "id", "docDefaults"))
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_RUNNING = (("header", "header"), ("footer", "footer"))


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change that has been neither accepted nor rejected: its paragraph, counted from 1, and its words; "¶" is the end of a paragraph."""

    paragraph: int
    edit: Edit
    words: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """`new` is the text with all tracked changes accepted, `old` with all rejected; they are equal if there are none that change it."""

    new: FileText
    old: FileText
    tracked: tuple[Tracked, ...]
    comments: tuple[Comment, ...]


def read_word(data: bytes, file: str) -> WordFile:
    """What a Word file says; `file` is its name in places. Raises DocgenError if it is not a Word file, or unsafe."""
    return _Reading(WordPackage(data, file)).word_file()


class _Reading:
    """One file being read."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.styles = Styles(package.only("styles"))
        self.body = package.root(package.main)
        self.language = _language(self.body, package.only("styles"))
        self.numbering = Numbering(package.only("numbering"), self.styles)
        self.story, self.watermarks = self._story(self.body, package.main)
        self.running = [(kind, part, *self._story(package.root(part), part)) for kind, relation in _RUNNING for part in package.related(relation)]
        self.notes = {key: blocks for kind in ("footnote", "endnote") for key, blocks in self._notes(kind)}
        self.origins = self._origins()
        self.tracked = tuple(Tracked(*row) for story in (self.story, *(row[2] for row in self.running)) for row in story.edits)

    def word_file(self) -> WordFile:
        new = self._text("new")
        return WordFile(new, self._text("old") if self.tracked else new, self.tracked, comments(self.package, self.story.comments))

    def _text(self, side: Side) -> FileText:
        file = self.package.file
        settled = Settled(side, file, self.numbering, self._sections(), self.notes, self._targets())
        lines = tuple(settled.lines(self.story.blocks))
        furniture = [Furniture(words, "watermark", Position(file)) for words in dict.fromkeys(self._watermarks())]
        for kind, _, story, _ in self.running:
            reader = Settled(side, f"{file} ({kind})", self.numbering, {}, {}, {})
            furniture += [Furniture(line.words, kind, line.position) for line in reader.lines(story.blocks) if isinstance(line, Line)]
        return FileText(lines, tuple(furniture), self.language, self._title(), self.origins, len(self.tracked), self.package.has_macros)

    def _story(self, root: etree._Element, part: str) -> tuple[Story, tuple[str, ...]]:
        return read_story(root, self.styles, self.language, self.package.addresses(part))

    def _watermarks(self) -> Iterable[str]:
        yield from self.watermarks
        for _, _, _, words in self.running:
            yield from words

    def _notes(self, kind: str) -> Iterable[tuple[str, tuple[MarkedBlock, ...]]]:
        for part in self.package.related(f"{kind}s"):
            for node in self.package.root(part):
                if node.get(f"{{{W}}}type", "normal") == "normal":
                    yield f"{kind} {node.get(_NOTE_ID, '')}", self._story(node, part)[0].blocks

    def _origins(self) -> Origins:
        parts = [self.package.root(part) for part in self.package.related("customXml")]
        found = next((each for part in parts if (each := provenance.origins(part))), Origins())
        named = found.revision or self._properties().get("revision", "")
        return Origins(named, found.sections)

    def _properties(self) -> Mapping[str, str]:
        """The custom properties by name (Part 1, 22.3)."""
        parts = self.package.of_package("custom-properties")
        return {node.get("name", ""): "".join(text.text or "" for text in node.iter()) for part in parts for node in self.package.root(part).iter(_PROPERTY)}

    def _title(self) -> str:
        parts = self.package.of_package("core-properties")
        return next((" ".join((node.text or "").split()) for part in parts for node in self.package.root(part).iter(_TITLE)), "")

    def _sections(self) -> dict[int, str]:
        """The innermost section of each paragraph, by the bookmarks round sections."""
        known = provenance.ids_by_bookmark(provenance.CLAUSE, (row.id for row in self.origins.sections))
        found = [(start, end, id) for name, start, end in self.story.bookmarks if (id := provenance.id_of(provenance.CLAUSE, name, known))]
        # LibreOffice loses a bookmark that begins after a table; the one round the heading's words stays.
        lost = {row.id for row in self.origins.sections} - {id for _, _, id in found}
        heads = {id: start for name, start, _ in self.story.bookmarks if (id := provenance.id_of(provenance.REF, name, self._heads)) in lost}
        starts = sorted([start for start, _, _ in found] + list(heads.values()))
        for id, start in heads.items():
            after = bisect_right(starts, start)
            found.append((start, starts[after] - 1 if after < len(starts) else self.story.paragraphs, id))
        return innermost(found)

    @cached_property
    def _heads(self) -> dict[str, str]:
        """The sections that the file knows, by the names of the bookmarks round their headings."""
        return provenance.ids_by_bookmark(provenance.REF, (row.id for row in self.origins.sections))

    def _targets(self) -> dict[str, str]:
        """The ids of what references lead to, by the names of their bookmarks."""
        return {name: id for name, _, _ in self.story.bookmarks if (id := provenance.id_of(provenance.REF, name, self._heads))} | self._heads


def innermost(spans: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """The name of the span that began last, for each number in one of the spans (first, last, name)."""
    out: dict[int, str] = {}
    open: list[tuple[int, str]] = []
    waiting = sorted(spans, key=lambda row: (row[0], -row[1]), reverse=True)
    number = waiting[-1][0] if waiting else 0
    while open or waiting:
        while waiting and waiting[-1][0] <= number:
            _, last, name = waiting.pop()
            open.append((last, name))
        while open and open[-1][0] < number:
            open.pop()
        if open:
            out[number] = open[-1][1]
        number = number + 1 if open or not waiting else waiting[-1][0]
    return out


def _language(body: etree._Element, styles: etree._Element | None) -> str:
    """The language of most of the text that names one, from its runs, or else from the styles, English before others; "" if neither names one."""
    tags = [tag for node in (styles.iter(_LANG) if styles is not None else ()) if (tag := node.get(VAL))]
    default = next((tag for tag in tags if tag.lower().startswith("en")), tags[0] if tags else "")
    if next(body.iter(_LANG), None) is None:
        return default
    counts: Counter[str] = Counter()
    for run in body.iter(_RUN):
        found = run.find(f"{_RUN_PROPERTIES}/{_LANG}")
        counts[default if found is None else found.get(VAL, default)] += sum(len(node.text or "") for node in run.iterchildren(_TEXT))
    return max((tag for tag in counts if tag), key=counts.__getitem__, default=default)

"""A returned Word file read against the build that it was made of: edits, tracked and not, running lines and comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position, Problem
from docgen.document.redline import normal
from docgen.document.tree import Document, Section, plain, walk
from docgen.exchange.edits.edit import Found
from docgen.exchange.edits.find_edits import found_edits
from docgen.exchange.returned.find_build import Build, build_of
from docgen.exchange.returned.how_made import HowMade, how_made
from docgen.exchange.returned.paragraph_sections import sections_of
from docgen.formats.docx.reading.read_comments import Comment
from docgen.formats.docx.reading.word_file import WordFile, read_word
from docgen.formats.outputs import written
from docgen.formats.reading.as_read import as_read
from docgen.formats.reading.file_text import FileText
from docgen.formats.reading.structure import Structured, structured
from docgen.sources.files import HouseStyle

_DIGITS = re.compile(r"\d+")
_RUNNING = ("header", "footer", "watermark")


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A header, footer or watermark that is not as docgen writes it: which, and its words before and after; "" where there were or are none."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment, with the id and heading of the section that it is in; both are "" on the cover."""

    comment: Comment
    section: str
    place: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file. `how` says of each edit, by its id, whether it was tracked, and who made it; `warnings` say what the file cannot tell."""

    file: str
    build: Build
    found: Found
    how: Mapping[str, HowMade]
    running: tuple[RunningLine, ...]
    comments: tuple[PlacedComment, ...]
    warnings: tuple[Problem, ...]


def read_returned(root: Path, data: bytes, file: str, of: str, stack: ExitStack) -> Returned:
    """What came back in a file. Raises DocgenError if it is no Word file, or if its revision cannot be found.

    `of` names the revision of a file that does not; what is read from earlier commits lasts as long as `stack`.
    """
    word = read_word(data, file)
    new = structured(word.new, file)
    build = build_of(root, word.new.origins, new.document, file, of, stack)
    base = build.base.document
    # Only its running lines are asked for, so it is written without the text.
    ours = read_word(written(replace(base, sections=()), HouseStyle(base.style, root), "docx"), base.id).new
    wanted = _like(base, new, word.new, ours)
    found = found_edits(build.base, wanted, build.library)
    how = how_made(found, word, _like(base, structured(word.old, file), word.old, ours) if word.old is not word.new else wanted)
    running = tuple(_running(ours, word.new, base.front.short_title, wanted.front.short_title))
    return Returned(file, build, found, how, running, _placed(word, found), (*new.warnings, *_losses(file, ours, word.new)))


def _losses(file: str, ours: FileText, text: FileText) -> Iterator[Problem]:
    """A warning for what the program that saved a file has lost altogether."""
    if any(each.kind in _RUNNING for each in ours.furniture) and not any(each.kind in _RUNNING for each in text.furniture):
        seen = "The program that saved this file has removed its headers, footers and watermark."
        yield Problem(Position(file), "lost-running-lines", seen, severity="warning")


def _like(base: Document, read: Structured, text: FileText, ours: FileText) -> Document:
    """The document that was read, with what no file shows as the build has it, and its sections known by the ids of the build."""
    short = _short_title(ours, text, base.front.short_title)
    front = replace(read.document.front, timestamp=base.front.timestamp, short_title=short, watermark=base.front.watermark)
    made = replace(read.document, id=base.id, style=base.style, language=base.language, scheme=base.scheme, front=front)
    known = normal(as_read(with_known_ids(made, base)))
    assert isinstance(known, Document)
    return known


def with_known_ids(document: Document, base: Document) -> Document:
    """The document with the ids of the build for sections that have lost theirs: those with a title that both have once."""
    ids = {node.id for node in _sections(base)}
    titles = Counter(plain(node.title) for node in _sections(base))
    own = Counter(plain(node.title) for node in _sections(document))
    by_title = {plain(node.title): node.id for node in _sections(base) if titles[plain(node.title)] == 1}
    taken = {node.id for node in _sections(document)} & ids

    def named(section: Section) -> Section:
        title = plain(section.title)
        id = by_title.get(title, "") if section.id not in ids and own[title] == 1 else ""
        return replace(section, id=id if id and id not in taken else section.id, sections=tuple(map(named, section.sections)))

    return replace(document, sections=tuple(map(named, document.sections)))


def _sections(document: Document) -> list[Section]:
    return [node for top in document.sections for node in walk(top) if isinstance(node, Section)]


def _short_title(ours: FileText, text: FileText, short: str) -> str:
    """The running title, where the header of the file shows another in its place."""
    for line in ours.furniture:
        if line.kind == "header" and short and short in line.words:
            before, _, after = line.words.partition(short)
            for found in text.furniture:
                middle = found.words.removeprefix(before).removesuffix(after)
                if found.kind == "header" and middle and found.words == f"{before}{middle}{after}":
                    return middle.strip() or short
    return short


def _running(ours: FileText, text: FileText, short: str, wanted: str) -> list[RunningLine]:
    """The running lines that differ; page numbers do not count, nor does a running title that is an edit."""
    out: list[RunningLine] = []
    if not any(each.kind in _RUNNING for each in text.furniture):
        return out  # told as one loss
    # A program that makes a drawing of the watermark has its words in the header.
    watermarks = {each.words for each in ours.furniture if each.kind == "watermark"}
    for kind in _RUNNING:
        old, new = (
            [each.words for each in side.furniture if each.kind == kind and (kind != "header" or each.words not in watermarks)] for side in (ours, text)
        )
        like = {_DIGITS.sub("#", words.replace(short, wanted) if short else words): words for words in old}
        now = {_DIGITS.sub("#", words): words for words in new}
        gone, come = [words for key, words in like.items() if key not in now], [words for key, words in now.items() if key not in like]
        for n in range(max(len(gone), len(come))):
            out.append(RunningLine(kind, gone[n] if n < len(gone) else "", come[n] if n < len(come) else ""))
    return out


def _placed(word: WordFile, found: Found) -> tuple[PlacedComment, ...]:
    titles = {node.id: f"{node.number} {plain(node.title)}".strip() for node in _sections(found.redline.was)}
    sections = sections_of(word, found.wanted)
    return tuple(PlacedComment(each, id := sections.get(each.first, ""), titles.get(id, id)) for each in word.comments)

"""Files that somebody compares: read whatever their format, and brought to what both of them can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path, PurePath

from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document, FrontMatter, Section
from docgen.formats.docx.reading.saved_at import saved_at
from docgen.formats.file_kinds import kind_of
from docgen.formats.read_file import Settling, read_settled
from docgen.formats.reading.as_read import as_read
from docgen.formats.reading.plain_looks import without_looks
from docgen.formats.reading.structure import Structured
from docgen.formats.safe_archive import LARGEST_PACKAGE

_SUFFIXES = frozenset([".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt", ".pdf", ".md", ".markdown", ".html", ".htm", ".xhtml", ".txt", ".json"])
"""How the names of files end that people compare, those too that docgen names and refuses."""
_SOURCES = (".yaml", ".yml")
_LANGUAGE = "en-GB"
_RUNNING = ("header", "footer")
_HAVE_RUNNING = ("docx", "odt", "pdf")
_WITHOUT_LOOKS = ("text", "pdf")
"""The formats whose readers give words without their looks, and no pictures."""
_DIGITS = re.compile(r"\d+")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """A file as it was named, what it holds, and the folder of the format that reads it."""

    name: str
    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison.

    `read` is what a reader made of a file; nothing for a revision or an archive, which say more than a file shows. `kind` is the format of the file.
    """

    document: Document
    read: Structured | None = None
    kind: str = ""
    saved: str = ""
    """When the file was saved, if it tells (ISO 8601)."""


def is_file(name: str) -> bool:
    """Whether a name on the command line is that of a file to read: there is such a file, or it ends as one does. Sources of revisions are no such files."""
    suffix = PurePath(name).suffix.lower()
    return suffix in _SUFFIXES or (suffix not in _SOURCES and Path(name).is_file())


def opened(name: str) -> ComparedFile:
    """The file with that name. Raises DocgenError if it cannot be read, or is of no kind that docgen reads."""
    path = Path(name)
    try:
        if path.stat().st_size > LARGEST_PACKAGE:
            raise DocgenError([Problem(Position(name), "too-large", f"This file is larger than {LARGEST_PACKAGE // 1_000_000} MB.", "a document")])
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError([Problem(Position(name), "no-such-file", "There is no file with this name.", "a file, or a revision such as halton/2020")]) from None
    except OSError as error:
        raise DocgenError([Problem(Position(name), "unreadable", f"This file cannot be read: {error.strerror}.")]) from None
    return ComparedFile(name, data, kind_of(data, name))


def side_of(file: ComparedFile, changes: Settling | None) -> Side:
    """The document in a file. Raises DocgenError if it cannot be read, or has tracked changes and `changes` does not say what becomes of them."""
    found = read_settled(file.data, file.name, changes)
    if file.kind == "json":
        return Side(found.document)
    saved = saved_at(file.data, file.name) if file.kind == "docx" else ""
    return Side(replace(found.document, id=file.name), found, file.kind, saved)


def comparable(old: Side, new: Side, style: str, date: str) -> tuple[Document, Document]:
    """Both documents in the form in which a reader of files gives them, alike in what at least one of the files cannot show.

    That is the house style, the date of the file, the running title, and where a file does not tell them the language, the watermark, the looks of words
    and pictures. A title that stands only among the properties of a file is not on its pages, and so it is no change.
    """
    documents = _with_ids_apart(*((as_read(side.document), _known(side)) for side in (old, new)))
    if old.kind in _WITHOUT_LOOKS or new.kind in _WITHOUT_LOOKS:
        documents = without_looks(documents[0]), without_looks(documents[1])
    languages = _languages(documents)
    looks = next((side.document.style for side in (new, old) if side.read is None), style)
    marks = [side.document.front.watermark if side.kind in ("", "docx") else None for side in (old, new)]
    watermarks = [own if None not in marks else marks[1] or "" for own in marks]
    titles = _titles(old, new)
    made = [
        replace(document, language=language, style=looks, front=_shown(document.front, title, date, watermark or ""))
        for document, language, title, watermark in zip(documents, languages, titles, watermarks, strict=True)
    ]
    return made[0], made[1]


def _shown(front: FrontMatter, title: str, date: str, watermark: str) -> FrontMatter:
    return replace(front, title=title, short_title=title, timestamp=date, watermark=watermark)


def _titles(old: Side, new: Side) -> tuple[str, str]:
    """The titles on the pages; where neither has one, that of the properties for both, so that the redline has a name."""
    shown = [side.document.front.title if side.read is None or side.read.shows_title else "" for side in (old, new)]
    named = new.document.front.title or old.document.front.title
    return (shown[0], shown[1]) if any(shown) else (named, named)


def _languages(documents: Sequence[Document]) -> tuple[str, str]:
    """The languages, where both files tell one and these are not forms of the same: English of two countries says only which program saved a file."""
    old, new = (document.language for document in documents)
    if old and new and old.partition("-")[0].lower() != new.partition("-")[0].lower():
        return old, new
    return (new or old or _LANGUAGE,) * 2


def _known(side: Side) -> Set[str] | None:
    """The ids of sections that stand for what they are; None if all do."""
    return None if side.read is None else side.read.known


def _with_ids_apart(old: tuple[Document, Set[str] | None], new: tuple[Document, Set[str] | None]) -> tuple[Document, Document]:
    """The documents, with no id in common that is only a title: two sections called “General” are not the same for that."""
    (before, known_before), (after, known_after) = old, new
    before = _renamed(before, known_before, _ids(after.sections), "old")
    return before, _renamed(after, known_after, _ids(before.sections), "new")


def _renamed(document: Document, known: Set[str] | None, others: frozenset[str], prefix: str) -> Document:
    if known is None:
        return document
    taken = others | _ids(document.sections)

    def apart(section: Section) -> Section:
        id = section.id
        if id in others and id not in known:
            id = next(name for number in range(1, len(taken) + 2) if (name := f"{prefix}-{section.id}{f'-{number}' if number > 1 else ''}") not in taken)
        return replace(section, id=id, sections=tuple(map(apart, section.sections)))

    return replace(document, sections=tuple(map(apart, document.sections)))


def _ids(sections: Sequence[Section]) -> frozenset[str]:
    return frozenset(id for section in sections for id in (section.id, *_ids(section.sections)))


def not_compared(old: Side, new: Side) -> Iterator[str]:
    """What differs between two files beside their texts, as sentences: headers, footers and watermarks, where both kinds of file have them."""
    if old.read is None or new.read is None or old.kind not in _HAVE_RUNNING or new.kind not in _HAVE_RUNNING:
        return
    for kind in _RUNNING:
        before, after = _running(old.read, kind), _running(new.read, kind)
        for side, found, others in ((old, before, after), (new, after, before)):
            for key in [key for key in found if key not in others]:
                yield f"Only {side.document.id} has this {kind}, which is not among the changes: “{cut(found[key], _LONGEST)}”"


def _running(read: Structured | None, kind: str) -> dict[str, str]:
    """The words of headers or footers, by what does not change from page to page."""
    lines = (" ".join(each.words.split()) for each in reversed(read.dropped if read else ()) if each.kind == kind)
    return {_DIGITS.sub("#", words): words for words in lines if words}

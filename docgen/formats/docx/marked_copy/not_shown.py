"""What two Word files have besides their texts that a redline of them does not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.document.message_words import number_of
from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.marked_copy.told_text import ReadFile, running_lines

Place = tuple[Element, str]
_LAYOUT = frozenset(map(n.w, ("headerReference", "footerReference")))


def not_shown(old: ReadFile, new: ReadFile, pairs: Sequence[tuple[Place, Place]]) -> Iterator[str]:
    """Sentences about headers and footers that only one file has, about comments of the old file, and about the layout of pages."""
    for side, file in enumerate((old, new)):
        compared = {pair[side][1] for pair in pairs}
        parts = dict.fromkeys(part for part in running_lines(file.file).values() if part not in compared)
        told = [part for part in parts if file.told(file.file.root(part), part)]
        if told:
            what = number_of(len(told), "running text")
            yield f"Not compared, because the other file has none for that section: {what} (header or footer) of {file.file.file}."
    if gone := (_comments(old.file) - _comments(new.file)).total():
        yield f"Not shown: {number_of(gone, 'comment')} that only {old.file.file} has."
    before, after = _sections(old.file), _sections(new.file)
    if before != after:
        count = f": {len(before)} and {len(after)} sections of pages" if len(before) != len(after) else ""
        yield f"Not shown: the pages of the two files are set up differently (size, margins, columns or section breaks{count})."


def _comments(file: EditableFile) -> Counter[tuple[str, str]]:
    """The comments by author and words."""
    roots = [file.root(part) for part in file.related("comments")]
    nodes = (node for root in roots for node in root.iter(n.w("comment")))
    return Counter((node.get(n.AUTHOR, ""), " ".join("".join(text.text or "" for text in node.iter(n.T)).split())) for node in nodes)


def _sections(file: EditableFile) -> list[list[tuple[str, tuple[tuple[str, str], ...]]]]:
    """How the pages of each section are set up, without their headers and footers."""
    return [[_told(child) for child in node if child.tag not in _LAYOUT] for node in file.root(file.main).iter(n.SECTION_PR)]


def _told(node: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    return etree.QName(node).localname, tuple(sorted((str(name), str(value)) for name, value in node.items() if "rsid" not in str(name)))

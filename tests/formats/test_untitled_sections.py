"""A section without a title, which holds the text above the first heading of a file, is written without an empty heading, in redlines too."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import UNTITLED, lines
from docgen.document.explanation import Explanation
from docgen.document.redline import accepted, rejected
from docgen.document.tree import Document, Figure, Paragraph, Section, Text
from docgen.formats.outputs import redline_writer, writer, written
from docgen.formats.read_file import read_document
from docgen.sources.files import HouseStyle
from tests.revisions import ROOT
from tests.samples import everything

STYLE = HouseStyle("mou", ROOT)


def section(id: str, title: str, *words: str) -> Section:
    return Section(id, (Text(title),) if title else (), tuple(Paragraph((Text(text),)) for text in words))


def of(*sections: Section) -> Document:
    return replace(everything("none"), style="mou", sections=sections)


OPENING = of(section("opening", "", "Words above.", "More words."), section("aim", "Aim", "The board meets."))
EDITED = of(section("opening", "", "Words above.", "Other words."), section("aim", "Aim", "The board meets."))
TITLED = of(section("opening", "Background", "Words above.", "More words."), section("aim", "Aim", "The board meets."))
WITHOUT = of(section("aim", "Aim", "The board meets."))
PAIRS = {"edited": (OPENING, EDITED), "titled": (OPENING, TITLED), "untitled": (TITLED, OPENING), "removed": (OPENING, WITHOUT), "added": (WITHOUT, OPENING)}


def xml(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_no_heading_is_written_for_a_section_without_a_title() -> None:
    page, text = (written(OPENING, STYLE, format).decode() for format in ("html", "markdown"))
    assert not re.search(r"<h\d[^>]*>\s*</h\d>", page) and page.count('href="#opening"') == 0
    assert not re.search(r"^#+\s*$", text, re.MULTILINE) and "(#opening)" not in text and "Words above." in text
    body = xml(written(OPENING, STYLE, "docx"))
    assert len(re.findall(r'w:val="Heading1"', body)) == 1 and "_opening" in body


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_a_section_without_a_title_is_read_as_it_was_written(format: str) -> None:
    made = read_document(written(OPENING, STYLE, format), f"a{writer(format).SUFFIX}").document
    assert made.sections == OPENING.sections


@pytest.mark.parametrize("pair", PAIRS)
def test_a_redline_of_sections_without_titles_gives_both_texts(pair: str) -> None:
    old, new = PAIRS[pair]
    redline = diff(old, new)
    assert (accepted(redline), rejected(redline)) == (new, old)
    told = {change.id: Explanation() for change in redline.changes}
    for format in ("html", "markdown", "docx"):
        data: bytes = redline_writer(format).write(redline, told, STYLE)
        text = xml(data) if format == "docx" else data.decode()
        assert not re.search(r"<h\d[^>]*>\s*</h\d>|^#+\s*$", text, re.MULTILINE)
    if pair == "edited":
        assert any(UNTITLED in line for _, line in lines(redline, told))


def test_a_picture_that_is_known_by_its_words_alone_is_written_as_these() -> None:
    shown = of(Section("map", (Text("Map"),), (Figure("", (), "A map of the borough", ()),)))
    for format in ("html", "markdown"):
        assert "A map of the borough" in written(shown, STYLE, format).decode()
    assert "A map of the borough" in xml(written(shown, STYLE, "docx"))

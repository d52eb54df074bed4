"""Neighbours that moved together are one move in every format, and a text in many parts is one text with cuts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from docgen.comparison.diff import diff
from docgen.document.explanation import Explanation
from docgen.document.tree import Document, Item, List
from docgen.formats.markdown import redline_writer as markdown_redline
from tests.comparison.test_diff import _table, document, items, p, section
from tests.comparison.test_no_cliff import texts
from tests.formats.test_docx_redline import Script, in_libreoffice, in_pandoc, redline_file, style

PARTS = texts(9, words=12)
TABLE = _table(("Partner", "Share"), ("Council", "twelve in a hundred"), ("Police", "eight in a hundred"))


def moved(*blocks: Any) -> tuple[Document, Document]:
    """Blocks that go from one section to another."""
    return (
        document(section("a", *PARTS[:2], *blocks), section("b", *PARTS[2:4])),
        document(section("a", *PARTS[:2]), section("b", *PARTS[2:4], *blocks)),
    )


ITEMS = (
    document(section("a", items(*PARTS)), section("b", items(*PARTS[:2]))),
    document(section("a", items(*PARTS[:2], *PARTS[5:])), section("b", items(*PARTS[:2], *PARTS[2:5]))),
)
CASES = {
    "paragraphs": moved(*PARTS[4:]),
    "mixed": moved(PARTS[4], List(True, (Item((p(PARTS[5]),)), Item((p(PARTS[6]),)))), TABLE, PARTS[7]),
    "items": ITEMS,
    "split": (document(section("a", " ".join(PARTS))), document(section("a", *PARTS))),
    "split items": (document(section("a", items(" ".join(PARTS), "End"))), document(section("a", items(*PARTS, "End")))),
}


def both_ways(name: str) -> list[tuple[Document, Document]]:
    old, new = CASES[name]
    return [(old, new), (new, old)]


@pytest.mark.parametrize("name", CASES)
def test_a_word_file_has_one_range_for_each_end_of_a_move(name: str) -> None:
    for old, new in both_ways(name):
        redline = diff(old, new)
        xml = ZipFile(BytesIO(redline_file(redline))).read("word/document.xml").decode()
        moves = sum(change.kind == "moved" for change in redline.changes)
        assert moves == (0 if "split" in name else 1)
        assert xml.count("<w:moveFromRangeStart") == xml.count("<w:moveToRangeStart") == moves


def test_other_programs_read_both_texts_back(tmp_path: Path) -> None:
    made = [Script.of(name, old, new) for name in CASES for old, new in both_ways(name)]
    for script in made:
        in_pandoc(script)
    in_libreoffice(made, tmp_path)


@pytest.mark.parametrize("name", ["paragraphs", "mixed", "items"])
def test_markdown_tells_each_end_once_and_the_words_once(name: str) -> None:
    for old, new in both_ways(name):
        redline = diff(old, new)
        unexplained = {change.id: Explanation() for change in redline.changes}
        text = markdown_redline.write(redline, unexplained, style(new)).decode().partition("\n## ")[2]
        assert text.count("<sub>Moved to") == text.count("<sub>Moved from") == 1
        assert text.count(PARTS[4][:-1]) == 1 and "<del>" not in text and "<ins>" not in text

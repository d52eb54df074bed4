"""A moved sentence in every format: both texts come back, both ends are told and linked, and in Word no range lies in another."""

from __future__ import annotations

import json
import re
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import as_json
from docgen.document.explanation import Cause, Explanation
from docgen.document.redline import Redline
from docgen.document.tree import Document, Reference
from docgen.formats.docx import redline_writer as docx_redline
from tests import pair
from tests.comparison.test_moved_sentences import PARAGRAPHS, SENTENCES, A, B, C, D, E, S
from tests.formats import test_markdown_redline as in_markdown
from tests.formats.test_docx_redline import Script, in_libreoffice, in_pandoc, redline_file, style

on_the_page: Any = import_module("tests.formats.test_html_redline")
"""A type checker would find the folder of its golden files under this name."""
OTHERS = [pair.section(f"s{n}", " ".join(SENTENCES[n:])) for n in (6, 7, 8)]
REFERRING = [pair.p(f"{text} Who pays the whole of the cost is agreed in ", Reference("money"), ".") for text in (A, B)]


def of(*blocks: Any) -> Document:
    return pair.document("headings", pair.section("aims", *blocks))


CASES = {
    "paragraphs": (of(f"{A} {S} {C}", B), of(f"{A} {C}", f"{B} {S}")),
    "two sentences": (of(f"{S} {D} {A}", B), of(A, f"{B} {S} {D}")),
    "item": (of(f"{A} {S}", pair.items(True, B, C)), of(A, pair.items(True, f"{B} {S}", C))),
    "cell": (of(f"{A} {S}", pair.table(("What", "Who"), (B, "Clerk"))), of(A, pair.table(("What", "Who"), (f"{S} {B}", "Clerk")))),
    "one paragraph": (of(f"{A} {S} {B} {C}"), of(f"{A} {B} {C} {S}")),
    "beside others": (of(f"{A} {S} {D}", B), of(A, f"{B} {E} {S}")),
    "two moves": (of(A, f"{B} {S} {D}", C), of(f"{A} {D}", B, f"{C} {S}")),
    "sections": (
        pair.document("headings", pair.section("aims", f"{A} {S}"), pair.section("money", B)),
        pair.document("headings", pair.section("aims", A), pair.section("money", f"{B} {S}")),
    ),
    "a reference": (
        pair.document("headings", pair.section("aims", REFERRING[0]), pair.section("money", B)),
        pair.document("headings", pair.section("aims", A), pair.section("plan", C), pair.section("money", REFERRING[1])),
    ),
}
NESTED = {
    "within a moved section": (
        pair.document("headings", pair.section("aims", f"{A} {S}", B), *OTHERS),
        pair.document("headings", *OTHERS, pair.section("aims", A, f"{B} {S}")),
    ),
    "out of a moved section": (
        pair.document("headings", pair.section("aims", f"{A} {S}", B), *OTHERS, pair.section("money", C)),
        pair.document("headings", *OTHERS, pair.section("aims", A, B), pair.section("money", f"{C} {S}")),
    ),
}
ALL = CASES | NESTED


def both_ways(name: str) -> list[tuple[Document, Document]]:
    old, new = ALL[name]
    return [(old, new), (new, old)]


def untold(redline: Redline) -> dict[int, Explanation]:
    return {change.id: Explanation((Cause("value", "a cause"),)) for change in redline.changes}


def word_parts(redline: Redline) -> tuple[str, str]:
    """The text and the comments of a Word file."""
    with ZipFile(BytesIO(docx_redline.write(redline, untold(redline), style(redline.now)))) as archive:
        return archive.read("word/document.xml").decode(), archive.read("word/comments.xml").decode()


def moved(redline: Redline) -> list[Any]:
    return [change for change in redline.changes if "sentence" in change.node]


@pytest.mark.parametrize("name", CASES)
def test_word_has_a_range_for_each_end_in_a_paragraph_with_the_words_alone(name: str) -> None:
    for old, new in both_ways(name):
        redline = diff(old, new)
        xml, comments = word_parts(redline)
        assert moved(redline)
        for end in ("moveFrom", "moveTo"):
            ranges = re.findall(rf'<w:{end}RangeStart w:id="(\d+)" [^>]* w:name="(\w+)"/>(.*?)<w:{end}RangeEnd w:id="\1"/>', xml)
            assert sorted(name for _, name, _ in ranges) == sorted(f"move{n}" for n in range(1, len(moved(redline)) + 1))
            assert all("<w:p>" not in inner and f"<w:{end} " in inner for _, _, inner in ranges)
            texts = {"".join(re.findall("<w:t [^>]*>([^<]*)<", inner)).strip() for _, _, inner in ranges}
            assert name == "a reference" or texts == {change.new for change in moved(redline)}
        ids = re.findall(r'<w:(?:ins|del|move\w+Start|moveFrom|moveTo) w:id="(\d+)"', xml)
        assert len(ids) == len(set(ids))
        assert comments.count("Moved") == 2 * len(moved(redline))


@pytest.mark.parametrize("name", NESTED)
def test_a_sentence_that_moved_in_or_out_of_a_moved_section_is_deleted_and_inserted_in_word(name: str) -> None:
    for old, new in both_ways(name):
        redline = diff(old, new)
        xml, comments = word_parts(redline)
        assert [change.new for change in moved(redline)] == [S]
        inside = 0
        for found in re.finditer(r"<w:move(?:From|To)Range(Start|End) ", xml):
            inside += 1 if found[1] == "Start" else -1
            assert inside in (0, 1)
        assert xml.count("<w:moveFromRangeStart") == xml.count("<w:moveToRangeStart") == sum(change.kind == "moved" for change in redline.changes) - 1
        assert [S in "".join(re.findall(rf"<w:{mark} [^>]*><w:r><w:{text}[^>]*>([^<]*)<", xml)) for mark, text in (("ins", "t"), ("del", "delText"))] == [
            True
        ] * 2
        assert comments.count("Moved") == 2 * sum(change.kind == "moved" for change in redline.changes)


def test_other_programs_read_both_texts_back(tmp_path: Path) -> None:
    scripts = [Script.of(name, old, new) for name in ALL for old, new in both_ways(name)]
    for script in scripts:
        in_pandoc(script)
    in_libreoffice(scripts, tmp_path)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_format_gives_both_texts_of_any_sentences(before: list[str], after: list[str]) -> None:
    old, new = of(*before), of(*after)
    redline_file(on_the_page.laws(old, new))
    in_markdown.told_once(in_markdown.laws(old, new))


@pytest.mark.parametrize("name", ALL)
def test_each_side_is_read_off_the_page_and_both_ends_are_linked(name: str) -> None:
    for old, new in both_ways(name):
        redline = on_the_page.laws(old, new)
        page: Any = html.fromstring(on_the_page.page_of(redline).decode())
        for change in moved(redline):
            for tag, end, other in (("del", "from", "to"), ("ins", "to", "from")):
                (mark,) = page.xpath(f"//{tag}[@data-mark='moved-{end}'][@data-change='{change.id}']")
                (link,) = mark.xpath("./span[@class='says looks']/a")
                (there,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
                assert there.get("data-mark") == f"moved-{other}" and there.get("data-change") == str(change.id)
                assert "".join(mark.xpath("./text()")).strip() == change.new or name == "a reference"
                assert mark.getprevious().get("data-marker") == str(change.id)


@pytest.mark.parametrize("name", ALL)
def test_markdown_gives_both_texts_and_the_report_tells_the_words_once(name: str) -> None:
    for old, new in both_ways(name):
        redline = in_markdown.laws(old, new)
        in_markdown.told_once(redline)
        text = in_markdown.report(redline).partition("\n## ")[2]
        count = len(moved(redline))
        assert text.count("(Moved to ") == text.count("(Moved from ") == count
        for change in moved(redline):
            assert name == "a reference" or (text.count(change.new) == 1 and f"<ins>{change.new}" not in text)


def test_the_summary_in_json_counts_no_word_twice() -> None:
    redline = diff(*CASES["two sentences"])
    (change,) = json.loads(as_json(redline, untold(redline)))["changes"]
    assert (change["kind"], change["node"], change["old"], change["new"]) == ("moved", "2 sentences", f"{S} {D}", f"{S} {D}")

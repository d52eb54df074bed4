"""The contents list of a redline in Word comes back whole, and every field and link of it finds its bookmark."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from docgen.comparison.diff import diff
from docgen.document.tree import Document, Reference, Section, Text
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.docx.ooxml import accept_reject
from docgen.formats.json import reader
from docgen.formats.outputs import written
from docgen.sources.files import HouseStyle
from tests import pair
from tests.edits import edited
from tests.foreign import MODES
from tests.kinds import LINES
from tests.revisions import REVISIONS, ROOT, document
from tests.tracked_words import tracked

_CODE = re.compile(r' TOC [^<]*? \\u "?')
_OLD_LOOKS = re.compile(r"<w:pPrChange [^>]*><w:pPr>(.*?)</w:pPr></w:pPrChange>", re.DOTALL)


def style(source: Document) -> HouseStyle:
    return HouseStyle(source.style, ROOT)


def body_of(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return file.read("word/document.xml").decode()


def redline_of(old: Document, new: Document, numbers: bool) -> str:
    return body_of(docx_redline.write(diff(old, new), {}, style(new), "off", track_numbers=numbers))


def contents(xml: str) -> list[str]:
    """The paragraphs of the contents list: those in its styles."""
    return re.findall(r'<w:p><w:pPr><w:pStyle w:val="TOC\d"/>(?:(?!</w:p>).)*</w:p>', xml, re.DOTALL)


def lines(xml: str, accept: bool, numbers: bool = True) -> list[tuple[str, str]]:
    """The indent and the words of each entry that is left."""
    found = []
    for entry in contents(xml):
        words = _CODE.sub("", accept_reject.text(entry, accept)).strip("\n")
        was = _OLD_LOOKS.search(entry)
        looks = was[1] if was and not accept else entry
        level = re.search(r'w:val="TOC(\d)"', looks)
        if words:
            found.append((level[1] if level else "", words if numbers else words.rpartition("\t")[2]))
    return found


def gives_both(old: Document, new: Document) -> None:
    before, after = (body_of(written(each, style(each), "docx")) for each in (old, new))
    for numbers in (True, False):
        made = redline_of(old, new, numbers)
        assert lines(made, True) == lines(after, True)
        assert lines(made, False, numbers) == lines(before, True, numbers)


def dangling(xml: str) -> set[str]:
    """The bookmarks that fields and links ask for and that do not exist; AssertionError if one is there twice."""
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"', xml)
    assert len(names) == len(set(names))
    starts, ends = (re.findall(rf'<w:bookmark{end} w:id="(\d+)"', xml) for end in ("Start", "End"))
    assert sorted(starts) == sorted(ends) and len(starts) == len(set(starts))
    return {*re.findall(r" REF (\S+) ", xml), *re.findall(r'w:anchor="([^"]*)"', xml)} - set(names)


def renamed(source: Document, old: str, new: str) -> Document:
    """The document with another id for a section, table or figure, and with the references to it."""
    data = written(source, style(source), "json").decode()
    return reader.read(re.sub(rf'"(id|target)": "{old}"', rf'"\1": "{new}"', data).encode(), "renamed")


@pytest.mark.parametrize("seed", range(14))
def test_the_contents_of_random_edits_come_back_whole(seed: int) -> None:
    old = document(REVISIONS[seed % len(REVISIONS)])
    new = edited(old, seed, 1 + seed % 12).document
    gives_both(old, new)
    gives_both(new, old)


def test_a_section_that_comes_to_another_level_marks_its_line() -> None:
    first, second = pair.section("aims", pair.LONG), pair.section("money", "Each partner pays an equal share of the cost of the board every year.")
    flat, nested = pair.document("headings", first, second), pair.document("headings", replace(first, sections=(second,)))
    gives_both(flat, nested)
    gives_both(nested, flat)


@pytest.mark.parametrize("title", ["Funds", "Money"])
def test_other_numbers_alone_are_not_marked_in_the_contents_unless_they_are_tracked(title: str) -> None:
    money = replace(pair.section("money", "Each pays the same."), title=(Text("Money"),))
    new = pair.document("headings", pair.section("start", "A start."), pair.section("aims", pair.LONG), replace(money, title=(Text(title),)))
    old = pair.document("headings", pair.section("aims", pair.LONG), money)
    entries = contents(redline_of(old, new, False))
    assert [("<w:del " in entry, "<w:ins " in entry) for entry in entries] == [(False, True), (False, False), (title == "Funds",) * 2]
    assert all("<w:del " in entry for entry in contents(redline_of(old, new, True))[1:])


@pytest.mark.parametrize("numbers", [False, True])
def test_a_section_or_table_with_another_id_keeps_both_bookmarks(numbers: bool) -> None:
    shares = replace(pair.table(("Partner", "Share"), ("Council", "12%")), id="shares", caption=(Text("Shares"),))
    words = (pair.p("See ", Reference("money"), " and ", Reference("shares"), "."), "Each partner pays an equal share of the cost of the board every year.")
    old = pair.document("headings", pair.section("aims", *words), Section("money", (Text("Money"),), (pair.p(pair.LONG), shares)))
    new = renamed(renamed(old, "money", "funds"), "shares", "parts")
    made = redline_of(old, new, numbers)
    assert dangling(made) == set()
    assert {"_Ref_money", "_Ref_funds", "_Ref_shares", "_Ref_parts"} <= set(re.findall(r'w:name="([^"]*)"', made))


@pytest.mark.parametrize("seed", range(7))
def test_no_field_or_link_of_a_redline_leads_nowhere(seed: int) -> None:
    old = document(REVISIONS[seed % len(REVISIONS)])
    new = edited(old, seed, 6).document
    for top in old.sections[:3]:
        new = renamed(new, top.id, f"{top.id}-anew")
    # An edit may remove the target of a reference that is left: then the clean file has it too.
    in_clean_file = dangling(body_of(written(new, style(new), "docx")))
    assert dangling(redline_of(old, new, False)) <= in_clean_file
    assert dangling(redline_of(old, new, True)) <= in_clean_file


@pytest.mark.parametrize("numbers", [False, True])
def test_the_contents_of_sections_with_other_ids_are_marked_as_if_they_had_the_same(numbers: bool) -> None:
    sections = [pair.section(id, text) for id, text in zip(("aims", "money", "review"), LINES, strict=False)]
    both = pair.document("headings", *sections[:2]), pair.document("headings", sections[2], *sections[:2])
    words = [
        tracked(docx_redline.write(diff(*MODES[mode](*both)), {}, style(both[0]), "off", track_numbers=numbers)) for mode in ("own ids", "no ids in common")
    ]
    assert (words[0].marked, words[0].old) == (words[1].marked, words[1].old)

"""A paragraph made a list item, lists made one, or the reverse, are shown as that in every format, with no word marked, and both documents can be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, get_args
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.comparison.diff import diff
from docgen.document.explanation import Cause, Explanation
from docgen.document.tree import Document, Item, List, Paragraph, Scheme, Section, Text
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.outputs import written
from tests import pair
from tests.formats import test_docx_redline as docx
from tests.formats import test_markdown_redline as markdown
from tests.kinds import AFTER, APART, BEFORE, LINES, TOGETHER, documents, joined, listed, of
from tests.wordfile import Word, settled, validated

html: Any = import_module("tests.formats.test_html_redline")
BOTH_WAYS = ((BEFORE, AFTER), (AFTER, BEFORE))
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
CUTS = ((APART, TOGETHER), (TOGETHER, APART))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def properties(data: bytes, old: bool = False) -> list[tuple[str, int, str]]:
    """Style, list and words of each paragraph after the contents, with its old properties if `old` and they are tracked; lists are counted as they occur."""
    body: Any = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))[0]
    lists: dict[str, int] = {}
    out: list[tuple[str, int, str]] = []
    for paragraph in body.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr")
        was = own.find(f"{W}pPrChange/{W}pPr") if own is not None and old else None
        found = own if was is None else was
        style, num = (found.find(path) if found is not None else None for path in (f"{W}pStyle", f"{W}numPr/{W}numId"))
        number = lists.setdefault(num.get(f"{W}val"), len(lists)) if num is not None else -1
        gone = "ins" if old else "del"
        words = "".join(each.text or "" for each in paragraph.iter(f"{W}t", f"{W}delText") if not any(above.tag == W + gone for above in each.iterancestors()))
        out.append((style.get(f"{W}val") if style is not None else "", number, words))
    at = next(index for index, (style, *_) in enumerate(out) if style == "Heading1")
    return out[at:]


def lines(data: bytes) -> list[tuple[str, str, str]]:
    """Style, number and words of each paragraph of a Word file that has any."""
    return [(p.style, p.label, p.text) for p in Word(data).body() if p.text.strip() or p.label]


@pytest.mark.parametrize(("old", "new"), BOTH_WAYS)
def test_word_tracks_the_old_style_and_list_and_no_run(old: Document, new: Document, tmp_path: Path) -> None:
    redline = docx.redline_file(diff(old, new))
    assert properties(redline) == properties(written(new, docx.style(new), "docx"))
    assert properties(redline, old=True) == properties(written(old, docx.style(old), "docx"))
    xml = ZipFile(BytesIO(redline)).read("word/document.xml").decode()
    assert sorted(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)</w:(?:t|delText)></w:r></w:(?:ins|del)>", xml)) == ["autumn", "spring"]
    (tmp_path / "redline.docx").write_bytes(redline)
    validated(tmp_path / "redline.docx")


@pytest.mark.parametrize(("old", "new"), CUTS)
def test_word_tracks_the_old_list_of_each_item_where_lists_became_one_or_several(old: Document, new: Document, tmp_path: Path) -> None:
    redline = docx.redline_file(diff(old, new))
    for accept, document in ((True, new), (False, old)):
        assert lines(settled(redline, accept)) == lines(written(document, docx.style(document), "docx"))
    changed = [words for (style, now, words), (_, was, _) in zip(properties(redline), properties(redline, old=True), strict=True) if now != was]
    assert changed == list(LINES[4:7])
    (tmp_path / "redline.docx").write_bytes(redline)
    validated(tmp_path / "redline.docx")


@pytest.mark.parametrize(("old", "new"), CUTS)
def test_the_numbers_of_a_section_that_moved_while_its_list_was_cut_are_right_on_both_sides(old: Document, new: Document) -> None:
    other = pair.section("other", *(pair.p(line[::-1]) for line in LINES))
    before, after = replace(old, sections=(*old.sections, other)), replace(new, sections=(other, *new.sections))
    redline = diff(before, after)
    assert [change.kind for change in redline.changes] == ["moved", *2 * ["deleted" if old is APART else "inserted"]]
    data = docx.redline_file(redline)
    for accept, document in ((True, after), (False, before)):
        assert lines(settled(data, accept)) == lines(written(document, docx.style(document), "docx"))
    markdown.laws(before, after)
    html.laws(before, after)


def test_word_has_the_old_numbers_of_a_list_that_was_cut_and_changed_its_kind() -> None:
    one, two = of(listed(True, *LINES[:3]), LINES[4]), of(listed(False, LINES[0]), LINES[3], listed(False, *LINES[1:3]), LINES[4])
    for old, new in ((one, two), (two, one)):
        data = docx.redline_file(diff(old, new))
        for accept, document in ((True, new), (False, old)):
            assert lines(settled(data, accept)) == lines(written(document, docx.style(document), "docx"))


def in_an_item(draw: st.DrawFn) -> Document:
    """A numbered list, or two, with an item of several lines, of which those below the first are paragraphs or items of either kind."""
    kinds = [draw(st.sampled_from([None, False, True])) for _ in LINES[:5]]
    below = joined(*(line if kind is None else listed(kind, line) for kind, line in zip(kinds, LINES, strict=False)))
    first, item = listed(True, LINES[5]), List(True, (Item((pair.p("Service"), *below)), Item((pair.p("Costs"),))))
    return of(first, *((LINES[6],) if draw(st.booleans()) else ()), item)


@SLOW
@given(st.composite(in_an_item)(), st.composite(in_an_item)())
def test_the_lines_of_an_item_change_their_kind_and_every_format_has_both_documents(old: Document, new: Document) -> None:
    redline = html.laws(old, new)
    markdown.laws(old, new)
    data = docx.redline_file(redline)
    for accept, document in ((True, new), (False, old)):
        assert lines(settled(data, accept)) == lines(written(document, docx.style(document), "docx"))


def test_lists_between_which_a_paragraph_moved_out_of_a_removed_section_are_still_two() -> None:
    left, stayed = pair.section("other", pair.p(LINES[5]), pair.p(LINES[6])), pair.section("other", *map(pair.p, (LINES[5], LINES[3], LINES[6])))
    old, new = replace(APART, sections=(*APART.sections, left)), replace(APART, sections=(stayed,))
    for before, after in ((old, new), (new, old)):
        redline = html.laws(before, after)
        assert "moved" in [change.kind for change in redline.changes]
        assert not re.findall(r"<li (?:value|data-was-value)=.*?>", html.page_of(redline).decode())
        data = docx.redline_file(redline)
        for accept, document in ((True, after), (False, before)):
            assert lines(settled(data, accept)) == lines(written(document, docx.style(document), "docx"))


@SLOW
@given(documents(splits=False), documents(splits=False))
def test_word_has_both_documents_whatever_kind_each_line_was_and_is(old: Document, new: Document) -> None:
    docx.redline_file(diff(old, new))


def test_other_programs_read_both_texts_back(tmp_path: Path) -> None:
    scripts = []
    for scheme, (number, both) in product(get_args(Scheme), enumerate((*BOTH_WAYS, *CUTS))):
        old, new = (of(*document.sections[0].blocks, scheme=scheme) for document in both)
        scripts.append(docx.Script.of(f"pair {number}, {scheme}", old, new))
        docx.in_pandoc(scripts[-1])
    docx.in_libreoffice(scripts, tmp_path)


def test_the_comment_in_word_is_on_the_paragraph_whose_kind_changed() -> None:
    redline = diff(of(*LINES[:3]), of(LINES[0], listed(True, LINES[1]), LINES[2]))
    data = docx_redline.write(redline, {1: Explanation((Cause("value", "a cause"),))}, docx.style(redline.now))
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    (commented,) = [paragraph for paragraph in re.findall(r"<w:p>.*?</w:p>", xml) if "commentReference" in paragraph]
    assert "<w:pPrChange" in commented and LINES[1] in commented


@pytest.mark.parametrize(("old", "new"), BOTH_WAYS)
def test_markdown_says_it_with_the_new_number_of_each_item(old: Document, new: Document) -> None:
    redline = markdown.laws(old, new)
    markdown.told_once(redline)
    for text in (markdown.whole(redline), markdown.report(redline)):
        remarks = re.findall(r"<sub>(.*?)</sub>", text)
        assert remarks == [change.node.capitalize() for change in redline.changes if change.kind == "altered"]
        assert (text.count("<del>"), text.count("<ins>")) == (1, 1)
    numbers = re.findall(r"^- (\d)", markdown.whole(redline), re.M)
    assert numbers == (["1", "1", "1", "2", "3"] if new is AFTER else ["1", "2", "3", "4"])


def test_each_item_has_its_new_number_where_lists_became_one_or_several_and_its_old_one_on_the_page() -> None:
    for (old, new), told in zip(CUTS, ("1 2 3 4 5", "1 2 1 1 2"), strict=True):
        redline = markdown.laws(old, new)
        assert " ".join(re.findall(r"^- (\d)", markdown.whole(redline), re.M)) == told
        page = html.page_of(html.laws(old, new)).decode()
        items = [(now, was or now) for now, was in re.findall(r'<li value="(\d)"(?: data-was-value="(\d)")?>', page)]
        assert [" ".join(side) for side in zip(*items, strict=True)] == ([told, "1 2 1 1 2"] if old is APART else [told, "1 2 3 4 5"])


@SLOW
@given(documents(), documents())
def test_both_documents_are_read_back_from_markdown_whatever_kind_each_line_was_and_is(old: Document, new: Document) -> None:
    markdown.told_once(markdown.laws(old, new))


def test_an_item_whose_first_paragraph_moved_away_keeps_its_bullet() -> None:
    one, gone, kept, other = map(pair.p, LINES[:4])
    last = pair.p(LINES[4])
    below = List(False, (Item((other,)),))
    old = pair.document("none", Section("a", (Text("Aims"),), (List(False, (Item((one,)), Item((gone, kept)), Item((gone_too(), below)))), last)))
    new = pair.document("none", Section("a", (Text("Aims"),), (List(False, (Item((one,)), Item((kept,)), Item((below,)))), last, gone, gone_too())))
    assert lines(settled(docx.redline_file(diff(old, new)), True)) == lines(written(new, docx.style(new), "docx"))


def gone_too() -> Paragraph:
    return pair.p(LINES[5])

"""Tracked changes are what Word's own are: each thing marked as what it is, valid, told why, and never given when it does not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from docgen.comparison.changed_facts import is_fact
from docgen.comparison.diff import diff
from docgen.document.explanation import Cause, Explanation
from docgen.document.problems import DocgenError
from docgen.document.redline import Redline
from docgen.document.tree import ChartNode, Document, Emphasis, Figure, Quote, Reference, Scheme, Strong, Text
from docgen.formats.docx import kept_bookmarks
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.ooxml.runs import bookmark
from docgen.redlines.compare_revisions import compare, consecutive
from docgen.redlines.explained_redline import Comparison
from docgen.sources.files import HouseStyle
from tests import pair
from tests.revisions import REVISIONS, ROOT
from tests.revisions import document as composed
from tests.samples import documents
from tests.wordfile import validated

STYLE = HouseStyle("mou", ROOT)
SCHEMES: tuple[Scheme, ...] = ("none", "headings", "paragraphs")
SLOW = settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(redline: Redline, told: dict[int, Explanation] | None = None, **options: Any) -> dict[str, bytes]:
    with ZipFile(BytesIO(docx_redline.write(redline, told or {}, STYLE, **options))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(old: Document, new: Document, **options: Any) -> str:
    """The XML after the contents."""
    return parts(diff(old, new), **options)["word/document.xml"].decode().rpartition("</w:sectPr></w:pPr></w:p>")[2]


def words(xml: str, mark: str) -> list[str]:
    found = re.findall(rf'<w:{mark} [^>]*">(.*?)</w:{mark}>', xml, re.DOTALL)
    return [text for text in ("".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)<", inner)) for inner in found) if text]


def of(*blocks: Any) -> Document:
    return pair.document("headings", pair.section("aims", *blocks))


@SLOW
@given(documents(), documents())
def test_whatever_the_documents_hold_the_redline_gives_both(old: Document, new: Document) -> None:
    for part, data in parts(diff(old, new), track_numbers=True).items():
        if part.endswith(".xml"):
            etree.fromstring(data)
    docx_redline.write(diff(new, old), {}, STYLE)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_reference_that_moved_shows_the_old_title_or_number_where_it_was(scheme: Scheme) -> None:
    """A move's old place is written from what it brought, but for the label, which its target had then."""
    quoted = Quote((pair.p(pair.LONG, " See ", Reference("review"), "."), pair.p("Gone.")))
    before = pair.document(scheme, pair.section("aims", "One."), pair.section("money", quoted), pair.section("review", "Two."))
    moved = Quote((quoted.blocks[0], pair.p("Come.")))
    after = pair.document(scheme, pair.section("aims", moved, "One."), replace(pair.section("review", "Two."), title=(Text("Yearly review"),)))
    for old, new in ((before, after), (after, before)):
        docx_redline.write(diff(old, new), {}, STYLE, track_numbers=True)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_reference_that_moved_says_appendix_where_its_target_was_one(scheme: Scheme) -> None:
    quoted = Quote((pair.p(pair.LONG, " See ", Reference("review"), "."), pair.p("Gone.")))
    before = pair.document(scheme, pair.section("aims", "One."), pair.section("money", quoted), replace(pair.section("review", "Two."), appendix=True))
    moved = Quote((quoted.blocks[0], pair.p("Come.")))
    after = pair.document(scheme, pair.section("aims", moved, "One."), pair.section("review", "Two."))
    for old, new in ((before, after), (after, before)):
        docx_redline.write(diff(old, new), {}, STYLE, track_numbers=True)


@pytest.mark.parametrize("name", REVISIONS)
def test_no_change_makes_the_clean_file(name: str) -> None:
    assert docx_redline.write(diff(composed(name), composed(name)), {}, STYLE) == docx.write(composed(name), STYLE)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_xml_sdk_finds_nothing(scheme: Scheme, tmp_path: Path) -> None:
    redline = diff(pair.old(scheme), pair.new(scheme))
    _validate(
        docx_redline.write(redline, {change.id: Explanation((Cause("value", f"cause {change.id} & <more>"),)) for change in redline.changes}, STYLE), tmp_path
    )
    _validate(docx_redline.write(diff(pair.new(scheme), pair.old(scheme)), {}, STYLE, track_numbers=True), tmp_path)


@pytest.mark.parametrize(("old", "new"), list(consecutive(ROOT)))
def test_open_xml_sdk_finds_nothing_in_real_redlines(old: str, new: str, tmp_path: Path) -> None:
    for first, second in ((old, new), (new, old)):
        made = compare(ROOT, first, second)
        _validate(docx_redline.write(made.redline, made.explanations, STYLE, track_numbers=True), tmp_path)


def _validate(data: bytes, folder: Path) -> None:
    (folder / "redline.docx").write_bytes(data)
    assert validated(folder / "redline.docx") == []


def test_ids_are_unique_and_ranges_are_closed() -> None:
    made = compare(ROOT, *next(iter(consecutive(ROOT))))
    root: Any = etree.fromstring(parts(made.redline, made.explanations)["word/document.xml"])
    own = [e.get(f"{W}id") for e in root.iter() if e.get(f"{W}author")]
    assert len(set(own)) == len(own) > 40
    for kind in ("moveFromRange", "moveToRange", "commentRange", "bookmark"):
        assert sorted(e.get(f"{W}id") for e in root.iter(f"{W}{kind}Start")) == sorted(e.get(f"{W}id") for e in root.iter(f"{W}{kind}End"))
    names = [e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)


def test_a_cause_is_told_in_one_comment_and_a_move_at_both_its_ends() -> None:
    for old, new in consecutive(ROOT):
        made = compare(ROOT, old, new)
        told = commented(made)
        causes = {cause for change in made.redline.changes if change.section for cause in made.explanations[change.id].causes if cause.kind != "order"}
        assert all(sum(cause.words in text.split("\n") for text in told) == sum(cause.words == each.words for each in causes) for cause in causes)
        moves = sum(change.kind == "moved" for change in made.redline.changes)
        facts = sum(is_fact(change) for change in made.redline.changes)
        assert len(told) == len(causes) + 2 * moves + facts


def test_a_comment_names_all_places_of_its_cause_in_words_without_keys_files_or_lines() -> None:
    told = [text for pair in consecutive(ROOT) for text in commented(compare(ROOT, *pair))]
    (delegate,) = [text for text in told if "The Constabulary’s delegate changed." in text]
    assert "Also in 8.1 Halton Children and Young People Safeguarding Partnership: Lead Safeguarding Partners." in delegate.split("\n")
    assert not [text for text in told if re.search(r"\.yaml|[\w-]+/[\w-]+@|\b[a-z_]+\.[a-z_]+\b|:\d", text)]


def test_docgen_is_the_author_of_every_change_and_comment_and_no_body_or_revision_is() -> None:
    made = compare(ROOT, *next(iter(consecutive(ROOT))))
    files = parts(made.redline, made.explanations)
    for name in ("word/document.xml", "word/comments.xml", "word/numbering.xml"):
        assert set(re.findall(r'w:author="([^"]*)"', files.get(name, b"").decode())) <= {"docgen"}
    assert set(re.findall(r'w:initials="([^"]*)"', files["word/comments.xml"].decode())) == {"d"}
    by = parts(made.redline, made.explanations, causes="authors")
    kinds = {f"docgen: {why.cause_kind}" for why in made.explanations.values()}
    assert set(re.findall(r'w:author="([^"]*)"', by["word/document.xml"].decode())) <= kinds | {"docgen"}
    assert "word/comments.xml" not in by and "word/comments.xml" not in parts(made.redline, made.explanations, causes="off")


def commented(made: Comparison) -> list[str]:
    """The texts of the comments in the Word redline."""
    root: Any = etree.fromstring(parts(made.redline, made.explanations)["word/comments.xml"])
    return ["".join("\n" if each.tag == f"{W}br" else each.text or "" for each in note.iter()) for note in root.iter(f"{W}comment")]


def test_a_split_is_a_tracked_paragraph_mark() -> None:
    head, _, tail = pair.LONG.partition(" They")
    xml = body(of(pair.LONG), of(head, "They" + tail))
    assert (words(xml, "ins"), words(xml, "del")) == ([], [" "])
    assert len(re.findall(r"<w:rPr><w:ins [^>]*/></w:rPr></w:pPr>", xml)) == 1
    back = body(of(head, "They" + tail), of(pair.LONG))
    assert len(re.findall(r"<w:rPr><w:del [^>]*/></w:rPr></w:pPr>", back)) == 1


@pytest.mark.parametrize("splits", [True, False])
def test_a_split_or_join_in_a_moved_section_is_marked_and_told_where_it_is(splits: bool) -> None:
    head, _, tail = pair.LONG.partition(" They")
    joined, split = pair.section("aims", pair.LONG), pair.section("aims", head, "They" + tail)
    others = [pair.section(id, f"The {id} is reviewed once in every year, and is published. " * 8) for id in ("money", "plan")]
    old, new = (joined, split) if splits else (split, joined)
    redline = diff(pair.document("headings", old, *others), pair.document("headings", *others, new))
    files = parts(redline, {change.id: Explanation((Cause("value", f"cause {change.node}"),)) for change in redline.changes})
    xml = files["word/document.xml"].decode()
    source, target = (re.search(rf"<w:move{end}RangeStart.*<w:move{end}RangeEnd", xml, re.DOTALL) for end in ("From", "To"))
    assert source and target
    mark = "<w:rPr><w:ins " if splits else "<w:rPr><w:del "
    here, there = (target[0], source[0]) if splits else (source[0], target[0])
    assert here.count(mark) == 1 and mark not in there
    node = "split paragraph" if splits else "joined paragraphs"
    (note,) = [
        re.search(r'w:id="(\d+)"', each) for each in re.findall("<w:comment .*?</w:comment>", files["word/comments.xml"].decode()) if f"cause {node}" in each
    ]
    assert note and f'<w:commentReference w:id="{note[1]}"/>' in here


def test_a_part_of_a_split_paragraph_has_ids_of_its_own() -> None:
    head, _, tail = pair.LONG.partition(" They")
    others = [pair.section(id, f"The {id} is reviewed once in every year, and is published. " * 8) for id in ("money", "plan")]
    old = pair.document("headings", pair.section("aims", pair.LONG), *others)
    new = pair.document("headings", *others, pair.section("aims", head, "They" + tail))
    for first, second in ((old, new), (new, old)):
        found = re.findall(r'<w:(?:ins|del|moveFrom|moveTo|moveFromRangeStart|moveToRangeStart) w:id="(\d+)"', body(first, second))
        assert len(found) == len(set(found)) > 3


def test_other_looks_are_a_change_of_looks() -> None:
    xml = body(of(pair.p("The board ", Strong((Text("must"),)), " act at once.")), of(pair.p("The board ", Emphasis((Text("must"),)), " act at once.")))
    assert "<w:ins " not in xml and "<w:del " not in xml
    assert re.search(r"<w:rPr><w:i/><w:iCs/><w:rPrChange [^>]*><w:rPr><w:b/><w:bCs/></w:rPr></w:rPrChange></w:rPr><w:t[^>]*>must<", xml)


def test_a_list_that_was_bulleted_knows_it() -> None:
    xml = body(of("Ways:", pair.items(False, "by letter;", "in person.")), of("Ways:", pair.items(True, "by letter;", "in person.")))
    assert "<w:ins " not in xml and len(re.findall(r'<w:pPrChange [^>]*><w:pPr><w:pStyle w:val="ListBullet"/>', xml)) == 2


def test_a_column_that_came_is_marked_cell_by_cell_and_a_row_that_went_as_a_row() -> None:
    old = of(pair.table(("Partner", "Share"), ("Council", "12%"), ("Police", "8%")))
    xml = body(old, of(pair.table(("Partner", "Post", "Share"), ("Council", "Chief", "12%"))))
    assert len(re.findall(r"<w:cellIns ", xml)) == 2 and words(xml, "ins") == ["Post", "Chief"]
    assert len(re.findall(r"<w:trPr>(?:<w:\w+/>)*<w:del ", xml)) == 1 and words(xml, "del") == ["Police", "8%"]


def test_a_chart_that_changed_shows_the_old_picture_struck() -> None:
    def chart(*names: str) -> Figure:
        return Figure("chart", (Text("Who reports to whom"),), ", ".join(names), tuple(ChartNode(name, name, ()) for name in names), "Figure 1")

    found = parts(diff(of("See it.", chart("board", "group")), of("See it.", chart("board", "panel"))))
    xml = found["word/document.xml"].decode()
    assert [len(re.findall(rf'<w:{kind} [^>]*"><w:r><w:drawing>', xml)) for kind in ("del", "ins")] == [1, 1]
    assert sum(name.startswith("word/media/") for name in found) == 2


def test_what_changed_in_a_moved_section_went_at_the_old_place_and_came_at_the_new() -> None:
    review = pair.section("review", "The board reviews this memorandum once in every year, and reports to all partners, and to the public.")
    money = [pair.section("money", f"Each of the partners pays {share} of the cost of the joint board in every year.") for share in ("12%", "18%")]
    xml = body(pair.document("headings", money[0], review), pair.document("headings", review, money[1]))
    source, _, target = xml.partition("<w:moveToRangeStart") if xml.index("<w:moveFromRangeStart") < xml.index("<w:moveToRangeStart") else ("", "", "")
    assert words(source, "del") == ["12%"] and words(source, "ins") == []
    assert words(target, "ins") == ["18%"] and words(target, "del") == []


@pytest.mark.parametrize("fault", ["a deletion that is not marked", "words that are lost", "a paragraph that is not ended"])
def test_a_redline_that_does_not_hold_both_texts_is_never_given(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tracked, redline = track_changes.tracked, diff(pair.old("headings"), pair.new("headings"))

    def broken(xml: str, kind: Any, *rest: Any) -> str:
        if fault == "a deletion that is not marked" and kind == "del":
            return xml
        return "" if fault == "words that are lost" and kind == "ins" else tracked(xml, kind, *rest)

    monkeypatch.setattr(track_changes, "tracked", broken)
    if fault == "a paragraph that is not ended":
        monkeypatch.setattr(track_changes, "split_paragraphs", lambda xml, _: re.sub("<w:cut-[a-z]+/>", "", xml))
    with pytest.raises(DocgenError) as caught:
        docx_redline.write(redline, {}, STYLE)
    assert {problem.code for problem in caught.value.problems} == {"unproved-redline"}


def test_the_cover_says_what_changed_there() -> None:
    old, new = pair.old("headings"), pair.new("headings")
    old, new = (
        replace(d, front=replace(d.front, status=status, parties=parties)) for d, status, parties in ((old, "Draft", ("Us",)), (new, "Agreed", ("Us", "Them")))
    )
    xml = parts(diff(old, new))["word/document.xml"].decode().partition("</w:sectPr>")[0]
    assert {"Draft"} <= set(words(xml, "del")) and {"Agreed", "Them"} <= set(words(xml, "ins"))


def test_the_bookmarks_of_the_new_document_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    count, named = 100, 0

    def counted(prefix: str, id: str) -> str:
        nonlocal named
        named += 1
        return bookmark(prefix, id)

    monkeypatch.setattr(kept_bookmarks, "bookmark", counted)
    old, new = (
        pair.document("headings", *[pair.section(f"{stem}-{number}", pair.p(f"The board keeps {number} books.")) for number in range(count)])
        for stem in ("old", "new")
    )
    assert len(re.findall(r'w:name="[^"]*old_\d+"', body(old, new))) == count
    assert named < 6 * count

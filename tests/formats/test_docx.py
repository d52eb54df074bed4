"""The Word writer: every word and number comes out, and the file is one that Word opens without a question."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.document import tree
from docgen.document.problems import DocgenError
from docgen.document.tree import (
    Break,
    Document,
    Field,
    FieldBlock,
    Figure,
    FrontMatter,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Section,
    Signatures,
    Strong,
    Table,
    Term,
    Text,
)
from docgen.formats.docx import body
from docgen.formats.docx import writer as docx
from docgen.formats.list_labels import first_level, label
from docgen.sources.files import HouseStyle
from tests.samples import HOSTILE, documents, everything, fronts
from tests.wordfile import W, Word, validated

ROOT = Path(__file__).parents[2]
STYLE = HouseStyle("mou", ROOT)
SCHEMES: tuple[tree.Scheme, ...] = ("none", "headings", "paragraphs")
SLOW = settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
BULLETS = "•–▪"


def _written(document: Document) -> Word:
    return Word(docx.write(document, STYLE))


def _single(*nodes: Inline) -> Document:
    """A document with one paragraph."""
    return replace(everything(), sections=(Section("one", (Text("One"),), (Paragraph(nodes),), number="1"),))


# What a reader should find, from the tree alone.

Line = tuple[str, str]
"""A label and a text."""


def _words(nodes: tuple[Inline, ...]) -> str:
    """As `plain`, but a break is a line end."""
    out = ""
    for node in nodes:
        match node:
            case Break():
                out += "\n"
            case Text() | Term():
                out += tree.plain((node,))
            case Reference(inlines=()):
                out += node.lead + node.label
            case Note():
                pass
            case _:
                out += _words(node.inlines)
    return out


def _lines(document: Document) -> Iterator[Line]:
    for section in document.sections:
        yield from _section(section, first_level(document, section))


def _section(section: Section, first: int) -> Iterator[Line]:
    yield section.number, _words(section.title)
    yield from _blocks(section.blocks, first)
    for child in section.sections:
        yield from _section(child, first)


def _blocks(blocks: tuple[tree.Block, ...], level: int, mark: str = "") -> Iterator[Line]:
    for i, block in enumerate(blocks):
        here = mark if i == 0 else ""
        match block:
            case Paragraph():
                yield here or block.number, _words(block.inlines)
            case List():
                for index, item in enumerate(block.items):
                    yield from _item(item, block, index, level)
            case Table():
                if block.caption:
                    yield "", f"{block.number}: {_words(block.caption)}"
                yield from (("", _words(cell.inlines)) for row in (block.header, *block.rows) for cell in row.cells)
            case Figure():
                yield "", ""
                yield "", f"{block.number}: {_words(block.caption)}"
            case Quote() | FieldBlock():
                yield from _blocks(block.blocks, level, here)
            case Signatures():
                for person in block.signatories:
                    yield "", f"Signed for and on behalf of {person.party}"
                    for name, value in (("Signature", ""), ("Name", person.name), ("Post", person.post), ("Date", "")):
                        yield "", f"{name}\t{value or chr(9)}"


def _item(item: Item, parent: List, index: int, level: int) -> Iterator[Line]:
    mark = label(level, index) if parent.ordered else "•"
    yield from _blocks(item.blocks, level + parent.ordered, mark)


def _body(word: Word) -> list[Line]:
    """The lines of the text, every bullet as the first, without the empty paragraphs that part tables."""
    paragraphs = word.body()
    first = next(i for i, p in enumerate(paragraphs) if p.style == "heading 1")
    lines = [("•" if p.label and p.label in BULLETS else p.label, p.text, p.style) for p in paragraphs[first:]]
    return [(number, text) for number, text, style in lines if text or style in ("Figure", "Table Text", "Table Heading")]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_text_has_every_word_and_live_number(scheme: tree.Scheme) -> None:
    document = everything(scheme)
    assert _body(_written(document)) == list(_lines(document))


@SLOW
@given(documents())
def test_any_text_comes_out_as_it_is_typed(document: Document) -> None:
    word = _written(document)
    assert _body(word) == list(_lines(document))
    notes = [n for s in document.sections for n in tree.walk(s) if isinstance(n, Note)]
    found = [note.replace("\n", "") for note in word.notes()]
    assert sorted(found) == sorted("".join(text for _, text in _blocks(note.blocks, 0)).replace("\n", "") for note in notes)


@SLOW
@given(fronts(), st.sampled_from(["", "DRAFT", *HOSTILE]), st.sampled_from(["{_{ x }_} {_% y %_} {{ z }} {% if %}", *HOSTILE]))
def test_any_front_matter_comes_out_as_it_is_typed(front: FrontMatter, watermark: str, subtitle: str) -> None:
    front = replace(front, watermark=watermark, subtitle=subtitle)
    data = docx.write(replace(_single(Text("x")), front=front), STYLE)
    word, file = Word(data), python_docx.Document(BytesIO(data))
    styled = [(p.style, p.text) for p in word.body()]
    shown = {"Title": (front.title,), "Subtitle": (front.subtitle,), "Cover Party": front.parties, "Cover Status": (front.status,), "Cover Date": (front.date,)}
    assert {name: [text for style, text in styled if style == name] for name in shown} == {name: [t for t in texts if t] for name, texts in shown.items()}
    assert [[cell.text for cell in row.cells] for table in file.tables for row in table.rows] == [[*row] for row in front.control]
    assert [p.text for p in file.sections[1].header.paragraphs] == [f"{front.short_title}\t{front.status}"]
    shapes = [e for n in "12" for e in word.xml(f"word/header{n}.xml").iter("{urn:schemas-microsoft-com:vml}textpath") if e.get("string")]
    assert [shape.get("string") for shape in shapes] == [watermark] * 2 * bool(watermark)
    core = file.core_properties
    assert (core.title, core.subject, core.author, core.content_status) == (front.title, front.subtitle, "; ".join(front.parties), front.status)


def test_every_kind_of_node_has_a_function() -> None:
    assert set(body.INLINES) == set(tree.INLINES)
    assert set(body.BLOCKS) == set(tree.BLOCKS)


def test_the_whole_text_stays_as_it_is(file_regression: FileRegressionFixture) -> None:
    word = _written(everything("paragraphs"))
    file_regression.check(etree.tostring(word.xml("word/document.xml"), encoding="unicode", pretty_print=True), extension=".xml")


# Fields, links and bookmarks.


@pytest.mark.parametrize("scheme", SCHEMES)
def test_references_show_what_word_will_make_of_them(scheme: tree.Scheme) -> None:
    word = _written(everything(scheme))
    paragraphs = word.body()
    marked = {name: p for p in paragraphs for name in p.bookmarks}
    codes = [(code.split(), result) for code, result in word.references()]
    numbers = [(code[1], result) for code, result in codes if code[0] == "REF" and "\\r" in code]
    texts = [(code[1], result) for code, result in codes if code[0] == "REF" and "\\r" not in code]
    assert texts
    assert len(numbers) == (0 if scheme == "none" else 3)
    assert [(name, marked[name].label) for name, _ in numbers] == numbers
    for name, result in texts:
        assert marked[name].text.startswith(result)
        assert result in _inside(word, name)


def _inside(word: Word, name: str) -> str:
    """The text of a bookmark that lies in one paragraph."""
    start = next(m for m in word.xml("word/document.xml").iter(f"{W}bookmarkStart") if m.get(f"{W}name") == name)
    inside = ""
    for element in start.itersiblings():
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            break
        inside += "".join(t.text or "" for t in element.iter(f"{W}t"))
    return inside


@SLOW
@given(documents())
def test_bookmarks_are_paired_and_unique_and_every_link_has_its_target(document: Document) -> None:
    xml = _written(document).xml("word/document.xml")
    starts, ends = list(xml.iter(f"{W}bookmarkStart")), list(xml.iter(f"{W}bookmarkEnd"))
    names = [mark.get(f"{W}name") for mark in starts]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_]{1,40}", name) for name in names)
    assert sorted(m.get(f"{W}id") for m in starts) == sorted(m.get(f"{W}id") for m in ends)
    assert len({m.get(f"{W}id") for m in starts}) == len(starts)
    targets = {link.get(f"{W}anchor") for link in xml.iter(f"{W}hyperlink")} - {None}
    targets |= {code.text.split()[1] for code in xml.iter(f"{W}instrText") if code.text.split()[0] == "REF"}
    assert targets <= set(names)


def test_the_contents_are_a_filled_field_that_asks_nothing() -> None:
    document = everything()
    word = _written(document)
    entries = [p.text for p in word.body() if p.style.startswith("TOC ") and p.style != "TOC Heading"]
    assert entries == [f"{s.number}\t{tree.plain(s.title)}" for top in document.sections for s in (top, *top.sections)]
    assert 'TOC \\o "1-2" \\h \\z \\u' in word.text("word/document.xml")
    assert "updateFields" not in word.text("word/settings.xml")
    assert "dirty" not in word.text("word/document.xml")
    kinds = [mark.get(f"{W}fldCharType") for mark in word.xml("word/document.xml").iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a b?c=d&e=[f]#g", "https://example.org/a%20b?c=d&e=%5Bf%5D#g"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("http://", ""),
        ("http://a b/", ""),
        ("http://[::1", ""),
        ("https://example.org:x/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_link_is_one_that_word_can_read_or_none(url: str, target: str) -> None:
    word = _written(_single(Link(url, (Text("words"),))))
    found = [r.get("Target") for r in word.xml("word/_rels/document.xml.rels") if r.get("TargetMode") == "External"]
    assert found == [target] * bool(target)
    assert ("1", "One") in _body(word)
    assert ("", "words") in _body(word)


def test_a_link_in_a_note_is_a_link_of_the_notes() -> None:
    note = Note((Paragraph((Link("https://example.org/", (Text("there"),)),)),), 1)
    word = _written(_single(Text("x"), note))
    assert [r.get("Target") for r in word.xml("word/_rels/footnotes.xml.rels")] == ["https://example.org/"]
    assert word.notes() == ["there"]


def test_runs_of_one_format_are_one_run() -> None:
    nodes = (Text("a "), Field("x", (Text("b"),)), Term("k", "c", ""), Strong((Text("d"),)), Strong((Field("y", (Text(" e"),)),)))
    word = _written(_single(*nodes))
    paragraph = next(p for p in word.xml("word/document.xml").iter(f"{W}p") if "".join(p.itertext()) == "a bcd e")
    assert [run.findtext(f"{W}t") for run in paragraph.iter(f"{W}r")] == ["a bc", "d e"]


# The file.


def test_properties_and_provenance() -> None:
    document = replace(everything(), language="cy-GB")
    word = _written(document)
    core = word.text("docProps/core.xml")
    assert core.count("2024-06-01T00:00:00Z") == 2
    assert "<dc:language>cy-GB<" in core
    assert 'w:val="cy-GB"' in word.text("word/styles.xml")
    assert 'w:val="cy-GB"' in word.text("word/settings.xml")
    custom = {p.get("name"): p[0].text for p in word.xml("docProps/custom.xml")}
    assert custom == {"revision": "riverside/2024", "status": "Illustrative draft"}
    rows = {row.get("id"): row for row in word.xml("customXml/item1.xml")}
    sections = [s for s in tree.walk(document) if isinstance(s, Section)]
    assert list(rows) == [s.id for s in sections]
    assert (rows["purpose"].get("clause"), rows["purpose"].get("version"), rows["purpose"].get("digest")) == ("purpose/plain", "2", "0" * 64)
    assert rows["funding"].get("reason") == "The partners fund this in their own way."
    names = {m.get(f"{W}name") for m in word.xml("word/document.xml").iter(f"{W}bookmarkStart")}
    assert {row.get("bookmark") for row in rows.values()} <= names


def test_no_paragraph_is_empty_but_those_that_end_a_section_or_part_tables() -> None:
    xml = _written(everything("none")).xml("word/document.xml")
    empty = [p for p in xml.iter(f"{W}p") if not "".join(p.itertext()).strip() and p.find(f".//{W}drawing") is None]
    assert all(p.find(f"{W}pPr/{W}sectPr") is not None for p in empty)
    assert len(empty) == 2


def test_tables_repeat_their_header_and_figures_are_reported_in_words() -> None:
    xml = _written(everything()).xml("word/document.xml")
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in xml.iter(f"{W}tbl"))
    (picture,) = (e for e in xml.iter() if e.tag.endswith("}docPr"))
    assert picture.get("descr") == "The Executive reports to the Board; the CDOP to the Board and to NHS England."


@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_xml_sdk_finds_nothing(scheme: tree.Scheme, tmp_path: Path) -> None:
    file = tmp_path / "file.docx"
    file.write_bytes(docx.write(everything(scheme), STYLE))
    assert validated(file) == []


def test_the_same_bytes_again_in_another_time_zone_and_under_another_hash_seed() -> None:
    code = "import hashlib, tests.formats.test_docx as t; print(hashlib.sha256(t.docx.write(t.everything(), t.STYLE)).hexdigest())"
    places = ({"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}, {"TZ": "America/Adak", "PYTHONHASHSEED": "2"})
    made = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, **place, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True, cwd=ROOT).stdout
        for place in places
    ]
    assert made[0] == made[1]
    with ZipFile(BytesIO(docx.write(everything(), STYLE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


# House files that are wrong.


def _house(tmp_path: Path, changes: dict[str, tuple[str, str] | None]) -> HouseStyle:
    """A copy of the house style in whose Word file texts of parts are replaced, or parts left out."""
    folder = tmp_path / "templates" / "other"
    shutil.copytree(STYLE.folder, folder)
    with ZipFile(folder / "house.docx") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, change in changes.items():
        if change is None:
            del parts[name]
        else:
            assert change[0] in parts[name]
            parts[name] = parts[name].replace(*change)
    with ZipFile(folder / "house.docx", "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return HouseStyle("other", tmp_path)


def _problems(style: HouseStyle) -> list[tuple[str, str]]:
    with pytest.raises(DocgenError) as caught:
        docx.write(everything(), style)
    assert {p.position.file for p in caught.value.problems} == {"templates/other/house.docx"}
    return [(p.code, p.seen) for p in caught.value.problems]


def test_all_missing_styles_are_reported_at_once(tmp_path: Path) -> None:
    style = _house(tmp_path, {"word/styles.xml": ('w:name w:val="List ', 'w:name w:val="Lost ')})
    assert len(_problems(style)) == 15


def test_all_missing_parts_are_reported_at_once(tmp_path: Path) -> None:
    found = _problems(_house(tmp_path, {"word/styles.xml": None, "word/numbering.xml": None}))
    assert [code for code, _ in found] == ["missing-part"] * 2
    assert "word/numbering.xml" in found[0][1]


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("word/document.xml", ("{{ title }}", "{{ titel }}"), "unknown-name"),
        ("word/header2.xml", ("{{ status }}", "{{ statsu }}"), "unknown-name"),
        ("word/document.xml", ("{{ title }}", "{{ title"), "bad-template"),
        ("word/document.xml", ("{%p endfor %}", "{%p endif %}"), "bad-template"),
        ("word/document.xml", ("{{ title }}", "{{ 1 / 0 }}"), "bad-template"),
        ("word/document.xml", ("{{ title }}", "{{ ''.__class__.__mro__ }}"), "bad-template"),
        ("word/document.xml", ("{{ body }}", "body"), "bad-marker"),
        ("word/document.xml", ("{{ contents }}", "{{ contents }}{{ body }}"), "bad-marker"),
        ("docProps/core.xml", ("{{ title }}", "{{ titel }}"), "bad-template"),
        ("word/styles.xml", ("<w:styles ", "<w:styles <"), "broken-part"),
        ("word/numbering.xml", ("<w:numbering ", "<w:numbering <"), "broken-part"),
        ("word/numbering.xml", ('w:numId="4"', 'w:numId="14"'), "broken-part"),
        ("word/styles.xml", ('<w:numId w:val="3"/>', ""), "missing-numbering"),
        ("word/settings.xml", ("<w:settings", '<!DOCTYPE a [<!ENTITY b "c">]><w:settings'), "unsafe-archive"),
    ],
)
def test_a_wrong_house_file_is_a_problem(name: str, change: tuple[str, str], code: str, tmp_path: Path) -> None:
    assert {found for found, _ in _problems(_house(tmp_path, {name: change}))} == {code}


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 60])
def test_a_house_file_that_is_no_zip_is_a_problem(data: bytes, tmp_path: Path) -> None:
    style = _house(tmp_path, {})
    (style.folder / "house.docx").write_bytes(data)
    assert [code for code, _ in _problems(style)] == ["not-docx"]


def test_a_house_file_may_keep_what_word_adds(tmp_path: Path) -> None:
    """Word changes style ids when it saves, and may leave out the part of footnotes and own a custom XML part."""
    style = _house(
        tmp_path,
        {
            "word/styles.xml": ('"BodyText"', '"a0"'),
            "word/footnotes.xml": None,
            "word/_rels/document.xml.rels": ('/footnotes" Target="footnotes.xml"', '/customXml" Target="../customXml/item1.xml"'),
            "[Content_Types].xml": ('PartName="/word/footnotes.xml"', 'PartName="/word/gone.xml"'),
        },
    )
    word = Word(docx.write(everything(), style))
    assert word.notes()
    assert ("", "It is not a contract; it is an agreement.") in _body(word)

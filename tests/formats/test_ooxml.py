"""The cellar: any text survives its escapes, packages are read with distrust, names and numbers stay within Word's limits."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.document.problems import DocgenError
from docgen.formats import safe_archive
from docgen.formats.docx.ooxml import block_xml, markup, numbering_part, package, relationships, runs, styles
from docgen.formats.docx.ooxml.markup import W

ANY = st.text()
LEGAL = ANY.filter(lambda text: markup.legal(text) == text)


def _parsed(xml: str) -> Any:
    return etree.fromstring(f'<w:p xmlns:w="{W}">{xml}</w:p>')


@given(ANY)
def test_a_run_shows_any_text(text: str) -> None:
    shown = {f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n"}
    run = _parsed(runs.run(text))[0]
    assert "".join(shown.get(child.tag, child.text or "") for child in run) == markup.legal(text).replace("\r\n", "\n").replace("\r", "\n")
    spaced = [e for e in run if e.tag == f"{{{W}}}t" and (e.text or "") != (e.text or "").strip(" ")]
    assert all(e.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" for e in spaced)


@given(LEGAL)
def test_an_attribute_and_an_element_hold_any_text(text: str) -> None:
    made = etree.fromstring(markup.element("a", {"b": text}, markup.content(text)))
    assert made.get("b") == text
    assert (made.text or "") == text


@given(st.text(), st.text())
def test_bookmarks_differ_as_their_ids_do(one: str, other: str) -> None:
    names = [runs.bookmark("_clause_", id) for id in (one, other)]
    assert all(len(name) <= 40 and name.replace("_", "a").isalnum() and name.isascii() for name in names)
    assert (names[0].lower() == names[1].lower()) == (one == other)


@pytest.mark.parametrize("pair", [("a-b", "a_b"), ("a" * 40, "a" * 41), ("a-b", "A-b"), ("a b", "a.b")])
def test_bookmarks_of_ids_that_look_alike_differ(pair: tuple[str, str]) -> None:
    names = {runs.bookmark("_Ref_", id).lower() for id in pair}
    assert len(names) == 2
    assert max(map(len, names)) <= 40


@given(st.text())
def test_an_address_is_ascii_and_stays_itself(url: str) -> None:
    target = relationships.address(f"https://example.org/{url}")
    assert target.isascii()
    assert relationships.address(target) == target


# Packages.


def _zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in ({"[Content_Types].xml": b"<a/>", "_rels/.rels": b"<a/>"} | parts).items():
            archive.writestr(name, data)
    return out.getvalue()


@given(st.dictionaries(st.text(st.sampled_from("abcé/."), min_size=1), st.binary(), max_size=4))
def test_what_is_packed_is_unpacked(contents: dict[str, bytes]) -> None:
    data = package.write(package.pack(name, content) for name, content in contents.items())
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents
        assert {entry.date_time for entry in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


def test_a_package_is_read_as_it_was_written() -> None:
    data = _zip(**{"word/document.xml": b"<x/>"})
    parts = package.read(data, "house.docx", ["word/document.xml"])
    assert package.unpack(parts["word/document.xml"]) == b"<x/>"
    assert package.read(package.write(parts.values()), "again.docx") == parts


def _codes(data: bytes, needed: tuple[str, ...] = ()) -> list[str]:
    with pytest.raises(DocgenError) as caught:
        package.read(data, "house.docx", needed)
    assert {p.position.file for p in caught.value.problems} == {"house.docx"}
    return [p.code for p in caught.value.problems]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\x", "C:x"])
def test_a_name_that_leaves_the_archive_is_refused(name: str) -> None:
    assert _codes(_zip(**{name: b""})) == ["unsafe-archive"]


def test_all_faults_of_an_archive_are_reported() -> None:
    assert _codes(_zip(**{"../x": b"", "WORD/a": b"", "word/A": b""})) == ["unsafe-archive"] * 2
    assert _codes(_zip(), ("a.xml", "b.xml")) == ["missing-part"] * 2


def test_an_archive_that_swells_is_refused_before_it_is_inflated() -> None:
    assert _codes(_zip(big=b"\0" * (safe_archive.LARGEST_PART + 1))) == ["unsafe-archive"]
    assert _codes(_zip(**{f"p{n}": b"" for n in range(safe_archive.MOST_PARTS)})) == ["unsafe-archive"]


def test_an_archive_that_lies_about_its_size_is_read_no_further() -> None:
    deflated = zlib.compress(b"\0" * 1_000_000)[2:-4]
    part = package.Part("bomb", zlib.crc32(b"\0"), 1, deflated)
    honest = package.read(_zip(), "x").values()
    assert package.unpack(package.read(package.write([*honest, part]), "house.docx")["bomb"]) == b"\0"


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_archive_is_a_problem_or_harmless(at: int, byte: int) -> None:
    data = bytearray(_zip(**{"word/document.xml": b"<x/>"}))
    struct.pack_into("B", data, at % len(data), byte)
    try:
        package.read(bytes(data), "house.docx", ["word/document.xml"])
    except DocgenError as error:
        assert error.problems


@pytest.mark.parametrize("text", [b"<!DOCTYPE a><a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_document_type_is_refused(text: bytes) -> None:
    assert _codes(_zip(**{"word/styles.xml": text})) == ["unsafe-archive"]


# Styles and numbering.


def test_styles_are_found_by_name_whatever_their_ids() -> None:
    xml = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>'
        '<w:ind w:left="30"/></w:pPr></w:style></w:styles>'
    )
    assert styles.load(xml.encode()) == styles.Styles({("paragraph", "heading 1"): "a3"}, {"a3": 7}, {"a3": 30})


def test_the_language_is_that_of_the_defaults_alone() -> None:
    head = f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    tail = '</w:rPr></w:rPrDefault></w:docDefaults><w:style><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style></w:styles>'
    wanted = f'{head}<w:lang w:val="cy-GB"/>{tail}'
    assert styles.with_language(f'{head}<w:lang w:val="en-GB"/>{tail}', "cy-GB") == wanted
    assert styles.with_language(head + tail, "cy-GB") == wanted


def _numbering() -> numbering_part.Numbering:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:pStyle w:val="S{i}"/><w:lvlText w:val="(%{i + 1})"/>'
        f'<w:pPr><w:ind w:left="{i}"/></w:pPr></w:lvl>'
        for i, format in enumerate(["decimal", "lowerLetter", "lowerRoman"] * 3)
    )
    xml = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="5"><w:nsid w:val="00000001"/>{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )
    return numbering_part.load(xml.encode(), {2: 1}, (2,))


def test_a_list_starts_anew_and_its_labels_can_stand_further_in() -> None:
    made: Any = etree.fromstring(numbering_part.part(_numbering(), [numbering_part.Instance(2, 0, 0), numbering_part.Instance(2, 1, 1)], silent=False))
    kinds = [etree.QName(child).localname for child in made]
    assert kinds == sorted(kinds)
    shifted = made[1]
    level = shifted.findall(f"{{{W}}}lvl")[1]
    assert [level.find(f"{{{W}}}{name}").get(f"{{{W}}}val") for name in ("numFmt", "lvlText")] == ["decimal", "(%2)"]
    assert level.find(f"{{{W}}}pPr/{{{W}}}ind").get(f"{{{W}}}left") == "1"
    assert not list(shifted.iter(f"{{{W}}}pStyle"))
    nums = {n.get(f"{{{W}}}numId"): n[0].get(f"{{{W}}}val") for n in made.iter(f"{{{W}}}num")}
    assert nums == {"2": "5", "3": "5", "4": shifted.get(f"{{{W}}}abstractNumId")}
    assert [o.get(f"{{{W}}}ilvl") for o in made.iter(f"{{{W}}}lvlOverride")] == ["0", "1"]


def test_silent_levels_show_nothing_and_keep_their_styles() -> None:
    made: Any = etree.fromstring(numbering_part.part(_numbering(), [], silent=True))
    texts = [level.find(f"{{{W}}}lvlText").get(f"{{{W}}}val") for level in made.iter(f"{{{W}}}lvl")]
    assert texts == ["(%1)", *[""] * 8]
    assert len(list(made.iter(f"{{{W}}}pStyle"))) == 9


@given(st.integers(500, 20_000), st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=12))
def test_columns_fill_the_width(total: int, columns: list[tuple[int, int]]) -> None:
    widths = block_xml.widths(total, columns)
    assert sum(widths) == total
    assert min(widths) > 0

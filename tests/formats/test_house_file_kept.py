"""A house file as a firm's designer saves it, in Word or in LibreOffice, gives the documents that it should: what they do not need is left out."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from docgen.composition.compose import compose
from docgen.document.tree import Document
from docgen.formats.docx.house_style_file import read_house
from docgen.formats.docx.ooxml import package, track_changes
from docgen.formats.docx.ooxml.house_content.house_parts import house_parts
from docgen.formats.docx.redline_writer import write as write_redline
from docgen.formats.docx.writer import write
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.redlines.compare_revisions import compare
from docgen.sources.files import HouseStyle
from tests.house_edits import (
    DOCUMENT,
    HOUSE,
    OFFICE,
    RELATIONS,
    ROOT_RELATIONS,
    TYPES,
    W14,
    edited,
    original,
    part,
    problems_of,
    read_parts,
    related,
    relations_of,
    write_parts,
)
from tests.judges import require
from tests.scratch import NEXT, ROOT, Scratch, repository
from tests.wordfile import W, Word, settled, validated

SETTINGS, CORE, STYLES = "word/settings.xml", "docProps/core.xml", "word/styles.xml"
BETWEEN = '<w:r><w:t xml:space="preserve">between</w:t></w:r>'
TITLE = '<w:r><w:t xml:space="preserve">{{ title }}</w:t></w:r>'


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@cache
def croydon() -> Document:
    """A revision with appendices, tables and captions."""
    return compose(load(ROOT, "croydon/2017-02"), Library(ROOT))


def built(scratch: Scratch) -> bytes:
    """The Word file of a short revision."""
    (result,) = scratch.build("scratch/1", formats=("docx",)).values()
    assert not result.problems, result.problems
    return next(data for name, data in scratch.files().items() if name.endswith(".docx"))


def shape(word: Word) -> list[tuple[str, str, str]]:
    """The style, number and words of each paragraph that has words, from the contents list on; the names of styles in lower case."""
    found = [(p.style.lower(), p.label, p.text) for p in word.body() if p.text.strip()]
    return found[next(at for at, each in enumerate(found) if each[2] == "Contents") :]


SECRETS = (
    "Jane",
    "Designer",
    "Acme",
    "rsid",
    "paraId",
    "Normal.dotm",
    "documentProtection",
    "trackRevisions",
    "docVar",
    "mailMerge",
    "_GoBack",
    "proofErr",
    "w:sdt",
)


def designed(file: Path) -> None:
    """A house file with all that Word adds when people work on it."""
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:lock w:val="sdtContentLocked"/><w:dataBinding w:xpath="/x" w:storeItemID="{A}"/></w:sdtPr><w:sdtContent>'
    )
    split = (
        '<w:r w:rsidR="00AA11BB"><w:t>{</w:t></w:r><w:r><w:t>{ ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00AA11BB"><w:t>tle</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }}</w:t></w:r>'
    )
    rights = ('<w:permStart w:id="1" w:edGrp="everyone"/>', '<w:permEnd w:id="1"/>')
    place = ('<w:bookmarkStart w:id="3" w:name="_GoBack"/>', '<w:bookmarkEnd w:id="3"/>')
    ids = 'w14:paraId="12AB34CD" w14:textId="77777777" w:rsidR="00AA11BB" w:rsidRDefault="00AA11BB"'
    before = (
        f'<w:attachedTemplate r:id="rId90" xmlns:r="{OFFICE}"/><w:trackRevisions/><w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>'
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    )
    after = '<w:docVars><w:docVar w:name="Client" w:val="Acme"/></w:docVars><w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids>'
    author = "<dc:creator>{{ parties | join('; ') }}</dc:creator>"
    edited(
        file,
        {DOCUMENT: ("<w:p><w:pPr>", f'<w:p xmlns:w14="{W14}" {ids}><w:pPr>')},
        {DOCUMENT: (TITLE, f"{control}{split}</w:sdtContent></w:sdt>")},
        {DOCUMENT: (BETWEEN, f"{rights[0]}{place[0]}{BETWEEN}{place[1]}{rights[1]}")},
        {SETTINGS: ('<w:zoom w:percent="100"/>', f'<w:zoom w:percent="100"/>{before}')},
        {SETTINGS: ("</w:compat>", f"</w:compat>{after}")},
        relations_of("settings.xml", "attachedTemplate", "file:///C:/Users/Jane/Normal.dotm"),
        {CORE: (author, "<dc:creator>Jane Designer</dc:creator><cp:lastModifiedBy>Jane Designer</cp:lastModifiedBy><cp:revision>41</cp:revision>")},
        {"docProps/app.xml": "<Properties><Company>Acme</Company><Manager>Jane</Manager></Properties>", "docProps/custom.xml": "<Properties>Acme</Properties>"},
        {"docProps/thumbnail.jpeg": "Jane", "_xmlsignatures/origin.sigs": "", "_xmlsignatures/sig1.xml": "<Signature>Jane</Signature>"},
        related("http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", ROOT_RELATIONS),
        *part("people.xml", "http://schemas.microsoft.com/office/2011/relationships/people", "<people>Jane Designer</people>", "people"),
        *part("glossary/document.xml", "glossaryDocument", "<glossary>Acme</glossary>", "document.glossary"),
        {"customXml/item1.xml": "<x>Acme</x>"},
        related("customXml", "../customXml/item1.xml"),
    )


def test_nothing_of_who_worked_on_a_house_file_or_how_goes_into_documents(scratch: Scratch) -> None:
    plain = Word(built(scratch))
    designed(scratch.root / HOUSE)
    word = Word(built(scratch))
    found = {(secret, name) for name, data in word.parts.items() for secret in SECRETS if secret.encode() in data or secret in name}
    assert found == set()
    assert [(p.style, p.label, p.text) for p in word.body()] == [(p.style, p.label, p.text) for p in plain.body()]
    assert set(word.parts) == set(plain.parts)


def test_a_document_from_such_a_file_is_valid(scratch: Scratch, tmp_path: Path) -> None:
    designed(scratch.root / HOUSE)
    (tmp_path / "a.docx").write_bytes(built(scratch))
    assert validated(tmp_path / "a.docx") == []


def test_an_empty_comments_part_and_its_marks_are_left_out(scratch: Scratch) -> None:
    edited(
        scratch.root / HOUSE,
        {DOCUMENT: (BETWEEN, f'<w:commentRangeStart w:id="0"/>{BETWEEN}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')},
        *part("comments.xml", "comments", f'<w:comments xmlns:w="{W[1:-1]}"/>'),
    )
    word = Word(built(scratch))
    assert "word/comments.xml" not in word.parts
    assert "comment" not in word.text(DOCUMENT) + word.text(TYPES) + word.text(RELATIONS)


def test_a_template_gives_documents(scratch: Scratch) -> None:
    plain = built(scratch)
    edited(scratch.root / HOUSE, {TYPES: ("document.main+xml", "template.main+xml")})
    assert built(scratch) == plain


def test_a_logo_a_link_to_a_page_and_an_embedded_font_are_kept(scratch: Scratch) -> None:
    edited(
        scratch.root / HOUSE,
        {RELATIONS: ("</Relationships>", f'<Relationship Id="rId91" Type="{OFFICE}/image" Target="media/logo.png"/></Relationships>')},
        related("hyperlink", "https://example.org/", external=True),
        {"word/media/logo.png": "logo", "word/fonts/font1.odttf": "font"},
        {"word/_rels/fontTable.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="rId1" Type="{OFFICE}/font" Target="fonts/font1.odttf"/></Relationships>'},
    )  # fmt: skip
    word = Word(built(scratch))
    assert word.parts["word/media/logo.png"] == b"logo" and word.parts["word/fonts/font1.odttf"] == b"font"
    assert "https://example.org/" in word.text(RELATIONS)


@cache
def from_libreoffice() -> bytes:
    """The house file opened and saved by LibreOffice."""
    soffice = require("soffice")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "house.docx").write_bytes(original())
        command = [
            soffice,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            f"{folder}/out",
            f"{folder}/house.docx",
        ]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
        return (Path(folder) / "out" / "house.docx").read_bytes()


def test_a_house_file_saved_by_libreoffice_gives_the_same_words_numbers_and_styles(scratch: Scratch) -> None:
    scratch.write(HOUSE, from_libreoffice())
    assert problems_of(scratch.root) == ()
    made, plain = (Word(write(croydon(), HouseStyle("mou", root))) for root in (scratch.root, ROOT))
    assert any(label.startswith("Appendix 1") for _, label, _ in shape(plain))
    assert shape(made) == shape(plain)


def test_a_house_file_saved_by_libreoffice_keeps_its_sections_watermarks_captions_and_header_rows(scratch: Scratch) -> None:
    scratch.write(HOUSE, from_libreoffice())
    made, plain = (Word(write(croydon(), HouseStyle("mou", root))) for root in (scratch.root, ROOT))
    sections = [[len(list(word.xml(DOCUMENT).iter(f"{W}{name}"))) for name in ("sectPr", "tblHeader")] for word in (made, plain)]
    assert sections[0] == sections[1]
    headers = [word.text(name) for word in (made, plain) for name in word.parts if re.match(r"word/header\d", name)]
    assert all(f'id="{id}"' in header for header in headers for id in re.findall(r'<v:shape [^>]*?type="#?(\w+)"', header))
    caption = next(style for style in made.xml(STYLES).iter(f"{W}style") if style.find(f"{W}name").get(f"{W}val") == "caption")
    assert caption.find(f"{W}rPr/{W}b") is not None
    assert read_house(from_libreoffice(), HOUSE).paragraph["caption"] == caption.get(f"{W}styleId")


def test_documents_and_redlines_with_a_house_file_saved_by_libreoffice_are_valid(scratch: Scratch, tmp_path: Path) -> None:
    scratch.write(HOUSE, from_libreoffice())
    style = HouseStyle("mou", scratch.root)
    compared = compare(scratch.root, "scratch/1", "scratch/2")
    for name, data in (("clean", write(croydon(), style)), ("redline", write_redline(compared.redline, compared.explanations, style))):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        assert validated(file) == [], name


def renamed(file: Path, ids: Callable[[str], str]) -> None:
    """The file with other style ids, as Word in another language gives them."""
    parts = read_parts(file)
    pattern = re.compile(r'(?:(?<=w:styleId=")|(?<=<w:pStyle w:val=")|(?<=<w:rStyle w:val=")|(?<=<w:tblStyle w:val=")|(?<=<w:basedOn w:val=")'
                         r'|(?<=<w:next w:val=")|(?<=<w:link w:val=")|(?<=<w:styleLink w:val="))[^"]+')  # fmt: skip
    write_parts(file, {name: pattern.sub(lambda id: ids(id[0]), data.decode()).encode() for name, data in parts.items()})


def test_word_in_another_language_gives_styles_other_ids_and_the_same_documents(scratch: Scratch) -> None:
    plain = Word(built(scratch))
    renamed(scratch.root / HOUSE, lambda id: id.replace("Heading", "berschrift").replace("BodyText", "Textkrper").replace("ListBullet", "Aufzhlungszeichen"))
    word = Word(built(scratch))
    assert 'w:val="berschrift1"' in word.text(DOCUMENT) and 'w:val="Heading1"' not in word.text(DOCUMENT)
    assert shape(word) == shape(plain)


def test_a_style_to_which_someone_added_a_name_is_found(scratch: Scratch) -> None:
    edited(scratch.root / HOUSE, {STYLES: ('<w:name w:val="Table Text"/>', '<w:name w:val="Acme Cell"/><w:aliases w:val="Cell,Table Text"/>')})
    assert problems_of(scratch.root) == ()


def test_a_style_with_another_name_is_missed_by_name(scratch: Scratch) -> None:
    edited(scratch.root / HOUSE, {STYLES: ('<w:name w:val="Table Text"/>', '<w:name w:val="Tabel Text"/>')})
    (problem,) = problems_of(scratch.root)
    assert (problem.code, problem.advice) == ("missing-style", "Did you mean “tabel text”?")


def test_a_house_file_without_headers_footers_and_properties_gives_documents(scratch: Scratch) -> None:
    parts = read_parts(scratch.root / HOUSE)
    kept = {name: data for name, data in parts.items() if not re.match(r"word/(?:header|footer)|docProps/", name)}
    kept[DOCUMENT] = re.sub(rb"<w:(?:header|footer)Reference [^>]*/>", b"", kept[DOCUMENT])
    kept[RELATIONS] = re.sub(rb'<Relationship [^>]*?/(?:header|footer)"[^>]*/>', b"", kept[RELATIONS])
    kept[ROOT_RELATIONS] = re.sub(rb"<Relationship [^>]*?core-properties[^>]*/>", b"", kept[ROOT_RELATIONS])
    write_parts(scratch.root / HOUSE, kept)
    word = Word(built(scratch))
    assert "<dc:title>Agreement</dc:title>" in word.text(CORE)


def test_tables_are_as_wide_as_the_section_of_the_body_also_on_landscape_pages_and_before_a_back_page(scratch: Scratch) -> None:
    file, place = scratch.root / HOUSE, "templates/mou/house.docx"
    wide = original()
    assert read_house(wide, place).width == 11906 - 2 * 1418
    body = re.search(r"<w:sectPr>(?:(?!<w:sectPr>).)*</w:sectPr></w:body>", Word(wide).text(DOCUMENT))
    assert body
    portrait = body[0].removesuffix("</w:body>")
    landscape = re.sub(r"<w:pgSz [^>]*/>", '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', portrait).replace('w:gutter="0"', 'w:gutter="200"')
    edited(file, {DOCUMENT: (body[0], f"<w:p><w:pPr>{landscape}</w:pPr></w:p><w:p/>{body[0]}")})
    assert read_house(file.read_bytes(), place).width == 16838 - 2 * 1418 - 200


def test_parts_in_utf_16_are_read(scratch: Scratch) -> None:
    plain = built(scratch)
    file = scratch.root / HOUSE
    xml = read_parts(file)[DOCUMENT].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    write_parts(file, {**read_parts(file), DOCUMENT: xml.encode("utf-16")})
    assert Word(built(scratch)).text(DOCUMENT) == Word(plain).text(DOCUMENT)


def test_a_house_file_that_has_nothing_to_leave_out_is_used_as_it_is() -> None:
    assert house_parts(original(), (), HOUSE) == package.read(original(), HOUSE)


def as_word_writes(file: Path) -> None:
    """The cover with what Word puts into paragraphs and rows: tabs, borders and the format of the paragraph mark, and rows without properties."""
    parts = read_parts(file)
    text = parts[DOCUMENT].decode()
    format = '<w:tabs><w:tab w:val="left" w:pos="700"/></w:tabs><w:rPr><w:b/><w:sz w:val="20"/></w:rPr></w:pPr>'
    text = re.sub(r'(<w:p><w:pPr><w:pStyle w:val="(?:Cover|Table)\w+"/>)</w:pPr>', rf"\1{format}", text)
    rows = iter(("", '<w:trPr><w:trHeight w:val="300"/></w:trPr>') * 9)
    text = re.sub(r"<w:trPr><w:cantSplit/></w:trPr>", lambda _: next(rows), text)
    write_parts(file, {**parts, DOCUMENT: text.encode()})


NEW_FACTS = """\
extends: "1"
subtitle: For the scratch area
review: {every: 1 year, next: 2026-05}
parties:
  trust: {name: A Trust, short: the Trust}
signatories: [{party: council, post: Chief Executive}, {party: trust, post: Chair}]
"""


@pytest.mark.parametrize("source", ["word", "libreoffice"])
def test_rejecting_or_accepting_a_redline_gives_the_old_or_the_new_cover_whatever_the_house_file_holds(scratch: Scratch, source: str, tmp_path: Path) -> None:
    scratch.write(HOUSE, original() if source == "word" else from_libreoffice())
    if source == "word":
        as_word_writes(scratch.root / HOUSE)
    scratch.edit(NEXT, 'extends: "1"\n', NEW_FACTS)
    style = HouseStyle("mou", scratch.root)
    sides = [compose(load(scratch.root, f"scratch/{n}"), Library(scratch.root)) for n in (1, 2)]
    compared = compare(scratch.root, "scratch/1", "scratch/2")
    redline = write_redline(compared.redline, compared.explanations, style)
    (tmp_path / "redline.docx").write_bytes(redline)
    assert validated(tmp_path / "redline.docx") == []
    for document, accept in zip(sides, (False, True), strict=True):
        found, expected = (cover(data) for data in (settled(redline, accept), write(document, style)))
        assert found == expected


MARK = '<w:ins w:id="5" w:author="a"/>'
MARKED = {
    "<w:p><w:r/></w:p>": f"<w:p><w:pPr><w:rPr>{MARK}</w:rPr></w:pPr><w:r/></w:p>",
    "<w:p><w:pPr/><w:r/></w:p>": f"<w:p><w:pPr><w:rPr>{MARK}</w:rPr></w:pPr><w:r/></w:p>",
    '<w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs><w:rPr><w:b/></w:rPr></w:pPr></w:p>': (
        f'<w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs><w:rPr>{MARK}<w:b/></w:rPr></w:pPr></w:p>'
    ),
    '<w:p><w:pPr><w:jc w:val="left"/><w:sectPr/></w:pPr></w:p>': f'<w:p><w:pPr><w:jc w:val="left"/><w:rPr>{MARK}</w:rPr><w:sectPr/></w:pPr></w:p>',
}


@pytest.mark.parametrize(("xml", "marked"), MARKED.items())
def test_the_mark_of_a_paragraph_is_tracked_whatever_its_properties_are(xml: str, marked: str) -> None:
    assert track_changes.paragraph_mark(xml, "ins", track_changes.Stamp("a", "", 5)) == marked


def cover(data: bytes) -> list[str]:
    """The words of the paragraphs before the contents list."""
    words = [p.text for p in Word(data).body() if p.text.strip()]
    return words[: words.index("Contents")]

"""What a designer may have left in a house file is refused by name and place: edits nobody settled, macros, objects and links to other files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.document.problems import Position
from docgen.formats.docx.ooxml.markup import W
from tests.house_edits import (
    DOCUMENT,
    HOUSE,
    OFFICE,
    RELATIONS,
    ROOT_RELATIONS,
    TYPES,
    Edits,
    edited,
    original,
    part,
    problems_of,
    read_parts,
    related,
    relations_of,
    write_parts,
)
from tests.scratch import Scratch, repository

WHO = 'w:id="7" w:author="Jane Designer" w:date="2024-05-01T10:00:00Z"'
HEADER, FOOTER, NOTES, STYLES, NUMBERING = (f"word/{name}.xml" for name in ("header2", "footer1", "footnotes", "styles", "numbering"))
BETWEEN = '<w:r><w:t xml:space="preserve">between</w:t></w:r>'
PAGE = '<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
COMMENT = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Jane Designer"><w:p><w:r><w:t>Is this our blue?</w:t></w:r></w:p></w:comment></w:comments>'
MARKED = f'<w:commentRangeStart w:id="0"/>{BETWEEN}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
INSERTED, DELETED = f"<w:ins {WHO}>{BETWEEN}</w:ins>", f'<w:del {WHO}><w:r><w:delText xml:space="preserve">amongst</w:delText></w:r></w:del>{BETWEEN}'
HEADING = '<w:name w:val="heading 1"/>'


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def said(scratch: Scratch, *edits: Edits) -> tuple[str, str]:
    """The code and the words of the one problem of the house file with these edits; it says what to do."""
    edited(scratch.root / HOUSE, *edits)
    (problem,) = problems_of(scratch.root)
    assert problem.position == Position(HOUSE)
    assert problem.expected and problem.advice
    return problem.code, problem.seen


TRACKED = {
    "an insertion": ({DOCUMENT: (BETWEEN, INSERTED)}, "the text", DOCUMENT, "an insertion at “between”"),
    "a deletion": ({DOCUMENT: (BETWEEN, DELETED)}, "the text", DOCUMENT, "a deletion at “amongstbetween”"),
    "moved text": ({DOCUMENT: (BETWEEN, f"<w:moveFrom {WHO}>{BETWEEN}</w:moveFrom>")}, "the text", DOCUMENT, "moved text at “between”"),
    "text moved here": ({DOCUMENT: (BETWEEN, f"<w:moveTo {WHO}>{BETWEEN}</w:moveTo>")}, "the text", DOCUMENT, "moved text at “between”"),
    "a format": (
        {DOCUMENT: (BETWEEN, BETWEEN.replace("<w:t ", f"<w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t ", 1))},
        "the text", DOCUMENT, "a changed format at “between”",
    ),
    "a paragraph": (
        {DOCUMENT: ('<w:pStyle w:val="FrontHeading"/></w:pPr>', f'<w:pStyle w:val="FrontHeading"/><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr>')},
        "the text", DOCUMENT, "a changed format of the paragraph at “{%p if control %}”",
    ),
    "the end of a paragraph": (
        {DOCUMENT: ('<w:pStyle w:val="Title"/>', f'<w:pStyle w:val="Title"/><w:rPr><w:ins {WHO}/></w:rPr>')},
        "the text", DOCUMENT, "an insertion at “{{ title }}”",
    ),
    "a row": ({DOCUMENT: ("<w:trPr>", f"<w:trPr><w:ins {WHO}/>")}, "the text", DOCUMENT, "an insertion at “{%tr for row in control[:1] %}”"),
    "a table": (
        {DOCUMENT: ("</w:tblPr>", f"<w:tblPrChange {WHO}><w:tblPr/></w:tblPrChange></w:tblPr>")}, "the text", DOCUMENT, "a changed table",
    ),
    "page set-up": (
        {DOCUMENT: ("</w:sectPr>", f"<w:sectPrChange {WHO}><w:sectPr/></w:sectPrChange></w:sectPr>")}, "the text", DOCUMENT, "a changed page set-up",
    ),
    "a footer": ({FOOTER: (PAGE, f"<w:ins {WHO}>{PAGE}</w:ins>")}, "a footer", FOOTER, "an insertion at “Page 1 of 1”"),
    "a footnote": ({NOTES: ("<w:r>", f"<w:ins {WHO}><w:r/></w:ins><w:r>")}, "the footnotes", NOTES, "an insertion"),
    "a style": ({STYLES: (HEADING, f"{HEADING}<w:rPr><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr>")}, "the styles", STYLES, "in the style “heading 1”"),
    "a list": ({NUMBERING: ("</w:lvl>", f"<w:rPr><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr></w:lvl>")}, "the lists", NUMBERING, "a changed format"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "where", "name", "what"), TRACKED.values(), ids=TRACKED)
def test_a_tracked_change_is_refused_with_its_part_and_the_words_beside_it(scratch: Scratch, edit: Edits, where: str, name: str, what: str) -> None:
    code, seen = said(scratch, edit)
    assert code == "tracked-change"
    assert seen.startswith(f"In {where} ({name}) of the Word file there is 1 tracked change: ") and what in seen


def test_many_tracked_changes_of_a_part_are_one_problem_that_counts_them(scratch: Scratch) -> None:
    code, seen = said(scratch, *({DOCUMENT: (f"<w:r><w:t xml:space=\"preserve\">{text}", f'<w:ins {WHO}/><w:r><w:t xml:space="preserve">{text}')} for text in
                                 ("{{ title }}", "{{ subtitle }}", "between", "{{ party }}", "Contents")))  # fmt: skip
    assert code == "tracked-change" and "there are 5 tracked changes: an insertion at “{{ title }}”" in seen and seen.endswith(", and others.")


def test_a_comment_is_refused_with_its_words_and_those_that_it_is_about(scratch: Scratch) -> None:
    code, seen = said(scratch, {DOCUMENT: (BETWEEN, MARKED)}, *part("comments.xml", "comments", COMMENT))
    assert (code, seen) == ("comment", "In the Word file there is 1 comment: “Is this our blue?” at “between”.")


def test_build_and_check_and_diff_tell_of_a_comment_and_write_nothing(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(scratch.root / HOUSE, {DOCUMENT: (BETWEEN, MARKED)}, *part("comments.xml", "comments", COMMENT))
    monkeypatch.chdir(scratch.root)
    for command in (["build"], ["build", "scratch/1", "--comments"], ["check"], ["check", "scratch/1"], ["diff", "scratch/1", "scratch/2", "--format", "docx"]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code != 0, command
        assert result.output.count(f"{HOUSE}:1:1: In the Word file there is 1 comment: “Is this our blue?”") == 1, command
        assert "Traceback" not in result.output and "docgen:" not in result.output
    assert not list(scratch.root.rglob("*-1.docx"))


BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
FIELD = f"{BEGIN}<w:r><w:instrText> {{}}</w:instrText></w:r><w:r><w:instrText>{{}} </w:instrText></w:r>{END}"
CHUNK = ("<w:sectPr>", '<w:altChunk r:id="rId90"/><w:sectPr>')
CODES = (
    "DDEAUTO Excel",
    "INCLUDEPICTURE “http://logo”",
    "INCLUDETEXT c:\\x.docx",
    "MERGEFIELD Name",
    "DATABASE \\d x",
    "LINK Excel.Sheet",
    "MACROBUTTON Run x",
    "FILLIN “Who?”",
)
OBJECT = '<w:object><o:OLEObject Type="Embed" r:id="rId90"/></w:object>'
REFUSED = {
    "a macro": (("the text", "macros"), *part("vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "x")),
    "an object": (("the text", "an embedded object"), *part("embeddings/a.bin", "oleObject", "x"), {DOCUMENT: (BETWEEN, f"{BETWEEN}<w:r>{OBJECT}</w:r>")}),
    "a linked object": (("the text", "an embedded object"), related("oleObject", "file:///c:/a.xlsx", external=True)),
    "a workbook": (("the text", "an embedded object"), *part("embeddings/a.xlsx", "package", "x")),
    "a control": (("the text", "an embedded object"), *part("activeX/a.xml", "control", "<x/>")),
    "a linked picture": (("the text", "a linked picture, “https://example.org/logo.png”"), related("image", "https://example.org/logo.png", external=True)),
    "a picture linked in a header": (("a header", "a linked picture, “file:///c:/logo.png”"), relations_of("header2.xml", "image", "file:///c:/logo.png")),
    "a picture of another format linked in a header": (
        ("a header", "a linked picture, “https://example.org/a.png”"), {HEADER: ("<v:fill ", '<v:fill src="https://example.org/a.png" ')},
    ),
    "another file": (("the text", "text of another file"), *part("a.html", "aFChunk", "<p>x</p>"), {DOCUMENT: CHUNK}),
    "a part of a master document": (("the text", "text of another file"), related("subDocument", "a.docx", external=True)),
    "a frame": (("the text", "a link to a file stored elsewhere, “http://a.b”"), related("frame", "http://a.b", external=True)),
    "a film": (("the text", "a film or a sound"), related("video", "http://a.b", external=True)),
    "a link to a drive": (("the text", "a link to “file:///s:/policy.docx”"), related("hyperlink", "file:///s:/policy.docx", external=True)),
    "a link to a server": (("the text", "a link to “\\\\server\\policy.docx”"), related("hyperlink", "\\\\server\\policy.docx", external=True)),
    "ink": (("the text", "handwriting in ink"), {DOCUMENT: (BETWEEN, f'{BETWEEN}<w:r><w:contentPart r:id="rId1"/></w:r>')}),
    **{code: (("the text", f"a field “{code}”"), {DOCUMENT: (BETWEEN, BETWEEN + FIELD.format(code[:3], code[3:]))}) for code in CODES},
    "a simple field": (("a footer", "a field “DDE Excel”"), {FOOTER: (PAGE, f'{PAGE}<w:fldSimple w:instr=" DDE Excel "/>')}),
}  # fmt: skip


@pytest.mark.parametrize(("where", "edits"), [(where, edits) for where, *edits in REFUSED.values()], ids=REFUSED)
def test_what_a_program_would_run_or_fetch_is_refused_by_name_and_place(scratch: Scratch, where: tuple[str, str], edits: list[Edits]) -> None:
    code, seen = said(scratch, *edits)
    assert code == "refused-content"
    assert seen.startswith(f"In {where[0]} (word/") and f"there is {where[1]}" in seen


MAIN = "wordprocessingml.document.main+xml"
FILES = {
    ".docm": (f"application/vnd.openxmlformats-officedocument.{MAIN}", "application/vnd.ms-word.document.macroEnabled.main+xml", "macros (.docm or .dotm)"),
    ".dotm": (
        f"application/vnd.openxmlformats-officedocument.{MAIN}",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "macros (.docm or .dotm)",
    ),
}


@pytest.mark.parametrize(("old", "new", "words"), FILES.values(), ids=FILES)
def test_a_file_with_macros_is_refused_by_its_type(scratch: Scratch, old: str, new: str, words: str) -> None:
    code, seen = said(scratch, {TYPES: (old, new)})
    assert code == "refused-content" and words in seen


def test_a_file_whose_text_is_of_another_type_is_refused_in_words(scratch: Scratch) -> None:
    code, seen = said(scratch, {TYPES: (MAIN, "presentation.main+xml")})
    assert code == "not-docx" and "presentation.main+xml" in seen


def test_a_part_that_a_relationship_names_and_the_file_lacks_is_told(scratch: Scratch) -> None:
    parts = read_parts(scratch.root / HOUSE)
    write_parts(scratch.root / HOUSE, {name: data for name, data in parts.items() if name != HEADER})
    (problem,) = problems_of(scratch.root)
    assert problem.code == "broken-part" and f"“{HEADER}”" in problem.seen


def test_styles_that_the_text_does_not_refer_to_are_missing(scratch: Scratch) -> None:
    code, seen = said(scratch, {RELATIONS: ("styles.xml", "theme.xml")}, {"word/theme.xml": "<a/>"})
    assert code == "missing-part" and "“word/styles.xml”" in seen


def test_a_strict_file_is_refused_by_name(scratch: Scratch) -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    code, seen = said(
        scratch, {ROOT_RELATIONS: (f"{OFFICE}/officeDocument", f"{strict}/officeDocument")}, {DOCUMENT: (W, "http://purl.oclc.org/ooxml/wordprocessingml/main")}
    )
    assert code == "strict-docx" and "Strict Open XML Document" in seen


OTHERS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a file with a password, or of Word 97 to 2003 (.doc)",
    b"{\\rtf1\\ansi": "a rich text file (.rtf)",
    b"%PDF-1.7": "a PDF",
    b'<?xml version="1.0"?><pkg:package/>': "an XML file",
}


@pytest.mark.parametrize(("data", "what"), OTHERS.items(), ids=OTHERS.values())
def test_a_file_of_another_program_is_called_by_its_name(scratch: Scratch, data: bytes, what: str) -> None:
    scratch.write(HOUSE, data)
    (problem,) = problems_of(scratch.root)
    assert (problem.code, problem.seen) == ("not-docx", f"This is {what}, not a Word document (.docx).")


def test_a_document_type_in_utf_16_is_found(scratch: Scratch) -> None:
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    write_parts(scratch.root / HOUSE, {**read_parts(scratch.root / HOUSE), DOCUMENT: declared})
    (problem,) = problems_of(scratch.root)
    assert (problem.code, problem.seen) == ("unsafe-archive", f"The part “{DOCUMENT}” declares a document type.")


BESIDE = {
    "words": ({DOCUMENT: ("{%p if subtitle %}", "{%p if subtitle %} About")}, "“{%p if subtitle %}” shares its paragraph with “About”, which would be lost."),
    "two tags": ({DOCUMENT: ("{%p endif %}", "{%p endif %}{%p if x %}")}, "“{%p endif %}” shares its paragraph with “{%p if x %}”, which would be lost."),
    "a picture": (
        {DOCUMENT: ('{%p if subtitle %}</w:t>', '{%p if subtitle %}</w:t><w:pict ></w:pict>')}, "“{%p if subtitle %}” shares its paragraph with a picture",
    ),
    "a cell": ({DOCUMENT: ('<w:t xml:space="preserve"></w:t>', '<w:t xml:space="preserve">Facts</w:t>')}, "shares its row with “Facts”, which would be lost."),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "words"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_a_line_that_is_replaced_is_told_and_not_lost(scratch: Scratch, edit: Edits, words: str) -> None:
    code, seen = said(scratch, edit)
    assert code == "bad-template" and words in seen


def test_a_relationship_to_a_part_that_is_missing_is_told(scratch: Scratch) -> None:
    code, seen = said(scratch, related("image", "media/gone.png"))
    assert code == "broken-part" and "“word/media/gone.png”" in seen


def test_check_tells_of_a_style_that_no_revision_uses_and_of_one_that_does_not_exist(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.write("templates/other/house.docx", original()[:100])
    scratch.edit("partnerships/other/1.yaml", "status: approved", "status: approved\nstyle: blue")
    monkeypatch.chdir(scratch.root)
    output = CliRunner().invoke(main, ["check"]).output
    assert "templates/other/house.docx:1:1: This is not a Word file" in output
    assert "There is no house style “blue”." in output

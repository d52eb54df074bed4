"""`docgen diff` of files: any two, of any format, with or without a repository."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.cli.main import main
from docgen.document.tree import Document
from docgen.formats.outputs import writer, written
from docgen.formats.read_file import read_document
from docgen.sources.files import HouseStyle
from tests.revisions import made
from tests.scratch import ROOT
from tests.two_files import File, lines, paragraph, part, run
from tests.wordfile import W, settled

EXAMPLES = ROOT / "docs/examples"
PAIR = ("lease-2024", "lease-2025")
FORMATS = ("docx", "html", "json", "markdown")
TOLD = [
    "Sum or share",
    "  Payment: “£12,000” → “£12,500”",
    "Time limit",
    "  Ending: “3 months” → “6 months”",
    "Other wording",
    "  Purpose: words added: “and the library”",
    "Order",
    "  Ending: section moved and changed",
]
HEADED = '<w:pStyle w:val="Heading1"/>'
INSERTED = f'<w:ins w:id="1" w:author="A">{run("always ")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="A"><w:r><w:delText>never </w:delText></w:r></w:del>'
TRACKED = paragraph(f"{run('The board ')}{INSERTED}{DELETED}{run('meets.')}")


def diff(*words: str) -> Result:
    return CliRunner().invoke(main, ["diff", *words], prog_name="docgen")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two examples in each format that docgen writes, in a folder outside any repository."""
    folder = tmp_path_factory.mktemp("pairs")
    for name in PAIR:
        document = as_document(EXAMPLES / f"{name}.md")
        for form in FORMATS:
            (folder / f"{name}{writer(form).SUFFIX}").write_bytes(written(document, HouseStyle("mou", ROOT), form))
    return folder


def as_document(path: Path) -> Document:
    return replace(read_document(path.read_bytes(), path.name).document, style="mou", language="en-GB", id="lease/1")


@pytest.mark.parametrize("forms", [(a, b) for a, b in product(FORMATS, FORMATS) if (a, b) != ("json", "json")])
def test_the_same_edits_are_told_in_the_same_words_whatever_the_formats(forms: tuple[str, str], pairs: Path) -> None:
    old, new = (str(pairs / f"{name}{writer(form).SUFFIX}") for name, form in zip(PAIR, forms, strict=True))
    assert diff(old, new).output.splitlines()[1:] == TOLD


@pytest.mark.parametrize("forms", [(a, b) for a, b in product(FORMATS, FORMATS) if "markdown" not in (a, b)])
def test_files_of_one_revision_have_no_changes_whatever_their_formats(forms: tuple[str, str], tmp_path: Path) -> None:
    names = []
    for number, form in enumerate(forms):
        names.append(str(tmp_path / f"{number}{writer(form).SUFFIX}"))
        Path(names[-1]).write_bytes(made("halton/2020", form))
    assert "no changes" in diff(*names).output


@pytest.mark.parametrize("form", FORMATS)
def test_a_revision_and_what_was_built_of_it_have_no_changes(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / f"built{writer(form).SUFFIX.upper()}"
    path.write_bytes(made("halton/2020", form))
    assert "no changes" in diff("halton/2020", str(path)).output
    assert "no changes" in diff(str(path), "halton/2020").output


@pytest.mark.parametrize("form", ["text", "json", "markdown", "stat", "unified"])
def test_the_whole_output_of_a_small_pair_is_as_agreed(form: str, file_regression: FileRegressionFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    found = diff(*(f"{name}.md" for name in PAIR), *([f"--{form}"] if form in ("stat", "unified") else ["--format", form]))
    file_regression.check(found.output, extension=".json" if form == "json" else ".md" if form == "markdown" else ".txt", encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "docx"])
def test_two_files_need_no_repository(form: str, pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = diff(*(str(pairs / f"{name}.md") for name in PAIR), "--format", form, "--output", "out")
    assert (found.exit_code, found.output) == (0, "")
    assert (tmp_path / "out").stat().st_size > 100


def test_a_redline_of_other_files_in_word_has_the_house_style_and_gives_both_texts(pairs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    assert diff(str(pairs / "lease-2024.html"), str(pairs / "lease-2025.md"), "--format", "docx", "--author", "Jo Doe", "--output", str(out)).exit_code == 0
    accepted, rejected = (" ".join(lines(part(settled(out.read_bytes(), accept), "word/document.xml"))) for accept in (True, False))
    assert "£12,500" in accepted and "£12,000" not in accepted
    assert "£12,000" in rejected and "£12,500" not in rejected
    assert {node.get(f"{W}author") for node in part(out.read_bytes(), "word/document.xml").iter(f"{W}ins", f"{W}del")} == {"Jo Doe"}


def files(folder: Path, old: File | str, new: File | str) -> tuple[str, str]:
    names = []
    for name, body in (("old.docx", old), ("new.docx", new)):
        (folder / name).write_bytes((body if isinstance(body, File) else File(body)).data)
        names.append(str(folder / name))
    return names[0], names[1]


WORDS = "The partners meet every month in the hall to review the work of the board."
MORE = "Minutes are kept by the clerk, who sends them to all members within a week."


def test_two_word_files_give_the_new_one_with_tracked_changes(tmp_path: Path) -> None:
    old, new = files(tmp_path, paragraph(run(WORDS)), paragraph(run(WORDS.replace("month", "quarter"), "<w:i/>")))
    out = tmp_path / "out.docx"
    assert diff(old, new, "--format", "docx", "--author", "Ann", "-o", str(out)).exit_code == 0
    root = part(out.read_bytes(), "word/document.xml")
    marks = list(root.iter(f"{W}ins", f"{W}del"))
    assert [("".join(map(str, mark.itertext())), mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in marks] == [
        ("month", "Ann", "1980-01-01T00:00:00Z"),
        ("quarter", "Ann", "1980-01-01T00:00:00Z"),
    ]
    assert root.find(f".//{W}i") is not None
    again = tmp_path / "again.docx"
    diff(old, new, "--format", "docx", "--author", "Ann", "-o", str(again))
    assert out.read_bytes() == again.read_bytes()


def test_a_redline_of_word_files_is_dated_when_the_new_one_was_saved(pairs: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(made("halton/2019", "docx"))
    new.write_bytes(made("halton/2020", "docx"))
    diff(str(old), str(new), "--format", "docx", "-o", str(tmp_path / "out.docx"))
    dates = {node.get(f"{W}date") for node in part((tmp_path / "out.docx").read_bytes(), "word/document.xml").iter(f"{W}del")}
    saved = re.search(rb"modified[^>]*>([^<]+)<", ZipFile(new).read("docProps/core.xml"))
    assert saved is not None and dates == {saved[1].decode()}


@pytest.mark.parametrize(("moves", "kinds"), [("moves", {"moveFrom", "moveTo"}), ("plain", {"ins", "del"})])
def test_moves_of_word_files_can_be_deletions_and_insertions(moves: str, kinds: set[str], tmp_path: Path) -> None:
    old, new = files(tmp_path, paragraph(WORDS) + paragraph(MORE) + paragraph("End."), paragraph(MORE) + paragraph(WORDS) + paragraph("End."))
    diff(old, new, "--format", "docx", "--moves", moves, "-o", str(tmp_path / "out.docx"))
    root = part((tmp_path / "out.docx").read_bytes(), "word/document.xml")
    assert {node.tag.removeprefix(W) for node in root.iter(*(f"{W}{kind}" for kind in ("ins", "del", "moveFrom", "moveTo")))} == kinds


def test_moves_of_revisions_can_be_deletions_and_insertions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    found = {}
    for moves in ("moves", "plain"):
        out = tmp_path / f"{moves}.docx"
        assert diff(*(f"{name}.md" for name in PAIR), "--format", "docx", "--moves", moves, "-o", str(out)).exit_code == 0
        found[moves] = out.read_bytes()
    kinds = {moves: {node.tag for node in part(data, "word/document.xml").iter(f"{W}moveFrom", f"{W}moveTo")} for moves, data in found.items()}
    assert (len(kinds["moves"]), len(kinds["plain"])) == (2, 0)
    for accept in (True, False):
        texts = [lines(part(settled(data, accept), "word/document.xml")) for data in found.values()]
        assert texts[0] == texts[1]


def test_changed_looks_are_marked_on_request(tmp_path: Path) -> None:
    old, new = files(tmp_path, paragraph(run(WORDS)), paragraph(run(WORDS, "<w:b/>")))
    for options, count in (((), 0), (("--formatting",), 1)):
        diff(old, new, "--format", "docx", *options, "-o", str(tmp_path / "out.docx"))
        assert len(list(part((tmp_path / "out.docx").read_bytes(), "word/document.xml").iter(f"{W}rPrChange"))) == count


@pytest.mark.parametrize("form", ["text", "docx"])
def test_tracked_changes_of_both_files_stop_until_somebody_says_what_becomes_of_them(form: str, tmp_path: Path) -> None:
    old, new = files(tmp_path, TRACKED, TRACKED)
    stopped = diff(old, new, "--format", form)
    assert stopped.exit_code == 1
    assert stopped.output.count("[tracked-changes]") == 2 and "2 tracked changes" in stopped.output


@pytest.mark.parametrize(("changes", "told"), [("accept", "“always” → “sometimes”"), ("reject", "“never” → “sometimes”")])
def test_tracked_changes_are_settled_on_request(changes: str, told: str, tmp_path: Path) -> None:
    old, new = files(tmp_path, TRACKED, paragraph("The board sometimes meets."))
    assert told in diff(old, new, "--changes", changes).output


def open_document(path: Path) -> str:
    """An OpenDocument file with one tracked insertion."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{office}:office:1.0" xmlns:t="{office}:text:1.0"><o:body><o:text>'
        '<t:tracked-changes><t:changed-region t:id="c1"><t:insertion/></t:changed-region></t:tracked-changes>'
        '<t:p>The board <t:change-start t:change-id="c1"/>always <t:change-end t:change-id="c1"/>meets.</t:p></o:text></o:body></o:document-content>'
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return str(path)


def test_tracked_changes_of_an_open_document_are_never_accepted_in_silence(tmp_path: Path) -> None:
    old, (_, new) = open_document(tmp_path / "old.odt"), files(tmp_path, "", paragraph("The board always meets."))
    assert "1 tracked change " in diff(old, new).output
    assert "no changes" in diff(old, new, "--changes", "accept").output
    assert "can only accept" in diff(old, new, "--changes", "reject").output


def test_two_missing_files_are_both_reported() -> None:
    found = diff("no.docx", "none.PDF")
    assert found.exit_code == 1 and found.output.count("[no-such-file]") == 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--formatting",), "two Word files"),
        (("--moves", "plain"), "--format docx"),
        (("--author", "A"), "--format docx"),
        (("--causes", "off"), "--format docx"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(options: tuple[str, ...], told: str, pairs: Path) -> None:
    found = diff(*(str(pairs / f"{name}.md") for name in PAIR), *options)
    assert found.exit_code == 2 and told in found.output


def section(title: str, text: str) -> str:
    return paragraph(title, HEADED) + paragraph(text)


def test_sections_with_the_same_title_are_matched_by_what_they_say(tmp_path: Path) -> None:
    first, second = section("General", WORDS), section("General", MORE)
    assert diff(*files(tmp_path, first + second, second)).output.splitlines()[1:] == [
        "Section removed",
        f"  General: section removed: “General {WORDS}”",
    ]


def core(title: str, body: str = WORDS, language: str = "en-GB") -> bytes:
    """A Word file with a title among its properties alone."""
    data = File(paragraph(run(body, f'<w:lang w:val="{language}"/>')) + paragraph(MORE)).data
    out = BytesIO()
    base = "http://schemas.openxmlformats.org/package/2006"
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w") as target:
        for name in archive.namelist():
            text = archive.read(name)
            if name == "_rels/.rels":
                row = f'<Relationship Id="r9" Type="{base}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
                text = text.replace(b"</Relationships>", f"{row}</Relationships>".encode())
            target.writestr(name, text)
        target.writestr(
            "docProps/core.xml", f'<c xmlns="{base}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
        )
    return out.getvalue()


def test_what_no_page_shows_is_no_change(tmp_path: Path) -> None:
    for name, data in (("old", core("First draft", language="en-US")), ("new", core("Document1"))):
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert "no changes" in diff(str(tmp_path / "old.docx"), str(tmp_path / "new.docx")).output


def test_another_header_is_told_beside_the_changes(tmp_path: Path) -> None:
    def headed(words: str) -> File:
        reference = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
        return File(paragraph(WORDS) + reference, parts={"header": paragraph(words)})

    found = diff(*files(tmp_path, headed("Draft of May"), headed("Draft of June")))
    assert [line.rpartition(": ")[2] for line in found.stderr.splitlines()] == ["“Draft of May”", "“Draft of June”"]


def test_comments_and_pages_that_a_redline_does_not_show_are_told(tmp_path: Path) -> None:
    wide = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    found = diff(
        *files(tmp_path, paragraph(WORDS) + wide, paragraph(MORE) + wide.replace("16838", "11906")), "--format", "docx", "-o", str(tmp_path / "o.docx")
    )
    assert "set up differently" in found.stderr and found.exit_code == 0


def test_a_change_of_substance_sets_the_exit_code(pairs: Path, tmp_path: Path) -> None:
    old, new = (str(pairs / f"{name}.docx") for name in PAIR)
    assert diff(old, new, "--exit-code").exit_code == 1
    assert diff(old, new, "--exit-code", "--format", "docx", "-o", str(tmp_path / "out.docx")).exit_code == 1
    assert diff(old, old, "--exit-code").exit_code == 0
    shutil.copy(old, tmp_path / "copy.docx")
    assert diff(old, str(tmp_path / "copy.docx"), "--exit-code", "--format", "docx", "-o", str(tmp_path / "out.docx")).exit_code == 0

"""A Word file that another program saved is read as Word shows it: its marks, its styles, its text boxes, its tracked changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from docgen.checks.draft import Draft
from docgen.checks.run_rules import Settings, run_rules
from docgen.checks.word_draft import of_docx
from docgen.cli.main import main
from docgen.document.values import Date
from docgen.library.law_register import Register
from tests.word_package import paragraph, word_file
from tests.word_package import run as wrun

START = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'


def read(body: str, styles: str = "") -> Draft:
    """The draft of a file with these paragraphs, and these styles beside the usual ones."""
    made = io.BytesIO()
    docx.Document().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:body>", b"<w:body>" + body.replace("<P>", START).encode(), 1)
            if name == "word/styles.xml":
                text = text.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
            new.writestr(name, text)
    return of_docx(out.getvalue(), "t.docx", Date(2026, 11, 26), Register({}, {}))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(draft: Draft) -> list[str]:
    return [passage.text for passage in draft.passages]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t>", "multi-agency"),
        ("<w:t>co</w:t><w:softHyphen/><w:t>operate</w:t>", "cooperate"),
        ("<w:t>and trust</w:t><w:cr/><w:t>keeps</w:t>", "and trust keeps"),
        ('<w:t>minutes</w:t><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/><w:t>every</w:t>', "minutes every"),
        ('<w:t>sum </w:t><w:sym w:font="Symbol" w:char="F0A3"/><w:t> 5</w:t>', "sum ≤ 5"),
        ('<w:t>x</w:t><w:sym w:font="Arial" w:char="2014"/><w:t>y</w:t>', "x—y"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/><w:t> agreed</w:t>', "✓ agreed"),
    ],
)
def test_marks_that_are_elements_are_read(inner: str, text: str) -> None:
    assert texts(read(f"<P><w:r>{inner}</w:r></w:p>")) == [text]


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ('<w:name w:val="heading 1"/>', "heading", 1),
        ('<w:name w:val="Titel der Klausel"/><w:basedOn w:val="Heading2"/>', "heading", 2),
        ('<w:name w:val="Klausel"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "heading", 3),
        ('<w:name w:val="Inhalt"/><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "paragraph", 0),
        ('<w:name w:val="List Bullet 2"/>', "item", 2),
        ('<w:name w:val="Absatz"/><w:basedOn w:val="Normal"/>', "paragraph", 0),
        ('<w:name w:val="Kreis"/><w:basedOn w:val="x1"/>', "paragraph", 0),
    ],
)
def test_a_style_is_known_by_its_name_and_what_it_is_based_on_not_by_its_id(style: str, kind: str, level: int) -> None:
    body = f'<P><w:pPr><w:pStyle w:val="x1"/></w:pPr>{run("PURPOSE AND AIMS OF THE BOARD")}</w:p>'
    made = read(body, f'<w:style w:type="paragraph" w:styleId="x1">{style}</w:style>')
    assert [(each.kind, each.level) for each in made.passages] == [(kind, level)]
    assert bool(run_rules([made], Settings(("A106",))).found) is (kind == "heading")


def test_a_text_box_that_a_file_holds_twice_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('They meet at [insert venue] in the the hall.')}</w:p></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    both = f"<mc:AlternateContent>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    made = read(f"<P>{run('Before the box.')}<w:r>{both}</w:r></w:p>")
    assert texts(made) == ["Before the box.", "They meet at [insert venue] in the the hall."]
    assert len(run_rules([made], Settings(("W101", "W102"))).found) == 2


@pytest.mark.parametrize("name", ["t.docx", "T.DOCM", "t.dotx"])
def test_a_word_file_of_any_kind_is_checked_with_its_notes_and_running_lines(name: str, tmp_path: Path) -> None:
    note = f'<w:footnote w:id="2">{paragraph("The sum is set out in TBC and the the plan.")}</w:footnote>'
    body = paragraph(wrun("The parties agree the sum") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + wrun(" and will will meet."))
    (tmp_path / name).write_bytes(word_file(body, footnotes=note, header1=paragraph("[insert title]")))
    (tmp_path / "partnerships").mkdir()
    (tmp_path / "clauses").mkdir()
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "check", str(tmp_path / name), "--select", "W101,W102"])
    for words in ("“will” appears twice", "“the” appears twice", "TBC", "[insert title]"):
        assert words in result.output, result.output


@pytest.mark.parametrize("kind", ["del", "moveFrom"])
def test_paragraphs_joined_by_a_tracked_change_are_one(kind: str) -> None:
    mark = f'<w:pPr><w:rPr><w:{kind} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"/></w:rPr></w:pPr>'
    made = read(f"<P>{mark}{run('They meet in the hall of the')}</w:p><P>{mark}{run('the borough')}</w:p><P>{run('every month.')}</w:p><P>{run('Then.')}</w:p>")
    assert texts(made) == ["They meet in the hall of the the borough every month.", "Then."]
    assert [(each.problem.position.line, each.problem.code) for each in run_rules([made], Settings(("W101",))).found] == [(1, "W101 doubled-word")]

"""Findings as comments in a Word file: each is on its paragraph, the text is untouched, and the file is as valid as a clean one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.formats.docx.comments import Comment, with_new_comments
from docgen.formats.docx.ooxml.markup import W
from docgen.formats.docx.reader import file_text
from tests.scratch import REVISION, Scratch, repository
from tests.wordfile import validated


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def build(scratch: Scratch, *words: str) -> None:
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "build", "scratch/1", "--output", str(scratch.output), *words])
    assert result.exit_code == 0, result.output


def comments(path: Path) -> dict[str, str]:
    """The text of each comment by the text of its paragraph."""
    with zipfile.ZipFile(path) as archive:
        body, notes = (ElementTree.fromstring(archive.read(name)) for name in ("word/document.xml", "word/comments.xml"))
    texts = {note.get(f"{{{W}}}id"): "".join(note.itertext()) for note in notes}
    out = {}
    for paragraph in body.iter(f"{{{W}}}p"):
        for start in paragraph.iter(f"{{{W}}}commentRangeStart"):
            out["".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t"))] = texts[start.get(f"{{{W}}}id")]
    return out


def test_a_finding_is_a_comment_on_its_paragraph_and_the_text_stays(scratch: Scratch) -> None:
    scratch.edit(REVISION, "The aims are plain.", "The aims are are plain & “good”.")
    build(scratch, "--format", "docx")
    build(scratch, "--comments")
    clean, marked = (scratch.output / f"scratch/scratch-1{name}.docx" for name in ("", "-commented"))
    found = comments(marked)
    assert "W101: “are” appears twice in a row." in found["The aims are are plain & “good”."]
    assert "Expected: “are” once." in found["The aims are are plain & “good”."]
    before, after = (file_text(path.read_bytes(), "a.docx").lines for path in (clean, marked))
    assert before == after
    assert validated(marked) == []


def test_a_comment_says_what_a_document_of_its_type_lacks(scratch: Scratch) -> None:
    scratch.write("clauses/profiles.yaml", "kinds: {quorum: {name: the quorum, text: quorum}}\ntypes: {protocol: [quorum]}\n")
    scratch.edit(REVISION, "title: Agreement", "type: protocol\ntitle: Agreement")
    build(scratch, "--comments")
    assert "Nothing in this protocol is about the quorum." in "".join(comments(scratch.output / "scratch/scratch-1-commented.docx").values())


def test_a_finding_outside_every_paragraph_is_a_comment_on_the_first(scratch: Scratch) -> None:
    build(scratch, "--format", "docx")
    path = scratch.output / "scratch/scratch-1.docx"
    data = with_new_comments(
        path.read_bytes(), [Comment("nowhere", ("Something.",)), Comment("The aims are plain.", ("Here.",))], "docgen", "2024-01-01T00:00:00Z"
    )
    marked = path.with_name("marked.docx")
    marked.write_bytes(data)
    assert {words: lines.strip() for words, lines in comments(marked).items()} == {"Agreement": "Something.", "The aims are plain.": "Here."}


def test_a_file_without_findings_is_the_clean_one(scratch: Scratch) -> None:
    build(scratch, "--format", "docx")
    data = (scratch.output / "scratch/scratch-1.docx").read_bytes()
    assert with_new_comments(data, [], "docgen", "") == data

"""Funding moved, was renumbered, and 12% became 18%: one move and one value, with its line as the cause, in every form of the redline."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import html

from docgen.redlines.compare_revisions import compare
from docgen.redlines.explained_redline import Comparison
from docgen.redlines.written_redlines import written_redline
from tests.redlines.test_causes_of_change import CLAUSE_TEXT, FUNDING
from tests.scratch import NEXT, REVISION, Scratch, repository

CAUSE, SOURCE = "The share changed.", f"funding.contribution: 12% → 18% ({NEXT}:5)"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    scratch.write(FUNDING, CLAUSE_TEXT)
    scratch.edit(REVISION, "  aims:\n", "  funding:\n    clause: funding/share@1\n    with: {contribution: 12%}\n  aims:\n")
    scratch.edit(REVISION, "The aims are plain.", "The aims are plain. Who pays is in [](#funding).")
    scratch.write(NEXT, 'extends: "1"\nsections:\n  funding:\n    before: meetings\n    with: {contribution: 18%}\n')
    return scratch


@pytest.fixture
def made(scratch: Scratch) -> Comparison:
    return compare(scratch.root, "scratch/1", "scratch/2")


def words(xml: str, mark: str) -> list[str]:
    """The text in each tracked change of a kind."""
    found = re.findall(rf'<w:{mark} [^>]*">(.*?)</w:{mark}>', xml, re.DOTALL)
    return [text for text in ("".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)<", inner)) for inner in found) if text]


BODY = "</w:sectPr></w:pPr></w:p>"
"""Before it stand the cover, on which the revision's name changed, and the contents."""


def test_in_word(scratch: Scratch, made: Comparison) -> None:
    with ZipFile(BytesIO(written_redline(scratch.root, made, "docx"))) as archive:
        body = archive.read("word/document.xml").decode().rpartition(BODY)[2]
        comments = archive.read("word/comments.xml").decode()
    assert (words(body, "ins"), words(body, "del")) == (["18%"], ["12%"])
    assert "".join(words(body, "moveFrom")) == "FundingEach partner pays  of the cost of the joint board every year."
    assert "".join(words(body, "moveTo")) == "FundingEach partner pays  of the cost of the joint board every year."
    assert [len(re.findall(f'<w:{end}RangeStart [^>]* w:name="move1"/>', body)) for end in ("moveFrom", "moveTo")] == [1, 1]
    assert comments.count(CAUSE) == 1 and "which was 2" in comments


def test_on_the_page(scratch: Scratch, made: Comparison) -> None:
    page: Any = html.fromstring(written_redline(scratch.root, made, "html").decode())
    (text,) = page.xpath("//div[@class='text']")
    marks = {(e.get("data-mark"), "".join(e.xpath("text()"))) for e in text.xpath(".//*[@data-mark]")}
    assert {(mark, "".join(words.split())) for mark, words in marks} == {("moved-to", ""), ("moved-from", ""), ("deleted", "12%"), ("inserted", "18%")}
    assert CAUSE in page.text_content() and SOURCE not in page.text_content()


def test_in_the_other_forms(scratch: Scratch, made: Comparison) -> None:
    report = written_redline(scratch.root, made, "markdown").decode()
    section = report.partition("Funding")[2]
    assert [(tag, said) for tag, said in re.findall(r"<(ins|del)>(.*?)</", section) if "%" in said] == [("del", "12%"), ("ins", "18%")]
    assert CAUSE in report and SOURCE not in report.replace("\\", "")
    changes = [change for change in json.loads(written_redline(scratch.root, made, "json"))["changes"] if change["section"]]
    assert [(c["kind"], c["old"], c["new"], c["causes"]) for c in changes[1:]] == [
        ("replaced", "12%", "18%", [{"kind": "value", "words": CAUSE, "source": SOURCE}])
    ]
    assert (changes[0]["kind"], changes[0]["number"], changes[0]["was_number"]) == ("moved", "1", "2")
    text = written_redline(scratch.root, made, "text").decode()
    assert CAUSE in text and SOURCE in text

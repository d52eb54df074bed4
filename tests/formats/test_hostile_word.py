"""Word files made to harm or broken on the way are read right or refused with a Problem, whatever is in them, in time in proportion to their size."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.document.problems import DocgenError
from docgen.formats.docx.reading.word_file import WordFile, read_word
from docgen.formats.read_file import read_document
from docgen.formats.reading.file_text import Line
from tests.revisions import made
from tests.word_package import field, mark, paragraph, run, unzipped, word_file, zipped

BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
RESULT = '<w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
NUMBERS = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1%1%1"/></w:lvl></w:abstractNum>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def read(data: bytes) -> WordFile:
    return read_word(data, "t.docx")


def words(file: WordFile) -> str:
    return " ".join(line.words for line in file.new.lines if isinstance(line, Line))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (word_file(paragraph(BEGIN * 3000 + run("x")) + paragraph("after")), "x after"),
        (word_file(paragraph(BEGIN * 3000 + run("code") + END * 3000) + paragraph("after")), "after"),
        (word_file(paragraph(run("a") + END * 50 + run("b"))), "ab"),
        (word_file(paragraph(mark("ins", run("dated"), date="9999-99-99T99:99:99Z"))), "dated"),
        (word_file(paragraph(mark("ins", run("undated"), date=""))), "undated"),
        (word_file(paragraph(f'{run("noted")}<w:r><w:footnoteReference w:id="99"/></w:r>')), "noted"),
        (word_file(paragraph("x", NUMBERED), numbering=NUMBERS.format("999999999999999999", "lowerRoman") + NUM), "x"),
        (word_file(paragraph("x", NUMBERED), numbering=NUMBERS.format("x", "chosung") + NUM), "x"),
        (word_file(paragraph("x", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>'), numbering=NUMBERS.format("1", "decimal") + NUM), "x"),
        (word_file(paragraph(field("HYPERLINK", "nowhere") + field('HYPERLINK "javascript:x"', " there"))), "nowhere there"),
    ],
    ids=["open fields", "fields in fields", "ends alone", "bad date", "no date", "lost note", "huge number", "odd start", "deep level", "odd links"],
)
def test_what_is_wrong_in_a_text_hides_no_words(data: bytes, shown: str) -> None:
    assert words(read(data)) == shown


def test_a_note_that_refers_to_itself_ends() -> None:
    own = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    inner = f'<w:footnote w:id="2">{paragraph(run("Note.") + own)}</w:footnote>'
    assert words(read(word_file(paragraph(run("a") + own), footnotes=inner))) == "a"


def test_styles_based_on_each_other_and_lists_in_a_circle_end() -> None:
    def style(id: str, base: str) -> str:
        return f'<w:style w:type="paragraph" w:styleId="{id}"><w:basedOn w:val="{base}"/></w:style>'

    lists = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = f'<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>{NUM}'
    body = paragraph("x", '<w:pStyle w:val="a"/>') + paragraph("y", NUMBERED)
    assert words(read(word_file(body, styles=style("a", "b") + style("b", "a") + lists, numbering=numbering))) == "x y"


def relations(target: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = f'<Relationship Id="r1" Type="{kind}/styles" Target="{target}"/><Relationship Id="r1" Type="{kind}/numbering" Target="{target}"/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'.encode()


@pytest.mark.parametrize("target", ["document.xml", "../../../etc/passwd", "nothing.xml", "", "%", "/word/document.xml", "http://example.org/x"])
def test_relationships_that_lead_nowhere_or_in_a_circle_are_passed_over(target: str) -> None:
    parts = unzipped(word_file(paragraph("Words.")))
    assert words(read(zipped({**parts, "word/_rels/document.xml.rels": relations(target)}))) == "Words."


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><w:document/>"},
        {"word/document.xml": b"\xff\xfe<"},
        {"word/document.xml": b""},
        {"word/document.xml": b"<x>" * 5000 + b"</x>" * 5000},
        {"../x.xml": b"x"},
        {"WORD/document.xml": b"<x/>"},
        {"word/media/x.bin": b"\0" * 31_000_000},
    ],
    ids=["no XML", "entities", "half a character", "empty", "deep", "outside", "two of a name", "bomb"],
)
def test_a_part_that_is_broken_or_unsafe_is_a_problem(parts: dict[str, bytes]) -> None:
    with pytest.raises(DocgenError):
        read(zipped({**unzipped(word_file(paragraph("Words."))), **parts}))


MAKERS: dict[str, Callable[[int], bytes]] = {
    "paragraphs": lambda n: word_file("".join(paragraph(f"Paragraph {i}.") for i in range(n))),
    "joined paragraphs": lambda n: word_file("".join(paragraph("x", f"<w:rPr>{mark('del')}</w:rPr>") for _ in range(n))),
    "runs": lambda n: word_file(paragraph("".join(run("a ", "<w:b/>" if i % 2 else "") for i in range(n)))),
    "bookmarks": lambda n: word_file("".join(f'<w:bookmarkStart w:id="{i}" w:name="_clause_a{i}"/>{paragraph("x")}' for i in range(n))),
    "comments": lambda n: word_file("".join(f'<w:commentRangeStart w:id="{i}"/>{paragraph("x")}' for i in range(n))),
    "open results": lambda n: word_file("".join(paragraph(BEGIN + RESULT + run("x")) for _ in range(n)) + END * n),
    "rows": lambda n: word_file("<w:tbl>" + f"<w:tr><w:tc>{paragraph('x')}</w:tc></w:tr>" * n + "</w:tbl>"),
    "styles": lambda n: word_file(
        "".join(paragraph("x", f'<w:pStyle w:val="s{i}"/>') for i in range(n)),
        styles="".join(f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>' for i in range(n)),
    ),
    "notes": lambda n: word_file(
        paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>' * n), footnotes=f'<w:footnote w:id="2">{paragraph("x") * (n // 10)}</w:footnote>'
    ),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_time_grows_with_the_size_of_a_file_and_not_with_its_square(maker: str) -> None:
    def seconds(n: int) -> float:
        data, start = MAKERS[maker](n), time.process_time()
        read(data)
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 60 * max(seconds(400), 0.01), "twenty times as much: a square would take four hundred times as long"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_a_file_with_pieces_lost_doubled_or_exchanged_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    parts = unzipped(made("herefordshire/undated", "docx"))
    for name in sorted({*chance.sample([name for name in parts if name.endswith((".xml", ".rels"))], 2), "word/document.xml"}):
        parts[name] = _broken(parts[name], chance)
    with suppress(DocgenError):
        read_document(zipped(parts), "t.docx")


def _broken(xml: bytes, chance: random.Random) -> bytes:
    """The part with elements taken out, doubled, moved into others or given other attributes; now and then it is no XML any more."""
    root = etree.fromstring(xml)
    for _ in range(chance.randrange(1, 12)):
        nodes = list(root.iter())[1:]
        if not nodes:
            break
        one, other = chance.choice(nodes), chance.choice(nodes)
        parent = one.getparent()
        assert parent is not None
        match chance.randrange(5):
            case 0:
                parent.remove(one)
            case 1:
                parent.insert(chance.randrange(len(parent) + 1), deepcopy(one))
            case 2 if one not in other.iterancestors() and one is not other:
                other.append(one)
            case 3:
                for name in one.attrib:
                    one.set(name, chance.choice(["", "0", "-7", "99999999999", "x", "1"]))
            case _:
                one.tag, other.tag = other.tag, one.tag
    out: bytes = etree.tostring(root)
    return out if chance.random() < 0.95 else out[: chance.randrange(len(out))]

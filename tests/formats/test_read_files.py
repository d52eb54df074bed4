"""Files of each format are read into the document that was written, whatever program wrote them; other files are refused by name."""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from docgen.document.headings import in_reading_order
from docgen.document.problems import DocgenError, Position
from docgen.document.tree import Document, Emphasis, Figure, Foreign, Link, Paragraph, Section, Strong, Table, Text, walk
from docgen.formats.outputs import written
from docgen.formats.read_file import read_document
from docgen.formats.reading.as_read import as_read
from docgen.formats.reading.structure import Structured
from docgen.sources.files import HouseStyle
from tests.judges import require
from tests.read_outline import headings, outline
from tests.revisions import REVISIONS, ROOT, document


def read(name: str, data: str | bytes) -> Structured:
    return read_document(data.encode() if isinstance(data, str) else data, name)


def shown(name: str, data: str | bytes, words: int = 9) -> list[str]:
    return outline(read(name, data).document, words)


def of_file(revision: str, format: str) -> tuple[Document, Document]:
    """A revision as a reader can know it, and what is read in its file."""
    composed = document(revision)
    front = replace(composed.front, short_title=composed.front.title, timestamp="", watermark="")
    read_one = read(f"x.{format}", written(composed, HouseStyle(composed.style, ROOT), {"md": "markdown"}.get(format, format))).document
    return replace(as_read(composed), front=front), replace(read_one, front=replace(read_one.front, watermark=""))


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_page_is_read_into_the_document_that_was_written(revision: str) -> None:
    composed, made = of_file(revision, "html")
    assert list(in_reading_order(made.sections)) == list(in_reading_order(composed.sections))
    assert (made.id, made.language, made.scheme, made.front) == (composed.id, composed.language, composed.scheme, composed.front)
    assert numbers(made) == numbers(composed)


@pytest.mark.parametrize("revision", REVISIONS)
def test_markdown_is_read_into_the_document_that_was_written_with_charts_as_lists(revision: str) -> None:
    composed, made = of_file(revision, "md")
    for section in filter(lambda node: type(node) is Section, walk(composed)):
        (other,) = [node for node in walk(made) if type(node) is Section and node.id == section.id]
        at = next((n for n, block in enumerate(section.blocks) if type(block) is Figure), None)
        kept = section.blocks if at is None else section.blocks[:at]
        assert (other.title, other.blocks[: len(kept)], other.appendix) == (section.title, kept, section.appendix)
        assert at is not None or len(other.blocks) == len(kept)
        assert other.number == section.number
    assert (made.scheme, made.front) == (composed.scheme, composed.front)


def numbers(made: Document) -> list[str]:
    """The numbers of sections and paragraphs."""
    return [node.number for node in walk(made) if isinstance(node, Section | Paragraph)]


MARKDOWN = """# Memorandum

## 1. Aim

The *board* meets **monthly**.[^1]

- a) one;
- b) two:

  > as they said

3. third
4. fourth

| Body | Share |
|---|--:|
| Council | 5\\|0 |

![A map of the area](map.png)

## Annex B: Places

<!-- not shown -->

<details>Word</details>

[site](https://example.org) [above](#aim) <https://a.example>

[^1]: As the Act says.
"""


def test_markdown_of_others_is_read_with_its_notes_tables_and_pictures() -> None:
    made = read("a.md", MARKDOWN)
    assert outline(made.document, 9) == [
        "# 1 Aim",
        "The board meets monthly.",
        "1. one;",
        "2. two:",
        "  >",
        "    as they said",
        "3. third",
        "4. fourth",
        "| Body | Share",
        "| Council | 5|0",
        "picture: A map of the area",
        "+ Annex B Places",
        "Word",
        "site above https://a.example",
    ]
    assert made.document.front.title == "Memorandum"
    first: Any = made.document.sections[0]
    assert first.blocks[0].inlines[1] == Emphasis((Text("board"),)) and first.blocks[0].inlines[3] == Strong((Text("monthly"),))
    assert first.blocks[0].inlines[-1].blocks == (Paragraph((Text("As the Act says."),)),)
    assert next(node for node in walk(made.document) if type(node) is Table).alignments == ("left", "right")
    assert [node.url for node in walk(made.document) if type(node) is Link] == ["https://example.org"]


PAGE = """<html lang="en"><head><title>T</title><style>p {}</style></head><body>
<nav>Home</nav><header>Riverside</header>
<h1>Memorandum</h1><h2>1 Aim</h2>
<p>The <b>board</b> <i>meets</i> <span lang="cy">bob mis</span>.<a href="#fn1" class="footnote-ref"><sup>1</sup></a><script>no()</script>
<p hidden>Hidden<p style="display: none">Gone
<ol type="a"><li>one<li><p>two:</p><ul><li>three</ul><p>more</ol>
<ol start="3"><li>third<li>fourth</ol>
<table><tr><th>Body<th>Share<tr><td rowspan=2>Council<td align=right>50<tr><td>60</table>
<blockquote><p>As they said.</blockquote>
<figure><img src=x alt="A map"><figcaption>Figure 1: Places</figcaption></figure>
<aside id="footnotes" class="footnotes"><ol><li id="fn1"><p>As the Act says.<a href="#fnref1" class="footnote-back">back</a></ol></aside>
<footer>Page 1</footer></body></html>"""


def test_a_page_of_others_is_read_without_what_stands_around_its_text() -> None:
    made = read("a.html", PAGE)
    assert outline(made.document, 9) == [
        "# 1 Aim",
        "The board meets bob mis.",
        "1. one",
        "2. two:",
        "  * three",
        "  more",
        "3. third",
        "4. fourth",
        "| Body | Share",
        "| Council | 50",
        "|  | 60",
        ">",
        "  As they said.",
        "picture: A map",
    ]
    assert [(each.kind, each.words) for each in made.dropped] == [("navigation", "Home"), ("header", "Riverside"), ("footer", "Page 1")]
    assert [node.language for node in walk(made.document) if type(node) is Foreign] == ["cy"]


WRAPPED = """                     RIVERSIDE BOARD                    page 1

1. Aim

The board brings together all bodies in the borough that
care for children, and sees that they work well with one
another. It was set up in 2004.

   (a) it meets every month, and more often if two of its
       members ask for it; and

   (b) it keeps minutes,

\f                     RIVERSIDE BOARD                    page 2

which it publishes on the multi-
agency website.

2. Review

The board reviews this memorandum every year, and says so
in its report.
"""


def test_a_wrapped_text_is_joined_and_its_pages_lose_their_edges() -> None:
    made = read("a.txt", WRAPPED)
    assert outline(made.document, 99) == [
        "# 1 Aim",
        "The board brings together all bodies in the borough that care for children, and sees that they work well with one another. It was set up in 2004.",
        "1. it meets every month, and more often if two of its members ask for it; and",
        "2. it keeps minutes, which it publishes on the multi-agency website.",
        "# 2 Review",
        "The board reviews this memorandum every year, and says so in its report.",
    ]
    assert [each.kind for each in made.dropped] == ["header", "header"]


def zipped(**parts: str | bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


OPEN = {"mimetype": "application/vnd.oasis.opendocument.text"}
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {"office": "office", "text": "text", "style": "style", "table": "table", "fo": "xsl-fo-compatible"}.items()
)
CONTENT = f"""<office:document-content {_SPACES}><office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style></office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="Title">Memorandum</text:p>
<text:table-of-content><text:index-body><text:p>Aim<text:tab/>2</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">Aim</text:h>
<text:p>The<text:s/> <text:span text:style-name="B">board</text:span> meets.<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>As the Act says.</text:p></text:note-body></text:note><text:change-start/> Inserted.<text:change-end/></text:p>
<text:list text:style-name="L"><text:list-item><text:p>one</text:p>
<text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p><text:p>more</text:p></text:list-item></text:list><text:p>Between.</text:p>
<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>three</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Body</text:p></table:table-cell><table:table-cell><text:p>Sum</text:p>
</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Council</text:p>
</table:table-cell><table:covered-table-cell/></table:table-row></table:table></office:text></office:body></office:document-content>"""


def test_an_open_document_is_read_with_its_lists_counted_and_its_changes_accepted() -> None:
    made = read("a.odt", zipped(**OPEN, content_xml=CONTENT))
    assert outline(made.document, 9) == [
        "# Aim",
        "The board meets. Inserted.",
        "1. one",
        "  * inner",
        "2. two",
        "  more",
        "Between.",
        "(c) three",
        "| Body | Sum",
        "| Council | ",
    ]
    assert made.document.front.title == "Memorandum" and [each.kind for each in made.dropped] == ["contents"]


def pdf(*pages: list[tuple[float, float, float, str, str]]) -> bytes:
    """A PDF of pages of lines: left edge, distance from the foot, size, "F" or "B" for bold, and words."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>"]
    kids = []
    for page in pages:
        text = "".join(f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, font, words in page)
        objects.append(f"<</Length {len(text)}>>stream\n{text}endstream")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>/Contents {len(objects)} 0 R>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


_WIDE = "The board brings together all the bodies of the borough that care for children and their safe-"
PRINTED = pdf(
    [
        (72, 800, 9, "F", "Riverside MOU"),
        (72, 700, 24, "B", "Memorandum of Understanding"),
        (72, 600, 16, "B", "1"),
        (100, 600, 16, "B", "Aim"),
        (72, 570, 11, "F", _WIDE),
        (72, 556, 11, "F", "guarding, and sees that they work well."),
        (72, 530, 11, "F", "It keeps the safeguarding plan:"),
        (90, 510, 11, "F", "a\\)"),
        (110, 510, 11, "F", "one;"),
        (90, 496, 11, "F", "b\\)"),
        (110, 496, 11, "F", "two."),
        (300, 30, 9, "F", "Page 1"),
    ],
    [
        (72, 800, 9, "F", "Riverside MOU"),
        (72, 760, 16, "B", "2"),
        (100, 760, 16, "B", "Money"),
        (72, 730, 11, "B", "Body"),
        (300, 730, 11, "B", "Share"),
        (72, 714, 11, "F", "Council"),
        (300, 714, 11, "F", "50"),
        (300, 30, 9, "F", "Page 2"),
    ],
)


def test_a_pdf_is_read_by_the_places_and_sizes_of_its_words() -> None:
    made = read("a.pdf", PRINTED)
    assert outline(made.document, 99) == [
        "# 1 Aim",
        f"{_WIDE[:-5]}safeguarding, and sees that they work well.",
        "It keeps the safeguarding plan:",
        "1. one;",
        "2. two.",
        "# 2 Money",
        "| Body | Share",
        "| Council | 50",
    ]
    assert made.document.front.title == "Memorandum of Understanding"
    assert sorted(each.kind for each in made.dropped) == ["header", "header", "page number", "page number"]


KINDS: dict[str, tuple[str, bytes, str, str]] = {
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "not-readable", "Word 97 to 2003"),
    "a Word file with a password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "not-readable", "password"),
    "rich text": ("a.rtf", b"{\\rtf1 x}", "not-readable", "rich text"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "not-text", "picture (PNG)"),
    "a workbook": ("a.xlsx", zipped(xl__workbook_xml="x"), "not-readable", "Excel"),
    "an open spreadsheet": ("a.ods", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not-readable", "no text"),
    "any zip": ("a.zip", zipped(x="y"), "not-readable", "zip archive"),
    "half a zip": ("a.docx", zipped(x="y")[:30], "not-readable", "damaged"),
    "a program": ("a", b"\x7fELF\0\0", "not-text", "no kind of file"),
    "a PDF of pictures": ("a.pdf", pdf([]), "no-text", "pictures of pages"),
    "half a PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj <<", "not-readable", "damaged"),
    "a PDF that swells": ("a.pdf", b"%PDF-1.7\nstream\n" + zlib.compress(b"\0" * 70_000_000), "unsafe-archive", "60 MB"),
    "an open document with a document type": ("a.odt", zipped(**OPEN, content_xml="<!DOCTYPE a><a/>"), "unsafe-archive", "document type"),
    "an open document with a password": ("a.odt", zipped(**OPEN, META_INF__manifest_xml="<encryption-data/>"), "not-readable", "content"),
    "an open document nested too deep": ("a.odt", zipped(**OPEN, content_xml="<a>" * 10_000 + "</a>" * 10_000), "not-readable", "XML"),
    "a page nested too deep": ("a.html", b"<html>" + b"<div>" * 10_000 + b"x" + b"</div>" * 10_000, "too-deep", "too deep"),
    "Markdown nested too deep": ("a.md", b">" * 10_000 + b" x", "too-deep", "too deep"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_read_is_called_by_its_name(kind: str) -> None:
    name, data, code, seen = KINDS[kind]
    with pytest.raises(DocgenError) as caught:
        read(name, data)
    (problem,) = caught.value.problems
    assert problem.code == code and seen in problem.seen and problem.position == Position(name)
    assert problem.expected or problem.advice


def test_the_content_of_a_file_decides_before_its_name() -> None:
    assert shown("a.TXT", PAGE)[0] == "# 1 Aim" == shown("A.HTM", PAGE)[0]
    assert shown("a.txt", "# One\n\nx\n\n# Two\n\ny") == ["# One", "x", "# Two", "y"]
    assert shown("A.PDF", PRINTED)[0] == "# 1 Aim" == shown("a.docx", PRINTED)[0]
    composed = document(REVISIONS[0])
    assert read("a.json", written(composed, HouseStyle(composed.style, ROOT), "json")).document == composed


LONG: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a long page": lambda: ("a.html", b"<html><body>" + b"<p>The board meets.</p>" * 50_000),
    "long Markdown": lambda: ("a.md", b"The board meets.\n\n" * 20_000),
    "a table of many rows": lambda: ("a.html", b"<html><table>" + b"<tr><td colspan=1000 rowspan=9>x</td></tr>" * 2_000 + b"</table>"),
    "unclosed elements": lambda: ("a.html", b"<html>" + b"<p>x<li>y" * 20_000),
    "a long open document": lambda: ("a.odt", zipped(**OPEN, content_xml=CONTENT.replace("<text:p>Between.</text:p>", "<text:p>Between.</text:p>" * 50_000))),
}


@pytest.mark.parametrize("kind", LONG)
def test_a_long_file_is_read_whole(kind: str) -> None:
    name, data = LONG[kind]()
    made = read(name, data)
    count = sum(type(node) is Paragraph for node in walk(made.document)) + sum(len(node.rows) for node in walk(made.document) if type(node) is Table)
    assert count >= data.count(b"x</td>") - 1 and count >= data.count(b"The board")


def words_of(made: Document) -> list[str]:
    return " ".join(outline(made, 9_999)).replace("“", '"').split()


def test_files_of_pandoc_and_libreoffice_have_the_same_structure(tmp_path: Path) -> None:
    """Headings and lists are those of the text, after both programs wrote it anew."""
    pandoc, soffice = require("pandoc"), require("soffice")
    source = read("a.md", _SOURCE)
    (tmp_path / "a.md").write_text(_SOURCE, encoding="utf-8")
    for suffix in ("odt", "html", "docx"):
        subprocess.run([pandoc, "-f", "gfm", "-s", "--metadata", "pagetitle=x", "a.md", "-o", f"a.{suffix}"], cwd=tmp_path, check=True, timeout=60)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for suffix in ("odt", "html", "pdf"):
        command = [soffice, profile, "--headless", "--convert-to", suffix, "--outdir", "office", "a.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=120, capture_output=True)
    for path in (tmp_path / "a.odt", tmp_path / "a.html", tmp_path / "office/a.odt", tmp_path / "office/a.html", tmp_path / "office/a.pdf"):
        made = read(path.name, path.read_bytes())
        assert headings(made.document) == headings(source.document), path
        assert outline(made.document, 2) == outline(source.document, 2), path


_SOURCE = """# Memorandum of Understanding

## 1 Aim

The board brings together all bodies of the borough that care for children, and sees that they work well with one another, every day.

- one;
- two:
  - three;
  - four.

It meets every month.

### 1.1 Scope

1. first of all;
2. second.

## 2 Money

The council pays for the board.
"""

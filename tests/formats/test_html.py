"""The web page: it says every word as typed, stands on its own, and conforms."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.document import tree
from docgen.document.tree import (
    Block,
    Cell,
    Document,
    Emphasis,
    FrontMatter,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Reference,
    Row,
    Scheme,
    Section,
    Strong,
    Table,
    Text,
    walk,
)
from docgen.formats import structure_chart
from docgen.formats.html import writer as html
from docgen.sources.files import HouseStyle
from tests import samples
from tests.judges import require, require_package
from tests.pages import Page, complete, lines, nodes

ROOT = Path(__file__).parents[2]
STYLE = HouseStyle("mou", ROOT)
SCHEMES: tuple[Scheme, ...] = ("none", "headings", "paragraphs")


FRONT = FrontMatter("Title", "", "Short", ("Us", "Them"), "Draft", "", "2024-01-01T00:00:00Z", "", ())


def _document(*blocks: Block, front: FrontMatter = FRONT) -> Document:
    return Document("a/b", "en-GB", "headings", "mou", front, (Section("s", (Text("One"),), blocks, number="1"),))


def _page(*blocks: Block, front: FrontMatter = FRONT) -> str:
    return html.write(_document(*blocks, front=front), STYLE).decode()


def test_every_kind_of_node_has_its_function() -> None:
    assert (set(html.INLINES), set(html.BLOCKS)) == (set(tree.INLINES), set(tree.BLOCKS))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_whole_page(scheme: Scheme, file_regression: FileRegressionFixture) -> None:
    page = html.write(samples.everything(scheme), STYLE).decode()
    page = re.sub(r"<style>.*?</style>", "<style>…</style>", page, flags=re.DOTALL)
    file_regression.check(re.sub(r"base64,[^\"]+", "base64,…", page), extension=".html", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_sample_says_its_words(scheme: Scheme) -> None:
    document = samples.everything(scheme)
    assert Page(html.write(document, STYLE)).lines == lines(document)


@settings(max_examples=50, deadline=None)
@given(samples.documents())
def test_any_text_comes_out_as_typed_once_and_in_order(document: Document) -> None:
    assume(complete(document))
    page = Page(html.write(document, STYLE))
    assert page.lines == lines(document)
    assert not page.open
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "b", "iframe", "object", "link"})
    assert set(page.ids().values()) == {1}
    inside = {address[1:] for a in page.all("a") if (address := a["href"] or "").startswith("#")}
    assert inside <= set(page.ids())
    assert {n.id for n in nodes(document.sections) if isinstance(n, Section | Table | tree.Figure) and n.id} <= set(page.ids())


def test_pictures_are_inside_and_described() -> None:
    document = samples.everything()
    figure = next(node for node in walk(document) if isinstance(node, tree.Figure))
    (picture,) = Page(html.write(document, STYLE)).all("img")
    head, _, data = (picture["src"] or "").partition(",")
    assert (head, base64.b64decode(data)) == ("data:image/svg+xml;base64", structure_chart.svg(figure.chart, STYLE))
    assert picture["alt"] == figure.alt


@pytest.mark.parametrize(("scheme", "appendix", "types"), [("headings", False, "1aiA1"), ("paragraphs", False, "aiA1a"), ("paragraphs", True, "1aiA1")])
def test_list_labels_follow_the_depth_among_ordered_lists(scheme: Scheme, appendix: bool, types: str) -> None:
    nested: List = List(True, (Item((Paragraph((Text("deep"),)),)),))
    for ordered in (True, False, True, True, False, True):
        nested = List(ordered, (Item((Paragraph((Text("x"),)), nested)),))
    document = _document(nested)
    document = replace(document, scheme=scheme, sections=(replace(document.sections[0], appendix=appendix),))
    found = [ol.get("type", "1") for ol in Page(html.write(document, STYLE)).all("ol")[1:]]
    assert "".join(map(str, found)) == types


def test_contents_go_two_levels_deep_and_hold_no_links_in_links() -> None:
    deep = Section("c", (Text("C"),), (), number="1.1.1")
    title = (Text("B "), Reference("s", label="1", lead="section "))
    document = _document()
    document = replace(document, sections=(replace(document.sections[0], sections=(Section("b", title, (), (deep,), number="1.1"),)),))
    nav = re.search(r"<nav.*?</nav>", html.write(document, STYLE).decode(), re.DOTALL)
    assert nav
    assert re.findall(r'<a href="#(\w)"><span class="number">([\d.]+)</span> (.*?)</a>', nav[0]) == [("s", "1", "One"), ("b", "1.1", "B section 1")]


def test_links_in_links_are_words() -> None:
    inner = (Link("https://a.example", (Text("a"),)), Reference("s", label="1"), Note((Paragraph((Text("n"),)),), 1))
    page = _page(Paragraph((Link("https://b.example", inner), Reference("s", (Emphasis(inner[:1]),)))))
    assert '<a href="https://b.example">a1<sup id="mark_1">1</sup></a><a href="#s"><em>a</em></a>' in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//x"])
def test_only_addresses_of_web_and_mail_are_linked(url: str) -> None:
    assert "<p>word</p>" in _page(Paragraph((Link(url, (Text("word"),)),)))


def test_addresses_are_escaped() -> None:
    url = 'https://a.example/?a="b c"&d=<é>'
    assert 'href="https://a.example/?a=%22b%20c%22&amp;d=%3Cé%3E"' in _page(Paragraph((Link(url, (Text("x"),)),)))


@pytest.mark.parametrize(("words", "bare"), [("https://a.example/b/", True), ("a.example/b", True), ("there", False)])
def test_paper_repeats_no_address(words: str, bare: bool) -> None:
    assert ('class="bare"' in _page(Paragraph((Link("https://a.example/b/", (Text(words),)),)))) is bare


def test_front_matter_leaves_out_what_is_empty() -> None:
    page = _page(front=replace(FRONT, parties=(), status=""))
    assert not re.search(r'class="(?:subtitle|between|parties|status|date|control|watermark|notes)"', page)
    assert not re.search(r"<(p|li|ul|h\d|td)>\s*</\1>", page)


def test_drafts_are_marked() -> None:
    assert '<header class="watermark"><p>DRAFT &amp; more</p></header>' in _page(front=replace(FRONT, watermark="DRAFT & more"))


def test_running_header_is_only_a_string() -> None:
    hostile = replace(FRONT, short_title='"; } body { display: none } </style><script>alert(1)</script>\\')
    page = Page(_page(front=hostile).encode())
    assert not page.all("script") and len(page.all("style")) == 1
    sheet = re.search(r"<style>.*?</style>", _page(front=replace(FRONT, short_title='a"\\\n}</é')), re.DOTALL)
    assert sheet and r'@top-left { content: "a\22 \5c \a \7d \3c \2f é"; }' in sheet[0]


def test_wide_tables_scroll_in_a_named_place_that_the_keyboard_reaches() -> None:
    def table(width: int) -> Table:
        return Table(Row((Cell((Text("H & I"),)),) * width), (), ("left",) * width)

    assert '<div class="scrolls" role="group" aria-label="Table: H &amp; I, H &amp; I, H &amp; I, H &amp; I" tabindex="0">' in _page(table(4))
    assert 'class="scrolls"' not in _page(table(3))


def test_empty_headings_of_tables_are_plain_cells() -> None:
    page = _page(Table(Row((Cell(()), Cell((Text("A"),)))), (Row((Cell((Strong((Text("b"),)),)), Cell(()))),), ("left", "right")))
    assert '<tr><td></td><th scope="col" class="right">A</th></tr>' in page
    assert '<tr><td><strong>b</strong></td><td class="right"></td></tr>' in page


def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = "import sys; from tests.formats.test_html import *; sys.stdout.buffer.write(html.write(samples.everything(), STYLE))"
    elsewhere = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    there = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=elsewhere, capture_output=True, check=True).stdout
    assert there == html.write(samples.everything(), STYLE)


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """The samples as files."""
    for scheme in SCHEMES:
        (tmp_path / f"{scheme}.html").write_bytes(html.write(samples.everything(scheme), STYLE))
    return sorted(tmp_path.glob("*.html"))


def test_html_validate_agrees(pages: list[Path]) -> None:
    program = Path(require_package("html-validate")) / "bin" / "html-validate.mjs"
    config = pages[0].with_name("rules.json")
    config.write_text('{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"]}')
    done = subprocess.run([require("node"), program, "-c", config, "-f", "json", *pages], capture_output=True, text=True)
    messages = [(m["ruleId"], m["message"]) for file in json.loads(done.stdout) for m in file["messages"]]
    assert not messages


def test_axe_agrees_and_nothing_scrolls_sideways_on_a_telephone(pages: list[Path]) -> None:
    modules = {Path(require_package(name)).parent for name in ("axe-core", "playwright-core")}
    command = [require("node"), ROOT / "tests" / "axe.mjs", modules.pop(), require("chromium"), *pages]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[]] * len(pages)

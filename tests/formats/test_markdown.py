"""The Markdown writer: GitHub reads it, mdformat leaves it alone, and every word of every text comes out as it was typed."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import mdformat
import pytest
from hypothesis import HealthCheck, example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.document import tree
from docgen.document.tree import (
    Block,
    Break,
    Cell,
    ChartNode,
    Document,
    Emphasis,
    FieldBlock,
    Figure,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
    walk,
)
from docgen.formats.markdown import writer as markdown
from docgen.sources.files import HouseStyle
from tests import samples
from tests.judges import require

ROOT = Path(__file__).parents[2]
STYLE = HouseStyle("mou", ROOT)
CONFIG = tomllib.loads((ROOT / ".mdformat.toml").read_text())
patient = partial(settings, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def written(document: Document) -> str:
    return markdown.write(document, STYLE).decode()


def of(*blocks: Block) -> Document:
    """A document of these blocks in one section."""
    bare = samples.everything("none")
    front = replace(bare.front, title="T", subtitle="", parties=(), status="", date="", control=())
    return samples.numbered(replace(bare, front=front, sections=(Section("x", (Text("X"),), blocks),)))


def body(*blocks: Block) -> str:
    """What the blocks are written as, without what surrounds them."""
    text = written(of(*blocks)).split("## X\n\n", 1)[1]
    return text.replace(markdown.LINT, "").strip("\n")


def said(*inlines: Inline | str) -> str:
    return body(Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines)))


def formatted(text: str) -> str:
    options = {key: CONFIG[key] for key in ("wrap", "number")}
    return mdformat.text(text, options=options, extensions=CONFIG["extensions"])


@cache
def _parser() -> MarkdownIt:
    """GitHub's dialect, as far as markdown-it has it: tables, strikethrough, footnotes."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin).disable("footnote_inline")


def read(text: str) -> list[Token]:
    return [token for token in _parser().parse(text) if token.type == "inline"]


def shown(tokens: list[Token]) -> str:
    """The words that a reader sees, without white space."""

    def words(token: Token) -> Iterator[str]:
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                yield child.content

    return squeezed("".join(word for token in tokens for word in words(token)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_kind_of_node_has_an_entry() -> None:
    assert set(markdown.INLINES) == set(tree.INLINES)
    assert set(markdown.BLOCKS) == set(tree.BLOCKS)


@pytest.mark.parametrize("scheme", ["headings", "paragraphs", "none"])
def test_the_sample_is_written_as_agreed(scheme: tree.Scheme, file_regression: FileRegressionFixture) -> None:
    file_regression.check(written(samples.everything(scheme)), extension=".md", encoding="utf-8")


# ---- laws ----


@patient(max_examples=20)
@given(samples.documents())
@example(samples.everything())
@example(samples.everything("paragraphs"))
def test_mdformat_changes_nothing(document: Document) -> None:
    text = written(document)
    assert formatted(text) == text


@patient(max_examples=150)
@given(samples.inlines())
def test_mdformat_changes_nothing_in_a_paragraph(inlines: tuple[Inline, ...]) -> None:
    text = written(_placed(inlines))
    assert formatted(text) == text


@patient(max_examples=150)
@given(samples.inlines(notes=False))
def test_a_reader_sees_the_words_of_a_paragraph_as_they_were_typed(inlines: tuple[Inline, ...]) -> None:
    document = _placed(inlines)
    paragraph = document.sections[0].blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert shown(read(written(document))[-1:]) == squeezed(tree.plain(paragraph.inlines))


def _placed(inlines: tuple[Inline, ...]) -> Document:
    """A document of one paragraph, whose references all lead to its section."""
    document = of(Paragraph(inlines))
    return samples.numbered(_retargeted(document))


def _retargeted(node: Any) -> Any:
    return samples.mapped(lambda n: replace(n, target="x") if isinstance(n, Reference) else n, node)


@patient(max_examples=20)
@given(samples.documents())
@example(samples.everything())
def test_a_reader_sees_every_text_of_a_document(document: Document) -> None:
    everything = shown(read(written(document)))
    for node in walk(document):
        if isinstance(node, Text):
            assert squeezed(node.text) in everything


@patient(max_examples=20)
@given(samples.documents())
def test_every_reference_leads_to_an_anchor(document: Document) -> None:
    text = written(document)
    anchors = re.findall(r'(?<!\\)<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    links = {str(child.attrs["href"]) for token in read(text) for child in token.children or () if child.type == "link_open"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)


# ---- one sentence a line ----


@pytest.mark.parametrize(
    "sentences",
    [
        ["One.", "Two."],
        ["Is it?", "Yes!", "So… then it is."],
        ["See s. 4(1), ss. 5 and No. 6 of 2019, e.g. The Act.", "It binds."],
        ["Dr A. B. Smith of St. Helens chairs it.", "Ms. Jones does not."],
        ["As clause 2.1 says.", "2.2 differs."],
        ["He said “Yes.”", "“No.”", "(Perhaps.)", "Then they met."],
        ["It ended in 2019.", "The next began."],
        ["This covers goods, services, etc.", "Others follow."],
        ["It says no.", "The end."],
        ["the end. of a lower-case matter"],
        ["1\\. The number that begins a paragraph ends nothing."],
    ],
)
def test_one_sentence_stands_on_each_line(sentences: list[str]) -> None:
    assert said(" ".join(sentences).replace("\\", "")).split("\n") == sentences


def test_sentences_end_at_the_edge_of_markup_too() -> None:
    note = Note((Paragraph((Text("n"),)),))
    assert (
        said("An ", Strong((Text("end."),)), " ", Link("https://e.org", (Text("That."),)), note, " So.").split("\n\n")[0]
        == "An **end.**\n[That.](https://e.org)[^1]\nSo."
    )


# ---- texts that mean something to GitHub ----


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("Health & Care", "Health & Care"),
        ("&amp; &nosuch; &#35;", "\\&amp; &nosuch; \\&#35;"),
        ("a <b> c < d", "a \\<b> c < d"),
        ("<<a>", "\\<<!-- -->\\<a>"),
        ("snake_case _x_ 2 * 3", "snake_case \\_x\\_ 2 * 3"),
        ("[insert name] [a](b) [a]: b", "[insert name] \\[a\\](b) \\[a\\]: b"),
        ("see [^1]", "see \\[<!-- -->^1\\]"),
        ("[ ] to do", "\\[ \\] to do"),
        ("2.1 is no item", "2.1 is no item"),
        ("2. is one", "2\\. is one"),
        ("# 1", "\\# 1"),
        ("--- | ---", "\\--- | ---"),
        ("about ~5, a~b~, ~~c~~", "about ~5, a`~`b`~`, `~~`c`~~`"),
        ("US$5 to US$6, or $x$", "US`$`5 to US`$`6, or `$`x`$`"),
        ("US$5 to US$6", "US$5 to US$6"),
        ("at 12:30:45 :smile:", "at 12:30:45 <span>:</span>smile:"),
        ("Go to https://example.org/a_b.", "Go to <https://example.org/a_b>."),
        ("(www.example.org) or a.b@example.org", "([www.example.org](http://www.example.org)) or <a.b@example.org>"),
    ],
)
def test_a_text_is_escaped_where_it_must_be(typed: str, source: str) -> None:
    assert said(typed) == source
    assert formatted(source + "\n") == source + "\n"


@pytest.mark.parametrize(
    ("inlines", "source"),
    [
        (["a ", Strong((Text("b"),)), " ", Emphasis((Text("c"),)), "."], "a **b** _c_."),
        (["a", Strong((Text("b"),)), "c"], "a**b**c"),
        (["a", Emphasis((Text("b"),)), "c"], "a<em>b</em>c"),
        (["a", Strong((Text("(b)"),)), "c"], "a<strong>(b)</strong>c"),
        ([Strong((Text("a"),)), Strong((Text("b"),))], "<strong>a</strong>**b**"),
        ([Strong((Emphasis((Text("a"),)), Text(" b")))], "**_a_ b**"),
        ([Strong((Text("a "), Strong((Text("b"),))))], "**a b**"),
        (["a", Break(), "b"], "a\\\nb"),
        (["!", Link("https://e.org/a b(c)", (Text("x"),))], "\\![x](<https://e.org/a%20b(c)>)"),
        ([Link("javascript:alert(1)", (Text("x"),))], "x"),
        ([Link("https://e.org", (Text("a "), Reference("x", (Text("b"),))))], "[a b](https://e.org)"),
    ],
)
def test_markup_is_written_so_that_readers_take_it_for_that(inlines: list[Inline | str], source: str) -> None:
    assert said(*inlines) == source


@pytest.mark.parametrize(
    "url",
    ["https://bücher.example/straße?q=ä", "HTTPS://Example.org/%zz", "http://e.org/a;b?c&copy;", "mailto:a@b.example", "//e.org/x", "a b<c>"],
)
def test_an_address_stays_as_it_is_written(url: str) -> None:
    text = written(of(Paragraph((Link(url, (Text("x"),)),))))
    assert formatted(text) == text
    assert "](" in text.split("## X")[1]


# ---- blocks ----


def _items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item((Paragraph((Text(text),)),)) for text in texts)


def test_lists_of_one_kind_do_not_run_together() -> None:
    assert body(List(True, _items("a")), FieldBlock("f", (List(True, _items("b")),))) == "1. a\n\n<!-- -->\n\n1. b"
    assert body(Quote(_items("a")[0].blocks), Quote(_items("b")[0].blocks)) == "> a\n\n<!-- -->\n\n> b"


def test_a_list_of_ten_is_numbered_as_mdformat_numbers() -> None:
    assert body(List(True, _items(*"abcdefghij"))).split("\n")[8:] == ["09. i", "10. j"]


def test_a_body_with_two_lines_of_reporting_is_named_under_both() -> None:
    chart = (ChartNode("a", "A", ()), ChartNode("b", "B", (), external=True), ChartNode("c", "C", ("a", "b")), ChartNode("d", "D", ("c",)))
    figure = Figure("f", (Text("Structure"),), "", chart)
    assert body(figure) == '<a id="f"></a>\n\n- A\n  - C\n    - D\n- B (external)\n  - C\n\nFigure 1: Structure'


def test_a_table_is_as_wide_as_its_words() -> None:
    table = Table(Row((Cell((Text("日本"),)), Cell((Text("a|b"),)))), (Row((Cell((Text("x"), Break(), Text("y"))), Cell((Text("£5"),)))),), ("left", "right"))
    assert body(table).split("\n") == ["| 日本     | a\\|b |", "| -------- | ---: |", "| x<br />y |   £5 |"]


def test_paragraphs_and_lettered_lists_carry_their_numbers() -> None:
    text = written(samples.everything("paragraphs"))
    assert "\n\n1.2 It is **not** a contract[^1]" in text
    assert "\n- (b) The chairs meet:\n  - (i) within five days;\n  - (ii) or later:\n    - (A) with consent;\n" in text
    assert "\n1. Meet monthly.\n" in text


# ---- readers ----


def test_pandoc_reads_the_headings_and_the_notes() -> None:
    document = samples.everything()
    made = _pandoc(written(document), "json")
    headings = ["".join(_strings(block)) for block in json.loads(made)["blocks"] if block["t"] == "Header"]
    sections = [f"{s.number} {tree.plain(s.title)}" for s in walk(document) if isinstance(s, Section)]
    assert [squeezed(h) for h in headings] == [squeezed(h) for h in [document.front.title, "Document control", "Contents", *sections]]
    assert made.count('"t":"Note"') == 2
    assert '"t":"Math"' not in made and '"t":"Strikeout"' not in made and '"emoji"' not in made


def _pandoc(text: str, to: str) -> str:
    return subprocess.run([require("pandoc"), "-f", "gfm", "-t", to], input=text, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def _strings(node: Any) -> Iterator[str]:
    match node:
        case {"t": "Str", "c": text}:
            yield text
        case {"t": "RawInline"}:
            return
        case dict():
            yield from _strings(node.get("c", ()))
        case list():
            for child in node:
                yield from _strings(child)


def test_markdownlint_finds_nothing(tmp_path: Path) -> None:
    program = ROOT / "node_modules" / ".bin" / "markdownlint-cli2"
    lint = str(program) if program.exists() else require("markdownlint-cli2")
    for scheme in ("headings", "paragraphs", "none"):
        (tmp_path / f"{scheme}.md").write_text(written(samples.everything(scheme)), encoding="utf-8")
    (tmp_path / ".markdownlint.json").write_text('{"default": true, "MD013": false}')
    done = subprocess.run([lint, "*.md"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

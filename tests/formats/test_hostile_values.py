"""Values with every kind of markup in them come out verbatim in every format: in the body, headings, header, cover and properties."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from pathlib import Path

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from docgen.composition.compose import compose
from docgen.document.quotation_marks import straightened
from docgen.document.tree import Document
from docgen.formats.outputs import written
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.sources.files import HouseStyle
from tests.reading import html_words, markdown_words
from tests.revisions import ROOT

HOSTILE = (
    *(
        "Health & Care",
        "<b>bold</b>",
        "*stars*",
        "_underscores_",
        "# hash",
        "a|b",
        "{{ x }}",
        "{% if x %}",
        "]]>",
        "'single' \"double\"",
        "🙂 👩‍👩‍👧",
        "שלום עולם",
    ),
    *(
        "&amp;",
        "<!-- c -->",
        "`code`",
        "[link](#x)",
        "\\backslash\\",
        "1. one",
        "- dash",
        "~~gone~~",
        "$x$",
        "%d",
        "http://a.example/?a=1&b=2",
        "^[note]",
        "[^1]",
    ),
)
CLAUSE = """---
title: About {{ words }}
status: approved
summary: A clause that shows a value everywhere.
use: In tests of values.
law: {}
parameters:
  words: {type: text, help: Words to show, example: some words}
  many: {type: list, help: Words to list, example: [some words]}
---
Before {{ words }} after, **{{ words }}** and ({{ words }}).

{{ words }}

{{ many }}

| Head |
|---|
| {{ words }} |
"""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp")), min_size=1, max_size=40)
VALUES = st.one_of(st.sampled_from(HOSTILE), WORDS, st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map(" ".join)).map(
    lambda text: " ".join(text.split())
)


def _document(folder: Path, value: str) -> Document:
    quoted = json.dumps(value, ensure_ascii=False)
    clause = folder / "clauses/tests/values/v1.md"
    partnership = folder / "partnerships/test/1.yaml"
    for file in (clause, partnership):
        file.parent.mkdir(parents=True, exist_ok=True)
    clause.write_text(CLAUSE, encoding="utf-8")
    partnership.write_text(
        f"title: {quoted}\nsubtitle: {quoted}\nshort_title: {quoted}\nstatus: draft\npartnership: {{name: P}}\n"
        f"parties: {{a: {{name: {quoted}}}}}\ncontrol: {{Owner: {quoted}}}\n"
        f"sections:\n  values:\n    clause: tests/values@1\n    with: {{words: {quoted}, many: [{quoted}]}}\n",
        encoding="utf-8",
    )
    return compose(load(folder, "test/1"), Library(folder))


def _texts(document: Document, format: str) -> bytes:
    return written(document, HouseStyle("mou", ROOT), format)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=60, deadline=None)
@given(value=VALUES.filter(bool))
def test_a_value_comes_out_verbatim_but_for_its_quotation_marks_and_the_same_in_every_format(value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = _document(Path(folder), value)
    typed, value = value, document.front.title
    assert straightened(value) == straightened(typed)
    places = 11  # title, subtitle, party, control row, contents, heading, three in the sentence, a paragraph, an item, a cell: more is as good
    word = _texts(document, "docx")
    read = docx.Document(io.BytesIO(word))
    body = _squeezed(" ".join(node.text or "" for node in read.element.body.iter("{*}t")))
    assert body.replace(" ", "").count(value.replace(" ", "")) >= places
    assert read.core_properties.title == value
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        names = [name for name in parts.namelist() if re.match(r"word/header\d*\.xml", name)]
        headers = "".join(text.text or "" for name in names for text in etree.fromstring(parts.read(name)).iter("{*}t"))
    assert value.replace(" ", "") in headers.replace(" ", "")
    page = _texts(document, "html")
    assert "".join(html_words(page)).count(value.replace(" ", "")) >= places
    assert html.fromstring(page.decode()).findtext(".//title") == value
    assert "".join(markdown_words(_texts(document, "markdown"))).count(value.replace(" ", "")) >= places
    assert json.dumps(value, ensure_ascii=False)[1:-1] in _texts(document, "json").decode()

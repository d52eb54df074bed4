"""Words in another language say so in every output, whatever they are, and who checks outputs agrees; a draft knows which words say so."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from docgen.checks.draft import Draft, of_document
from docgen.checks.foreign_draft import of_text
from docgen.checks.rulebook import rules
from docgen.checks.rules._languages import foreign
from docgen.checks.word_draft import of_docx
from docgen.document.explanation import Explanation
from docgen.document.fingerprint import fingerprint
from docgen.document.languages import is_right_to_left, is_tag, probable_tag
from docgen.document.redline import Redline, Restyled, marks
from docgen.document.tree import Cell, Document, Field, Foreign, Item, Link, List, Note, Quote, Row, Strong, Text
from docgen.document.values import Date
from docgen.document.writing_direction import runs_right_to_left
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.docx import writer as docx
from docgen.formats.html import redline_writer as html_redline
from docgen.formats.html import writer as html
from docgen.formats.json import reader as json_reader
from docgen.formats.json import writer as json
from docgen.formats.markdown import writer as markdown
from docgen.library.law_register import Register
from docgen.sources.files import HouseStyle
from tests import browser, hostile, pair
from tests.comparison.test_diff import kinds, laws
from tests.revisions import ROOT
from tests.wordfile import W, Word, validated

STYLE = HouseStyle("mou", ROOT)
LAW = Register({}, {})
TODAY = Date(2026, 11, 26)
RULE = next(rule for rule in rules() if rule.code == "A108")
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
WELSH = Foreign("cy", (Text("Deddf Llywodraeth "), Strong((Text("Leol"),))))
URDU = Foreign("ur", (Text("شکریہ"),))


def of(*inlines: Any) -> Document:
    return pair.document("headings", pair.section("aims", pair.p(*inlines)))


def everywhere() -> Document:
    """A document with words in other languages wherever words can stand."""
    note = Note((pair.p("In Chinese ", Foreign("zh-Hant", (Text("中文"),)), "."),))
    linked = Link("https://senedd.wales", (Foreign("cy", (Text("Senedd Cymru"),)),))
    table = replace(pair.table(("Act", "Year"), ("x", "1994")), caption=(WELSH,), id="acts")
    table = replace(table, rows=(replace(table.rows[0], cells=(replace(table.rows[0].cells[0], inlines=(URDU,)), table.rows[0].cells[1])),))
    sections = (replace(pair.section("aims", pair.p("See ", WELSH, note, ", ", linked, " and ", URDU, "."), table), title=(Text("The "), WELSH)),)
    return pair.document("headings", *sections)


def runs(document: Document) -> list[tuple[str, str]]:
    """The words of neighbouring runs of Word that say their language, with it."""
    out: list[tuple[str, str]] = []
    for run in Word(docx.write(document, STYLE)).xml("word/document.xml").iter(f"{W}r"):
        lang = run.find(f"{W}rPr/{W}lang")
        tag = "" if lang is None else lang.get(f"{W}val")
        words = "".join(node.text or "" for node in run.iter(f"{W}t"))
        if out and out[-1][0] == tag:
            out[-1] = (tag, out[-1][1] + words)
        else:
            out.append((tag, words))
    return [row for row in out if row[0]]


def spans(page: str) -> list[tuple[str, str, str]]:
    found: Any = lxml_html.fromstring(page).xpath("//span[@lang]")
    return [(span.get("lang"), span.get("dir", ""), "".join(span.text_content().split())) for span in found]


@PATIENT
@given(hostile.texts())
def test_whatever_the_words_are_word_html_markdown_and_the_archive_mark_them_and_no_others(words: str) -> None:
    document, bare = of("See ", Foreign("cy", (Text(words),)), " there."), "".join(words.split())
    assert [(tag, "".join(text.split())) for tag, text in runs(document)] == [("cy", bare)]
    assert spans(html.write(document, STYLE).decode()) == [("cy", "", bare)]
    text = markdown.write(document, STYLE).decode()
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin).disable("footnote_inline")
    assert spans(parser.render(text)) == [("cy", "", bare)]
    assert json_reader.read(json.write(document, STYLE), "x.json") == document


def test_letters_from_right_to_left_say_so() -> None:
    document = of("It says ", URDU, ".")
    assert spans(html.write(document, STYLE).decode()) == [("ur", "rtl", "شکریہ")]
    assert '<span lang="ur" dir="rtl">شکریہ</span>' in markdown.write(document, STYLE).decode()
    assert '<w:rPr><w:rtl/><w:lang w:val="ur" w:eastAsia="ur" w:bidi="ur"/></w:rPr>' in Word(docx.write(document, STYLE)).text("word/document.xml")


def test_a_mark_keeps_the_looks_and_ends_where_it_ends() -> None:
    inner = (Text("a"), Foreign("cy", (Text("b"), Link("https://x.org", (Text("c"),)))), Foreign("fr", (Text("d"),)), Text("e"))
    xml = Word(docx.write(of(Strong(inner), "f"), STYLE)).text("word/document.xml")
    looks = {text: re.findall(r'w:b/|w:rStyle|w:val="(?:cy|fr)"', look) for look, text in re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t>([a-f])</w:t>", xml)}
    cy, fr = 'w:val="cy"', 'w:val="fr"'
    assert looks == {"a": ["w:b/"], "b": ["w:b/", cy], "c": ["w:rStyle", "w:b/", cy], "d": ["w:b/", fr], "e": ["w:b/"], "f": []}


def test_word_accepts_the_marks(tmp_path: Path) -> None:
    file = tmp_path / "file.docx"
    file.write_bytes(docx.write(everywhere(), STYLE))
    assert validated(file) == []


def test_browsers_and_validators_accept_the_marks(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(html.write(everywhere(), STYLE))
    assert len(spans(file.read_text())) == 8, "the heading twice, and what is in the text"
    assert not browser.validated(file)
    assert not browser.axe(file)


def redline_of(old: Document, new: Document) -> Redline:
    redline = laws(old, new)
    assert [type(mark) for mark in marks(redline.document.sections)] == [Restyled]
    assert kinds(redline) == [("restyled", "words")]
    return redline


@pytest.mark.parametrize("was", ["Deddf Leol", Foreign("fr", (Text("Deddf Leol"),))])
def test_a_mark_that_came_or_changed_is_one_change_of_looks(was: Any, tmp_path: Path) -> None:
    old, new = of("See ", was, " of 1994."), of("See ", Foreign("cy", (Text("Deddf Leol"),)), " of 1994.")
    redline = redline_of(old, new)
    redline_of(new, old)
    file = tmp_path / "file.docx"
    file.write_bytes(docx_redline.write(redline, {}, STYLE, "off"))
    assert validated(file) == []
    xml = Word(file.read_bytes()).text("word/document.xml")
    assert re.search(r'<w:lang w:val="cy"[^>]*/><w:rPrChange [^>]*><w:rPr(?:/>|><w:lang w:val="fr")', xml)
    assert "now in another language" in html_redline.write(redline, {1: Explanation()}, STYLE).decode() or was != "Deddf Leol"


def test_a_mark_counts_in_the_fingerprint() -> None:
    assert len({fingerprint((Text("Leol"),)), fingerprint((Foreign("cy", (Text("Leol"),)),)), fingerprint((Foreign("kw", (Text("Leol"),)),))}) == 3


@pytest.mark.parametrize("tag", ["cy", "en-GB", "pa-Arab-PK", "zh-Hant", "CY", "rom", "syl", "sco-ulster", "es-419"])
def test_a_language_with_its_script_and_region_is_a_tag(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize(
    ("text", "better"), [("wel", "cy"), ("cym", "cy"), ("Welsh", "cy"), ("fre", "fr"), *((text, "") for text in ("wl", "cy_GB", "cy-", "c", ""))]
)
def test_what_programs_do_not_know_is_none_and_the_right_one_is_offered(text: str, better: str) -> None:
    assert (is_tag(text), probable_tag(text)) == (False, better)


@pytest.mark.parametrize(("tag", "found"), [*((tag, True) for tag in ("ur", "ar-EG", "he", "pa-PK", "ps")), ("ur-Latn", False), ("pa", False), ("cy", False)])
def test_the_script_says_which_way_letters_run(tag: str, found: bool) -> None:
    assert is_right_to_left(tag) is found


ARABIC = Foreign("ar", (Text("يجتمع الطرفان كل شهر (مرة واحدة)."),))
BIDI = re.compile(r"<w:p>(?:(?!</w:p>).)*?</w:p>")


def ways(document: Document) -> list[bool]:
    """Whether each paragraph of the body of the Word file that has words in Arabic runs from right to left."""
    xml = Word(docx.write(document, STYLE)).text("word/document.xml").rpartition("_clause_")[2]
    return ["<w:bidi/>" in part for part in BIDI.findall(xml) if 'w:bidi="ar"' in part or "شكرا" in part]


@pytest.mark.parametrize(
    ("inlines", "right"),
    [
        ((ARABIC,), True),
        ((Foreign("ar", (Text("يجتمع الطرفان"),)), Text(" (2024).")), True),
        ((Strong((ARABIC,)), Text(" – "), ARABIC), True),
        ((Foreign("ar", (Text("يجتمع NHS كل شهر"),)),), True),
        ((Field("thanks", (Text("شكرا"),)),), True),
        ((Text("In Arabic: "), ARABIC), False),
        ((ARABIC, Text(" it says.")), False),
        ((ARABIC, Foreign("cy", (Text("Senedd"),))), False),
        ((Text("Shukran"),), False),
        ((Text("(2024)."),), False),
    ],
)
def test_a_line_runs_from_right_to_left_if_all_its_words_do(inlines: tuple[Any, ...], right: bool) -> None:
    assert runs_right_to_left(inlines) is right
    assert ('<p dir="rtl">' in html.write(of(*inlines), STYLE).decode()) is right
    assert (ways(of(*inlines)) or [False]) == [right]


def test_items_headings_cells_quotations_and_notes_run_their_own_way(tmp_path: Path) -> None:
    table = pair.table(("Act", "Year"), ("x", "1994"))
    table = replace(table, rows=(Row((Cell((ARABIC,)), Cell((Text("£5"),)))),), alignments=("right", "right"))
    items = (Item((pair.p(ARABIC),)), Item((pair.p(ARABIC),)))
    mixed = (Item((pair.p(ARABIC),)), Item((pair.p("One."),)))
    blocks = (
        List(True, items),
        List(False, items),
        pair.p("Then:"),
        List(False, mixed),
        Quote((pair.p(ARABIC),)),
        pair.p("See.", Note((pair.p(ARABIC),))),
        table,
    )
    section = replace(pair.section("aims"), title=(ARABIC,), blocks=blocks)
    document = pair.document("headings", section)
    file = tmp_path / "file.docx"
    file.write_bytes(docx.write(document, STYLE))
    assert validated(file) == []
    xml = Word(file.read_bytes()).text("word/document.xml").rpartition("_clause_")[2]
    paragraphs = BIDI.findall(xml)[:14]
    assert [("<w:bidi/>" in part) for part in paragraphs] == [True, True, True, True, True, False, True, False, True, False, False, False, True, False]
    # Word means the edge where a line begins by "left", which is on the right here (17.3.1.13).
    assert '<w:bidi/><w:jc w:val="left"/>' in paragraphs[-2]
    assert "<w:bidi/>" in Word(file.read_bytes()).text("word/footnotes.xml")
    page = html.write(document, STYLE).decode()
    assert [tag for tag in ("h2", "ol", "ul", "p", "td") if f'<{tag} dir="rtl"' in page] == ["h2", "ol", "ul", "p", "td"]
    assert page.count('<ul dir="rtl">') == 1
    (tmp_path / "page.html").write_text(page)
    assert not browser.validated(tmp_path / "page.html")


def test_a_redline_of_a_text_from_right_to_left_runs_that_way_and_one_without_marks_is_the_clean_file() -> None:
    old, new = of(ARABIC), of(ARABIC, Foreign("ar", (Text(" يحتفظ المجلس بالسجل"),)))
    redline = laws(old, new)
    assert "<w:bidi/>" in Word(docx_redline.write(redline, {}, STYLE, "off")).text("word/document.xml")
    assert '<p dir="rtl">' in html_redline.write(redline, {1: Explanation()}, STYLE).decode()
    assert docx_redline.write(laws(old, old), {}, STYLE, "off") == docx.write(old, STYLE)


# ---- the rule ----


def said(draft: Draft) -> list[str]:
    return [problem.seen for problem, _ in RULE.problems(draft)]


def test_what_a_document_marks_is_not_found_and_what_stands_beside_it_is() -> None:
    plain = "Deddf Llywodraeth Leol"
    assert said(of_document(of("By ", WELSH, " and the ", Strong((URDU,)), "."), None, TODAY, LAW)) == []
    assert said(of_document(of(f"By {plain} and the ", URDU, "."), None, TODAY, LAW)) == [f"“{plain}” is Welsh, but is not marked."]
    assert said(of_document(replace(of(f"By {plain}."), language="cy"), None, TODAY, LAW)) == []


NOTHING = (
    "the résumé, the café and the protégé",
    "Charles de la Tour du Pin; Ashby de la Zouch; La Ferté-Macé, Le Touquet",
    "raison d'être, vis-à-vis, coup d'état, ex post facto, inter alia, mutatis mutandis, et al, et cetera, pro bono publico",
    "Pen-y-bont ar Ogwr and Betws yn Rhos; Y Bala, Yr Wyddgrug and Y Fenni; Yr 7, Yr 8, Yr 9",
    "Żaneta Wiśniewska-Dąbrowska and Siân Tŷ Gŵyr",
    "the LA, DES and PAR for AC and AR, and I am at a Senedd",
    "α and β; Ω; μ; 5 µg; naïve; Ångström; № 5; ½; x²; ﬁrst",
    "Senedd Cymru (Welsh Parliament) and Llywodraeth Cymru/Welsh Government",
)


@pytest.mark.parametrize("text", NOTHING)
def test_names_terms_and_single_words_are_left_alone(text: str) -> None:
    assert foreign(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "language"),
    [
        ("The lead is Cyngor Sir Gâr in Wales.", "Cyngor Sir Gâr", "Welsh"),
        ("Mae’r Cyngor yn gyfrifol am y gwasanaethau hyn.", "Mae’r Cyngor yn gyfrifol am y gwasanaethau hyn", "Welsh"),
        ("under Deddf yr Iaith Gymraeg 1993", "Deddf yr Iaith Gymraeg", "Welsh"),
        ("(see le conseil est responsable des enfants)", "le conseil est responsable des enfants", "French"),
        ("Dziecko nie może być krzywdzone.", "nie może być", "Polish"),
        ("call نص عربي now", "نص عربي", "in Arabic letters"),
        ("call हिन्दी में now", "हिन्दी में", "in Devanagari letters"),
        ("call Привет now", "Привет", "in Cyrillic letters"),
        ("call 中文 now", "中文", "in Chinese letters"),
    ],
)
def test_runs_of_other_words_are_found_whole(text: str, words: str, language: str) -> None:
    assert [(text[start:end], name) for start, end, name, _ in foreign(text)] == [(words, language)]


def word_file(text: str, said_by_styles: str | None, run: str = "") -> Draft:
    made = python_docx.Document()
    for node in list(made.styles.element.iter(qn("w:lang"))):
        node.attrib.pop(qn("w:val"), None)
        if said_by_styles:
            node.set(qn("w:val"), said_by_styles)
    added = made.add_paragraph().add_run(text)
    if run:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), run)
        added._r.get_or_add_rPr().append(lang)
    file = io.BytesIO()
    made.save(file)
    return of_docx(file.getvalue(), "t.docx", TODAY, LAW)


ENGLISH = "The Board of the partners will meet with the Trust."


@pytest.mark.parametrize(
    ("styles", "run", "expected"),
    [
        ("en-GB", "", []),
        ("en-US", "", []),
        (None, "en-GB", []),
        ("fr-FR", "en-GB", []),
        (None, "", ["The file does not declare its language."]),
        ("fr-FR", "", ["The file declares its language as “fr-FR”, but it is in English."]),
        ("en-GB", "pl-PL", ["The file declares its language as “pl-PL”, but it is in English."]),
    ],
)
def test_a_word_file_in_english_says_so(styles: str | None, run: str, expected: list[str]) -> None:
    assert said(word_file(ENGLISH, styles, run)) == expected


def test_what_word_says_of_other_scripts_beside_english_makes_no_words_foreign() -> None:
    made = python_docx.Document()
    lang = OxmlElement("w:lang")
    for name, tag in (("val", "en-GB"), ("eastAsia", "ja-JP"), ("bidi", "ar-SA")):
        lang.set(qn(f"w:{name}"), tag)
    made.add_paragraph().add_run(ENGLISH)._r.get_or_add_rPr().append(lang)
    file = io.BytesIO()
    made.save(file)
    (passage,) = of_docx(file.getvalue(), "t.docx", TODAY, LAW).passages
    assert (passage.text, passage.foreign) == (ENGLISH, ())


def test_a_word_file_in_another_language_is_not_judged_and_its_marks_count() -> None:
    welsh = "Mae’r Cyngor yn gyfrifol am y gwasanaethau hyn"
    assert said(word_file(welsh, None)) == []
    made = python_docx.Document(io.BytesIO(docx.write(of(f"{ENGLISH} In Welsh: ", Foreign("cy", (Text(welsh),)), "."), STYLE)))
    file = io.BytesIO()
    made.save(file)
    assert said(of_docx(file.getvalue(), "t.docx", TODAY, LAW)) == []
    bare = of_docx(docx.write(of(f"{ENGLISH} In Welsh: {welsh}."), STYLE), "t.docx", TODAY, LAW)
    assert said(bare) == [f"“{welsh}” is Welsh, but is not marked."]


def test_a_mark_in_a_text_is_no_slip_to_another_rule() -> None:
    text = f'# Aims\n\n{ENGLISH} It is <span lang="cy">Deddf yr Iaith Gymraeg</span>, or [Deddf yr Iaith Gymraeg]{{lang=cy}}.\n'
    draft = of_text(text, "t.md", TODAY, LAW)
    assert [problem for rule in rules() if rule.default for problem, _ in rule.problems(draft) if problem.code[0] in "AWR"] == []

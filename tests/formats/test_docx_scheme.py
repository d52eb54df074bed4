"""Another numbering scheme is a tracked change in Word: accepted it gives the new numbers and places, rejected the old ones."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from docgen.comparison.diff import diff
from docgen.composition import numbering
from docgen.composition.references import referred
from docgen.document.tree import Document, Figure, Item, List, Note, Paragraph, Quote, Reference, Scheme, Section, Table, Text, walk
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.outputs import written
from docgen.sources.files import HouseStyle
from tests import pair, samples
from tests.formats.test_docx_contents import gives_both as contents_come_back
from tests.formats.test_docx_redline import Script, in_libreoffice, in_pandoc
from tests.revisions import ROOT
from tests.revisions import document as composed
from tests.wordfile import Word, settled, validated

STYLE = HouseStyle("mou", ROOT)
SCHEMES: tuple[Scheme, ...] = ("none", "headings", "paragraphs")
BOTH = list(permutations(SCHEMES, 2))
SLOW = settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))


def numbered(document: Document, scheme: Scheme) -> Document:
    """The document as composition numbers it by the scheme."""
    bare: Document = samples.mapped(_bare, document)
    sections, labels, _ = numbering.numbered(bare.sections, scheme)
    return replace(bare, scheme=scheme, sections=referred(sections, labels)[0])


def _bare(node: Any) -> Any:
    """The node without what another scheme gave it; captions have no references, since only composition gives these their labels."""
    match node:
        case Paragraph():
            return replace(node, number="")
        case Figure() | Table() if any(isinstance(each, Reference) for inline in node.caption for each in walk(inline)):
            return replace(node, caption=(Text("Caption"),))
    return node


def lines(data: bytes) -> list[tuple[str, str, str]]:
    """The style, the number and the words of each paragraph; those of a footnote stand in for the number of its mark."""
    return [(p.style, p.label, p.text) for p in Word(data).body() if p.text.strip() or p.label]


def gives_both(old: Document, new: Document) -> bytes:
    data = docx_redline.write(diff(old, new), {}, STYLE, "off", track_numbers=True)
    for accept, expected in ((True, new), (False, old)):
        assert lines(settled(data, accept)) == lines(written(expected, STYLE, "docx"))
    return data


def deep(scheme: Scheme) -> Document:
    """Sections in sections in both kinds, with lists, quotations, tables and footnotes at all depths."""
    blocks = (
        *(pair.p("A duty", Note((pair.p("As agreed:"), pair.items(True, "first;", "second."))), "."), pair.items(True, "one;", "two.")),
        *(
            List(False, (Item((pair.p("outer:"), pair.items(True, "inner;", "more."), pair.p("After."))),)),
            Quote((pair.p("Quoted."), pair.items(True, "cited."))),
        ),
        *(pair.table(("Partner", "Share"), ("Council", "12%")), pair.p("Last.")),
    )

    def nested(id: str, depth: int) -> Section:
        return Section(id, pair.p(f"Title {id}").inlines, blocks, (nested(f"{id}-{depth}", depth - 1),) if depth else ())

    appendix = samples.mapped(lambda node: replace(node, appendix=True) if isinstance(node, Section) else node, nested("annex", 2))
    return numbered(pair.document("none", nested("aims", 6), nested("money", 1), appendix), scheme)


@pytest.mark.parametrize(("before", "after"), BOTH)
def test_every_heading_paragraph_and_item_gets_its_old_number_and_place_back(before: Scheme, after: Scheme) -> None:
    gives_both(deep(before), deep(after))


@pytest.mark.parametrize(("before", "after"), BOTH)
def test_edits_and_moves_under_another_scheme_give_both(before: Scheme, after: Scheme) -> None:
    gives_both(pair.old(before), pair.new(after))
    gives_both(pair.new(before), pair.old(after))


@SLOW
@given(samples.documents(), samples.documents(), st.sampled_from(BOTH))
def test_whatever_the_documents_hold_another_scheme_gives_both(old: Document, new: Document, both: tuple[Scheme, Scheme]) -> None:
    gives_both(numbered(old, both[0]), numbered(new, both[1]))


@pytest.mark.parametrize(("before", "after"), BOTH)
def test_the_contents_list_and_the_references_of_another_scheme_come_back_whole(before: Scheme, after: Scheme) -> None:
    old, new = (numbered(composed("halton/2019"), scheme) for scheme in (before, after))
    gives_both(old, new)
    contents_come_back(old, new)


def test_a_section_that_became_an_appendix_gets_its_number_back() -> None:
    for scheme in SCHEMES:
        main = numbered(pair.document("none", pair.section("aims", pair.LONG), pair.section("money", "Each pays.", pair.items(True, "now;", "later."))), scheme)
        annex = numbered(replace(main, sections=(main.sections[0], replace(main.sections[1], appendix=True))), scheme)
        gives_both(main, annex)
        gives_both(annex, main)


@pytest.mark.parametrize(("before", "after"), BOTH)
def test_only_what_another_scheme_places_otherwise_is_marked(before: Scheme, after: Scheme) -> None:
    sections = pair.section("aims", pair.LONG, pair.table(("Partner", "Share"), ("Council", "12%"))), replace(pair.section("annex", "Text."), appendix=True)
    old, new = (numbered(pair.document("none", *sections), scheme) for scheme in (before, after))
    xml = Word(docx_redline.write(diff(old, new), {}, STYLE, "off")).text("word/document.xml").rpartition("</w:sectPr></w:pPr></w:p>")[2]
    headings, paragraphs = "none" in (before, after), "paragraphs" in (before, after)
    assert xml.count("<w:pPrChange ") == headings + paragraphs and not re.search("<w:(ins|del) ", xml)


def test_other_programs_read_both_texts_of_another_scheme(tmp_path: Path) -> None:
    scripts = []
    for before, after in BOTH:
        old, new = pair.old(before), pair.new(after)
        scripts.append(Script(f"{before} to {after}", written(old, STYLE, "docx"), written(new, STYLE, "docx"), gives_both(old, new)))
        in_pandoc(scripts[-1])
    in_libreoffice(scripts, tmp_path)


@pytest.mark.parametrize(("before", "after"), BOTH)
def test_a_redline_of_another_scheme_is_valid(before: Scheme, after: Scheme, tmp_path: Path) -> None:
    (tmp_path / "redline.docx").write_bytes(docx_redline.write(diff(deep(before), deep(after)), {}, STYLE))
    assert validated(tmp_path / "redline.docx") == []


def test_the_word_file_tells_each_fact_of_the_whole_document_in_a_comment() -> None:
    old = pair.document("none", pair.section("aims", pair.LONG))
    new = numbered(replace(old, language="en-US", front=replace(old.front, short_title="Another head")), "headings")
    word = Word(docx_redline.write(diff(old, new), {}, STYLE))
    comments = re.findall(r"<w:comment .*?</w:comment>", word.text("word/comments.xml"))
    told = [
        "Numbering changed: “no numbers” → “numbered headings”.",
        "Running header changed: “Riverside MOU” → “Another head”.",
        "Language changed: “en-GB” → “en-US”.",
    ]
    assert [re.sub("<[^>]*>", "", comment) for comment in comments] == told
    assert [word.text("word/document.xml").count(f'<w:commentReference w:id="{id}"/>') for id in range(3)] == [1, 1, 1]

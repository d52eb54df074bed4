"""How other wording of a clause is kept: an override of one block or of the whole text, or text of the partnership's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.document.problems import DocgenError
from docgen.document.redline import normal
from docgen.document.tree import Document, Section, Text
from docgen.exchange.fitting.entry_changes import Answer
from docgen.exchange.fitting.fitted_sources import Composed, fitted
from docgen.exchange.fitting.what_follows import proved
from docgen.formats.reading.as_read import as_read
from docgen.partnership.revision import OverrideModel
from docgen.partnership.revision import Section as Facts
from tests.exchange.answers import ANSWER, LIBRARY, base, in_section, p, read, typed_over

HALTON = "halton/2020"
LOCAL = Answer(ANSWER.author, ANSWER.day, ANSWER.owner, ANSWER.until, local=True)
REVIEW = "A person who is not satisfied with the answer may ask for a review."
SUMMARY = "what was learned from them and what changed."


def _fit(here: Composed, wanted: Document, answer: Answer = ANSWER) -> Composed:
    made = fitted(here, wanted, LIBRARY, answer)
    assert proved(made.document, wanted).left == ()
    return made


def _complaints(here: Composed) -> Facts:
    return here.partnership.revision.sections["complaints"]


def _override(here: Composed) -> OverrideModel:
    override = _complaints(here).override
    assert override
    return override


def test_words_of_a_block_with_an_anchor_override_that_block_alone() -> None:
    override = _override(_fit(base(HALTON), typed_over(read(HALTON), {REVIEW: REVIEW.replace("person", "family")})))
    assert override.text is None
    assert override.paragraphs == {
        "review": "A family who is not satisfied with the answer may ask for a review.\n"
        "The reviewer is {{ reviewer }}, whose decision ends the procedure.\nThe decision will say where else the person may turn.\n"
    }
    assert (override.reason, override.owner, str(override.until)) == ("Returned by NHS Halton on 1 May 2026", "Legal team", "2027-05")


def test_an_override_is_changed_in_its_place_and_says_who_changed_it() -> None:
    first = _fit(base(HALTON), typed_over(read(HALTON), {REVIEW: REVIEW.replace("person", "family")}))
    wanted = typed_over(normal(as_read(first.document)), {"A family who": "A child who", SUMMARY: "what was learned from them."})
    override = _override(_fit(first, wanted, Answer("Police", "2 June 2026", "Another", "2028")))
    assert sorted(override.paragraphs) == ["review", "summary"]
    assert override.paragraphs["review"].startswith("A child who is not satisfied")
    assert override.reason == "Returned by NHS Halton on 1 May 2026. Returned by Police on 2 June 2026"
    assert override.owner == "Legal team", "who owns an override is not changed by an edit"


def test_words_outside_the_blocks_with_anchors_make_it_an_override_of_the_whole_text() -> None:
    first = _fit(base(HALTON), typed_over(read(HALTON), {REVIEW: REVIEW.replace("person", "family")}))
    wanted = typed_over(normal(as_read(first.document)), {"Anyone who is dissatisfied": "Everybody who is dissatisfied"})
    override = _override(_fit(first, wanted))
    assert override.paragraphs == {}
    assert override.text
    assert override.text.startswith("Everybody who is dissatisfied")
    assert "A family who is not satisfied" in override.text
    assert "{{ reviewer }}" in override.text


def test_a_clause_becomes_text_of_the_partnership_where_that_is_preferred() -> None:
    facts = _complaints(_fit(base(HALTON), typed_over(read(HALTON), {REVIEW: REVIEW.replace("person", "family")}), LOCAL))
    assert (facts.clause, facts.with_, facts.override) == (None, {}, None)
    assert (facts.title, facts.reason) == ("Complaints", "Returned by NHS Halton on 1 May 2026")
    assert facts.text
    assert "A family who is not satisfied" in facts.text
    assert "acknowledge the complaint within 3 working days" in facts.text, "a text of its own has no parameters"


def test_a_document_that_is_wanted_as_it_is_changes_nothing() -> None:
    assert _fit(base(HALTON), read(HALTON)).text == base(HALTON).text


def test_a_section_that_only_this_revision_adds_is_taken_out_and_one_that_it_extends_is_removed_with_null() -> None:
    wanted = in_section(in_section(read(HALTON), "remote-meetings", lambda section: None), "voice", lambda section: None)
    text = _fit(base(HALTON), wanted).text
    assert "remote-meetings" not in text
    assert "      voice: null   # moved up from near the end" in text.split("\n")


def test_a_section_under_another_heading_keeps_its_clause_and_its_values() -> None:
    document = read(HALTON)
    moved = next(part for part in document.sections if part.id == "successor-bodies")
    there = in_section(in_section(document, "successor-bodies", lambda section: None), "key-partnerships", lambda s: replace(s, sections=(*s.sections, moved)))
    facts = _fit(base(HALTON), there).partnership.revision.sections["key-partnerships"].sections["successor-bodies"]
    assert facts.clause == "successor-bodies/continuity@1"
    assert facts.with_["notice"] == "3 months"


def test_words_with_marks_of_markdown_are_plain_words() -> None:
    hostile = "Pay *all* of {{ it }} to <b> & [you](#me), 1_000 #1 | or \\ none {% if x %}."
    made = _fit(base(HALTON), in_section(read(HALTON), "complaints", lambda section: replace(section, blocks=(*section.blocks, p(hostile)))))
    section = next(part for part in made.document.sections if part.id == "complaints")
    assert as_read(made.document).sections[-2].blocks[-1] == p(hostile)
    assert section.blocks


def test_a_clause_that_another_needs_stays() -> None:
    with pytest.raises(DocgenError) as caught:
        fitted(base(HALTON), in_section(read(HALTON), "funding", lambda section: None), LIBRARY, ANSWER)
    assert {problem.code for problem in caught.value.problems} == {"missing-clause"}


def test_a_new_section_among_the_headings_of_a_clause_becomes_one_of_them() -> None:
    name = "oxfordshire/draft-1"
    parent = next(section for section in _every(read(name)) if section.sections and section.sections[0].id.startswith(f"{section.id}-"))
    new = Section("new-1", (Text("A new heading"),), (p("With a text."),))
    wanted = in_section(read(name), parent.id, lambda section: replace(section, sections=(section.sections[0], new, *section.sections[1:])))
    made = fitted(base(name), wanted, LIBRARY, ANSWER)
    assert [section.title for section in _every(as_read(made.document))] == [section.title for section in _every(wanted)]
    assert proved(made.document, wanted).left == ()


def _every(document: Document) -> list[Section]:
    def below(sections: tuple[Section, ...]) -> list[Section]:
        return [found for section in sections for found in (section, *below(section.sections))]

    return below(document.sections)

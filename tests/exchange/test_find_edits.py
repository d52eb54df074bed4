"""What a partner changed, sorted: values, words, sections, looks, what a program typed, what is counted, what has no place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.composition.compose import composed
from docgen.document.tree import Document, Item, List, Section, Text
from docgen.exchange.edits.edit_words import edits_in_words
from docgen.exchange.edits.find_edits import found_edits
from docgen.exchange.fitting.fitted_sources import Composed
from docgen.formats.reading.as_read import as_read
from docgen.partnership.resolution import resolve
from tests.exchange.answers import LIBRARY, apply, found, halton_answer, in_section, one, p, read, section_signed, typed_over
from tests.partnership.test_housing_memorandum import memorandum

HALTON = "halton/2020"


def test_an_answer_with_many_edits_is_told_in_words(file_regression: FileRegressionFixture) -> None:
    edits = found(HALTON, halton_answer())
    file_regression.check("\n".join(edits_in_words(edits)) + "\n", encoding="utf-8", extension=".txt")
    ids = sorted(id for edit in edits.edits for id in edit.changes)
    assert ids == [change.id for change in edits.redline.changes], "every change is in one edit"


def test_the_own_file_takes_the_edits_and_nothing_else(file_regression: FileRegressionFixture) -> None:
    edits = found(HALTON, halton_answer())
    done = apply(HALTON, edits)
    assert done.proof.left == ()
    file_regression.check(done.revision.text, encoding="utf-8", extension=".yaml")


def test_a_document_that_came_back_unchanged_has_no_edits() -> None:
    assert found(HALTON, read(HALTON)).edits == ()


@pytest.mark.parametrize(
    ("old", "new", "path", "value"),
    [
        ("every 4 weeks", "every 5 weeks", "groups.csog.meets", "every 5 weeks"),
        ("at least three months before the change", "at least four months before the change", "sections.successor-bodies.with.notice", "4 months"),
        ("at least three months before the change", "at least 4 months before the change", "sections.successor-bodies.with.notice", "4 months"),
        ("acknowledge the complaint within three working days", "acknowledge the complaint within ten working days", "", ""),
    ],
)
def test_other_words_of_a_field_are_another_value(old: str, new: str, path: str, value: str) -> None:
    returned = typed_over(read(HALTON), {old: new})
    if not path:
        assert returned == read(HALTON), "the words are not in the document"
        return
    edit = one(found(HALTON, returned), "value")
    assert (".".join(edit.path), edit.value) == (path, value)
    assert edit.told == ("It will be printed as “four months”." if new == "at least 4 months before the change" else "")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("about four months", "“about four months” is no exact period: it says “about”."),
        ("a few months", "“a few months” is no period, such as 15 working days or 6 months."),
    ],
)
def test_words_that_are_no_value_stay_words_with_the_reason(new: str, why: str) -> None:
    edit = one(found(HALTON, typed_over(read(HALTON), {"at least three months before the change": f"at least {new} before the change"})), "wording")
    assert (edit.told, edit.clause) == (why, "successor-bodies/continuity@1")


def _counted(returned: Document) -> list[str]:
    return [edit.sort for edit in found(HALTON, returned).edits]


def test_what_a_program_types_by_itself_is_counted_and_never_applied() -> None:
    returned = typed_over(read(HALTON), {"children’s": "children's", "co-ordinat": "co\u2011ordinat", "the Unit ": "the\u00a0Unit "})
    assert set(_counted(returned)) == {"autocorrect"}


def test_a_renewed_number_of_a_reference_is_no_edit() -> None:
    assert set(_counted(typed_over(read(HALTON), {"section 9": "section 10"}))) == {"reference"}


def test_a_value_that_the_partner_left_elsewhere_is_told_with_the_place() -> None:
    document = read(HALTON)
    parties = ("Halton Unitary Council", *document.front.parties[1:])
    edit = one(found(HALTON, replace(document, front=replace(document.front, parties=parties))), "value")
    assert (edit.path, edit.value) == (("parties", "council", "name"), "Halton Unitary Council")
    assert edit.elsewhere, "the name shows in the text and the partner left it there"
    assert all("Halton Borough Council" in each.old and "Halton Unitary Council" in each.new for each in edit.elsewhere)


def test_a_fact_on_the_cover_is_taken_whole() -> None:
    document = read(HALTON)
    front = replace(
        document.front, title="Memorandum of Agreement", control=tuple(row for row in document.front.control if row[0] != "Nature of this document")
    )
    edits = found(HALTON, replace(document, front=front))
    assert [(edit.path, edit.value) for edit in edits.edits] == [(("title",), "Memorandum of Agreement"), (("control", "Nature of this document"), None)]
    assert apply(HALTON, edits).revision.document.front.title == "Memorandum of Agreement"


def test_taking_all_text_from_below_a_heading_is_told_and_not_applied() -> None:
    edits = found(HALTON, in_section(read(HALTON), "complaints", lambda section: replace(section, blocks=())))
    assert {edit.sort for edit in edits.edits} == {"unplaced"}
    assert "no heading without text" in edits.edits[0].told


def test_a_status_and_an_approval_on_the_cover_are_told_and_not_applied() -> None:
    document = read(HALTON)
    edits = found(HALTON, replace(document, front=replace(document.front, status="Final")))
    assert [edit.sort for edit in edits.edits] == ["unplaced"]
    assert edits.edits[0].told == "docgen works the status out from “status:” and the approvals."


def test_a_title_and_a_paragraph_are_edits_of_their_own() -> None:
    edits = found(HALTON, in_section(read(HALTON), "complaints", lambda s: replace(s, title=(Text("Concerns"),), blocks=(*s.blocks, p("More.")))))
    assert [(edit.id, edit.sort, edit.node) for edit in edits.edits] == [("complaints.1", "wording", "words"), ("complaints.2", "wording", "paragraph")]


def test_a_party_that_is_renamed_throughout_is_one_edit_and_who_signs_for_it_follows() -> None:
    document = read(HALTON)
    old, new = "Halton Borough Council (“the Council”)", "Halton Unitary Council (“the Council”)"
    named = typed_over(document, {old: new})
    named = replace(named, front=replace(named.front, parties=("Halton Unitary Council", *named.front.parties[1:])))
    assert [(edit.sort, edit.path, edit.value) for edit in found(HALTON, named).edits] == [("value", ("parties", "council", "name"), "Halton Unitary Council")]
    signed = in_section(named, "endorsement", lambda section: section_signed(section, "Halton Borough Council", "Halton Unitary Council"))
    edits = found(HALTON, signed)
    assert [edit.sort for edit in edits.edits] == ["value", "reference"]
    assert apply(HALTON, edits).proof.left == ()


def test_another_short_form_is_a_value_wherever_it_shows() -> None:
    edit = one(found(HALTON, typed_over(read(HALTON), {"“the Constabulary”": "“the Police”", "the Constabulary": "the Police"})), "value")
    assert (edit.path, edit.value, edit.elsewhere) == (("parties", "police", "short"), "the Police", ())


def test_the_caption_of_the_chart_is_its_title() -> None:
    edit = one(found(HALTON, typed_over(read(HALTON), {"HCYPSP reporting pathways and structure": "Reporting lines"})), "value")
    assert (edit.path, edit.value) == (("structure_title",), "Reporting lines")


def test_a_cell_and_an_item_that_a_loop_gives_are_values_of_the_file() -> None:
    partnership = memorandum()
    revision = resolve(partnership, LIBRARY)
    here = Composed(partnership, "extends: '1'\n", revision, composed(revision))
    words = {"Localism Act 2011": "Localism Act 2012", "let 40 homes": "let 50 homes", "Head of Housing": "Head of Homes"}
    edits = found_edits(here, typed_over(as_read(here.document), words), LIBRARY).edits
    assert {(edit.path, str(edit.value)[:12]) for edit in edits} == {
        (("sections", "legal-basis", "with", "provisions", "1", "enactment"), "Localism Act"),
        (("sections", "purpose", "sections", "aims", "with", "objectives", "0"), "let 50 homes"),
        (("parties", "district", "delegate"), "Head of Home"),
        (("groups", "panel", "chair"), "Head of Home"),
    }


def test_another_item_beside_a_renewed_reference_keeps_the_reference() -> None:
    def longer(section: Section) -> Section:
        return replace(section, blocks=tuple(replace(b, items=(*b.items, Item((p("premises"),)))) if isinstance(b, List) else b for b in section.blocks))

    edits = found(HALTON, typed_over(in_section(read(HALTON), "scope", longer), {"section 9": "section 10"}))
    assert {edit.sort for edit in edits.edits} == {"value", "reference"}
    edit = one(edits, "value")
    assert edit.value[-1] == "premises"
    assert "complaints ([](#complaints))" in edit.value

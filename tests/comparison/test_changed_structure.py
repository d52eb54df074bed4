"""Headings that come, go, change level or kind mark themselves alone: the text below them has not moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.comparison.change_findings import findings
from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import change_in_words, words_by_section
from docgen.document.headings import in_reading_order, nested
from docgen.document.redline import Moved, accepted, marks, normal, rejected
from docgen.document.tree import Document, Section
from tests import pair
from tests.comparison.test_diff import kinds, laws
from tests.revisions import REVISIONS, document
from tests.structure import CASES, LINES, Case, documents, restructured, section, whole


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_a_heading_that_changes_marks_no_word_below_it(case: Case, back: bool) -> None:
    old, new = documents(case)[:: -1 if back else 1]
    redline = laws(old, new)
    assert tuple(map(change_in_words, redline.changes)) == (case.back if back else case.there)
    assert not any(type(mark) is Moved for mark in marks(redline.document.sections))
    came, went = map(sum, zip(*words_by_section(redline).values(), strict=True))
    assert (came, went) == ((0, case.words) if back else (case.words, 0))


def test_a_section_cut_in_three_keeps_its_text() -> None:
    parts = (section("x", "Aims", *LINES[:3]), section("y", "Goals", *LINES[3:6]), section("z", "Ends", *LINES[6:]))
    redline = laws(pair.document("headings", whole(*LINES)), pair.document("headings", *parts))
    assert [change_in_words(change) for change in redline.changes] == ["“Scope” → “Aims”", "heading added: “Goals”", "heading added: “Ends”"]


def test_an_edit_below_a_new_heading_is_marked_by_itself() -> None:
    edited = pair.p(LINES[5].inlines[0].text.replace(" ", " new ", 1))  # type: ignore[union-attr]
    redline = laws(pair.document("headings", whole(*LINES)), pair.document("headings", whole(*LINES[:4]), section("t", "Terms", LINES[4], edited, *LINES[6:])))
    assert kinds(redline) == [("inserted", "heading"), ("inserted", "words")]


def test_a_section_that_moves_to_another_level_is_a_move_and_a_change_of_level() -> None:
    names, aims, money = section("a", "Names", LINES[0]), section("b", "Aims", *LINES[1:3]), section("c", "Money", LINES[4])
    redline = laws(pair.document("headings", names, aims, money), pair.document("headings", names, section("c", "Money", LINES[4], sections=(aims,))))
    assert kinds(redline) == [("moved", "section"), ("altered", "section lowered a level")]


def test_a_paragraph_that_passes_the_heading_of_the_next_section_has_moved() -> None:
    one, two = LINES[:3], LINES[4:6]
    old = pair.document("headings", section("a", "Names", *one), section("b", "Aims", *two))
    new = pair.document("headings", section("a", "Names", *one[:2]), section("b", "Aims", one[2], *two))
    assert kinds(laws(old, new)) == [("moved", "paragraph")]


def test_what_two_sections_say_alike_does_not_stay_when_one_replaces_the_other() -> None:
    form = [pair.p("The board reviews this part of the agreement once in every year, and reports to all of the partners.")]
    gone, come = section("x", "Training", *form, *LINES[:3]), section("y", "Premises", *form, *LINES[4:7])
    kept = section("a", "Names", *form, LINES[7])
    assert kinds(laws(pair.document("headings", kept, gone), pair.document("headings", kept, come))) == [("deleted", "section"), ("inserted", "section")]


@given(name=st.sampled_from(REVISIONS), seed=st.integers(0, 10**6), count=st.integers(1, 6), start=st.integers(0, 10**6))
def test_both_texts_come_back_after_any_change_of_structure(name: str, seed: int, count: int, start: int) -> None:
    old = restructured(document(name), start, start % 4)
    laws(old, restructured(old, seed, count))


def any_ids(source: Document, prefix: str) -> Document:
    """The document with other ids, so that sections match by their words alone."""
    count = iter(range(10_000))

    def renamed(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(Section(f"{prefix}{next(count)}", each.title, each.blocks, renamed(each.sections), each.appendix, number=each.number) for each in sections)

    return Document(source.id, source.language, source.scheme, source.style, source.front, renamed(source.sections))


@given(name=st.sampled_from(REVISIONS), seed=st.integers(0, 10**6), count=st.integers(1, 6))
def test_both_texts_come_back_without_ids_in_common(name: str, seed: int, count: int) -> None:
    old = normal(any_ids(document(name), "a"))
    new = normal(any_ids(restructured(old, seed, count), "b"))
    redline = diff(old, new)
    assert accepted(redline) == new
    assert rejected(redline) == old


@given(name=st.sampled_from(REVISIONS), seed=st.integers(0, 10**6), count=st.integers(0, 6))
def test_reading_order_and_levels_give_the_sections_back(name: str, seed: int, count: int) -> None:
    sections = restructured(document(name), seed, count).sections
    assert nested(in_reading_order(sections)) == sections


def test_an_appendix_made_a_section_is_a_change_of_layout() -> None:
    first, last = section("a", "Names", LINES[0]), section("b", "Aims", *LINES[1:3])
    appendix = replace(last, appendix=True)
    for old, new, told in ((appendix, last, "appendix made a section: “Aims”"), (last, appendix, "section made an appendix: “Aims”")):
        redline = laws(pair.document("headings", first, old), pair.document("headings", first, new))
        change = redline.changes[-1]
        assert (change_in_words(change), findings(change)) == (told, ("layout",))

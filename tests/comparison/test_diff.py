"""The laws of redlines, on hostile trees, on real revisions and on random edits of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from docgen.comparison.diff import diff
from docgen.document.redline import Altered, Cut, Deleted, Inserted, Moved, Redline, Restyled, accepted, accepted_nodes, marks, normal, rejected
from docgen.document.tree import Cell, ChartNode, Document, Figure, Item, List, Paragraph, Row, Section, Strong, Table, Term, Text
from tests.edits import edited
from tests.revisions import REVISIONS
from tests.revisions import document as composed
from tests.samples import documents
from tests.wording import words_of, words_shown

PAIRS = (("halton/2019", "halton/2020"), ("hartlepool-stockton/2019", "hartlepool-stockton/2019-09"))
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


def laws(old: Document, new: Document) -> Redline:
    """The redline, after checking every law that holds for any two documents."""
    redline = diff(old, new)
    assert accepted(redline) == normal(new)
    assert rejected(redline) == normal(old)
    assert words_shown(redline, new=True) == words_of(new)
    assert words_shown(redline, new=False) == words_of(old)
    ids = [mark.change for mark in marks(redline.document.sections) if mark.change]
    assert set(ids) <= {change.id for change in redline.changes}
    moved = [mark for mark in marks(redline.document.sections) if type(mark) is Moved]
    assert {mark.move for mark in moved if mark.end == "from"} == {mark.move for mark in moved if mark.end == "to"}
    assert [change.id for change in redline.changes] == list(range(1, len(redline.changes) + 1))
    return redline


@SLOW
@given(documents(), documents())
def test_accepting_gives_the_new_document_and_rejecting_the_old_one(old: Document, new: Document) -> None:
    laws(old, new)


@SLOW
@given(documents())
def test_no_change_makes_no_mark(document: Document) -> None:
    redline = diff(document, document)
    assert not redline.changes and not list(marks(redline.document.sections))
    assert redline.document == normal(document)


@pytest.mark.parametrize("name", REVISIONS)
def test_every_composed_document_is_in_normal_form(name: str) -> None:
    assert normal(composed(name)) == composed(name)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_laws_hold_between_real_revisions_both_ways(old: str, new: str) -> None:
    forth, back = laws(composed(old), composed(new)), laws(composed(new), composed(old))
    assert abs(_marked(forth) - _marked(back)) <= 0.01 * sum(1 for _ in words_of(composed(new)))


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_redline_is_the_same_each_time(old: str, new: str) -> None:
    assert repr(diff(composed(old), composed(new))) == repr(diff(composed(old), composed(new)))


@SLOW
@example("hartlepool-stockton/2019-09", 192464, 9)  # a paragraph is split, and another inserted between its parts
@given(st.sampled_from(REVISIONS), st.integers(0, 10**6), st.integers(1, 12))
def test_random_edits_are_marked_with_few_words_and_nothing_is_hidden(name: str, seed: int, count: int) -> None:
    old = composed(name)
    made = edited(old, seed, count)
    redline = laws(old, made.document)
    assert _moved(redline) <= sum(len(words_of(s)) for s in old.sections if s.id in made.moved) + 13 * count
    assert _marked(redline) <= 1.2 * made.words + 4 * count


def _marked(redline: Redline) -> int:
    """How many words are in marks of insertion or deletion, except those that merely moved."""
    return sum(len(words_of(nodes)) for mark in _outermost(redline.document.sections) for nodes in [mark.nodes])


def _moved(redline: Redline) -> int:
    """How many words moved. When two sections change places, the shorter one is shown as moved."""
    return sum(len(words_of(accepted_nodes(mark.nodes))) for mark in marks(redline.document.sections) if type(mark) is Moved and mark.end == "to")


def _outermost(nodes: Any) -> Iterator[Any]:
    for mark in marks(nodes):
        if type(mark) in (Inserted, Deleted) and not any(type(m) is Moved for m in marks(mark.nodes)):
            yield mark


# ---- what each kind of change is shown as ----


def document(*sections: Section) -> Document:
    return replace(composed("herefordshire/undated"), sections=sections)


def section(id: str, *blocks: Any, title: str = "") -> Section:
    return Section(id, (Text(title or id.title()),), tuple(p(b) if isinstance(b, str) else b for b in blocks))


def p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def items(*texts: str) -> List:
    return List(False, tuple(Item((p(text),)) for text in texts))


LONG = "The partners will meet every quarter to review how the arrangements work. They will publish what they decide within ten working days."


def kinds(redline: Redline) -> list[tuple[str, str]]:
    return [(change.kind, change.node) for change in redline.changes]


def test_a_section_that_moved_and_changed_is_one_move_and_one_replacement() -> None:
    aims, funding, review = section("aims", LONG), section("funding", "Each partner will pay 12% of the cost of the board."), section("review", LONG[::-1])
    dearer = section("funding", "Each partner will pay 18% of the cost of the board.")
    redline = laws(document(aims, funding, review), document(aims, review, dearer))
    assert kinds(redline) == [("moved", "section"), ("replaced", "words")]
    assert (redline.changes[1].old, redline.changes[1].new) == ("12%", "18%")


def test_a_paragraph_that_was_split_loses_a_space_and_gains_a_cut() -> None:
    head, _, tail = LONG.partition(" They")
    redline = laws(document(section("aims", LONG)), document(section("aims", head, "They" + tail)))
    found = list(marks(redline.document.sections))
    assert [type(mark) for mark in found] == [Deleted, Inserted] and found[1].nodes == (Cut(),)
    assert kinds(redline) == [("altered", "split paragraph")]


def test_paragraphs_that_were_joined_gain_a_space_and_lose_a_cut() -> None:
    head, _, tail = LONG.partition(" They")
    redline = laws(document(section("aims", head, "They" + tail)), document(section("aims", LONG)))
    assert [mark.nodes for mark in marks(redline.document.sections) if type(mark) is Deleted] == [(Cut(),)]


def test_an_item_that_was_split_is_cut() -> None:
    head, _, tail = LONG.partition(" They")
    redline = laws(document(section("aims", items(LONG, "End"))), document(section("aims", items(head, "They" + tail, "End"))))
    assert [mark.nodes for mark in marks(redline.document.sections) if type(mark) is Inserted] == [(Cut("item"),)]


def test_items_that_changed_places_moved() -> None:
    one, two, three = "the annual budget of the board and its staff", "the training of everyone who works with children", "what the board publishes every year"
    redline = laws(document(section("aims", items(one, two, three))), document(section("aims", items(two, three, one))))
    assert kinds(redline) == [("moved", "item")]


def test_a_list_that_lost_most_of_its_items_keeps_the_others_in_their_place() -> None:
    kept = "the annual budget of the board and its staff", "the training of everyone who works with children"
    gone = [f"{name} of which each of the {many} partners keeps one copy for {many} years" for name, many in zip("ABCDEFGHIJ", range(11, 21), strict=True)]
    long, short = items(*gone[:4], kept[0], *gone[4:], kept[1]), items(*kept)
    there, back = (
        laws(document(section("a", LONG, long)), document(section("a", LONG, short))),
        laws(document(section("a", LONG, short)), document(section("a", LONG, long))),
    )
    assert kinds(there) == [("deleted", "item")] * 10
    assert kinds(back) == [("inserted", "item")] * 10


def test_lists_that_share_a_few_small_words_are_two_lists() -> None:
    long = items(*(f"{name} of which each of the {many} partners keeps one copy" for name, many in zip("ABCDEFGHIJ", range(11, 21), strict=True)))
    redline = laws(document(section("a", LONG, long)), document(section("a", LONG, items("the chair of the board", "one clerk"))))
    assert kinds(redline) == [("deleted", "list"), ("inserted", "list")]


def test_a_paragraph_that_went_to_another_section_moved() -> None:
    redline = laws(
        document(section("aims", "First.", LONG), section("funding", "Second.")), document(section("aims", "First."), section("funding", "Second.", LONG))
    )
    assert kinds(redline) == [("moved", "paragraph")]


def _table(*rows: tuple[str, ...]) -> Table:
    made = [Row(tuple(_cell(text) for text in row)) for row in rows]
    return Table(made[0], tuple(made[1:]), tuple("left" for _ in rows[0]))


def _cell(text: str) -> Cell:
    return Cell((Text(text),))


def test_rows_and_columns_of_tables_come_and_go_alone() -> None:
    before = _table(("Partner", "Share"), ("Council", "12%"), ("Police", "8%"), ("Trust", "5%"))
    row = laws(document(section("a", before)), document(section("a", _table(("Partner", "Share"), ("Council", "12%"), ("Trust", "6%")))))
    assert kinds(row) == [("deleted", "row"), ("replaced", "words")]
    wide = _table(("Partner", "Post", "Share"), ("Council", "Chief", "12%"), ("Police", "Chief", "8%"), ("Trust", "Chief", "5%"))
    column = laws(document(section("a", before)), document(section("a", wide)))
    assert {change.node for change in column.changes} == {"cell", "table"}


def test_words_in_other_looks_are_restyled_and_not_rewritten() -> None:
    loud = Paragraph((Text("The board "), Strong((Text("must"),)), Text(" meet every month.")))
    redline = laws(document(section("a", "The board must meet every month.")), document(section("a", loud)))
    assert [type(mark) for mark in marks(redline.document.sections)] == [Restyled]
    assert kinds(redline) == [("restyled", "words")]


def test_an_edit_inside_a_paragraph_is_never_hidden_in_a_move() -> None:
    old = document(section("a", LONG, "Second paragraph of some words, which stays."), section("b", "Third."))
    new = document(section("a", LONG.replace("quarter", "month"), "Second paragraph of some words, which stays."), section("b", "Third."))
    assert kinds(laws(old, new)) == [("replaced", "words")]


def test_a_section_under_a_new_id_is_found_by_what_it_says() -> None:
    redline = laws(document(section("money", LONG, title="Money")), document(section("funding", LONG, title="Funding")))
    assert type(next(marks(redline.document.sections))) is Altered
    assert ("replaced", "words") in kinds(redline) and not any(change.node == "section" and change.kind != "altered" for change in redline.changes)


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("It ends on 30 September 2019 at noon.", "It ends on 30 September 2020 at noon.", "30 September 2019", "30 September 2020"),
        ("They pay £68,500 each.", "They pay £70,000 each.", "£68,500", "£70,000"),
        ("for 2018/19 only", "for 2019/20 only", "2018/19", "2019/20"),
        ("They will meet.", "They must meet.", "will", "must"),
        ("They should not meet.", "They should meet.", "not", ""),
    ],
)
def test_numbers_dates_and_duties_stand_alone_and_are_never_cut(old: str, new: str, gone: str, come: str) -> None:
    (change,) = laws(document(section("a", old)), document(section("a", new))).changes
    assert (change.old.strip(), change.new.strip()) == (gone, come)


def test_walking_real_redlines_meets_every_kind_of_mark() -> None:
    found = {type(mark) for old, new in PAIRS for mark in marks(diff(composed(old), composed(new)).document.sections)}
    assert {Inserted, Deleted, Moved, Altered} <= found


def test_a_name_is_never_cut_by_words_that_went_from_within_it() -> None:
    name = Term("terms.board", "Joint Board", "", "name")
    old = document(section("aims", "The Joint and Several Executive Board meets in every quarter."))
    new = document(section("aims", Paragraph((Text("The "), name, Text(" meets in every quarter.")))))
    assert accepted(laws(old, new)) == normal(new)
    laws(new, old)


def test_a_name_is_never_cut_by_other_spaces_within_it() -> None:
    name = Term("terms.board", "Health/Care Board", "", "name")
    old = document(section("aims", "The Health / Care Board meets in every quarter."))
    new = document(section("aims", Paragraph((Text("The "), name, Text(" meets in every quarter.")))))
    laws(old, new)
    laws(new, old)


def test_a_figure_with_another_id_has_neither_moved_nor_changed() -> None:
    chart = Figure("structure", (Text("How the bodies report"),), "The panel reports to the board.", (ChartNode("board", "Board", ()),))
    redline = laws(document(section("aims", LONG, chart, LONG[::-1])), document(section("aims", LONG, replace(chart, id="figure-1"), LONG[::-1])))
    assert not kinds(redline)

"""A paragraph made a list item, or a list item made a paragraph, is a change of kind in which no word is marked; what cuts a list in two is marked alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.comparison.change_findings import findings, findings_of, is_of_substance
from docgen.comparison.redline_summary import change_in_words, words_by_section
from docgen.document.change_of_kind import ListItem, regrouped
from docgen.document.redline import Altered, Deleted, Inserted, Redline, marks
from docgen.document.tree import Document, Item, List, Paragraph, Quote, Row, Table
from tests.comparison.test_diff import SLOW, document, kinds, laws, p, section
from tests.edits import edited
from tests.kinds import AFTER, APART, BEFORE, LINES, TOGETHER, documents, joined, listed, of
from tests.revisions import document as composed

TO_ITEM, TO_PARAGRAPH = ("altered", "paragraph made a list item"), ("altered", "list item made a paragraph")


def redline(old: tuple[Any, ...], new: tuple[Any, ...]) -> Redline:
    return laws(document(section("aims", *old)), document(section("aims", *new)))


def alone(found: Redline) -> list[Any]:
    """The marks of the redline, which must all be of a change of a node's own properties: no word is in any."""
    made = list(marks(found.document.sections))
    assert all(type(mark) is Altered for mark in made)
    return made


ordered = pytest.mark.parametrize("ordered", [False, True])
A, B, C, D, E = LINES[:5]


@ordered
def test_a_paragraph_between_two_is_made_an_item_and_back(ordered: bool) -> None:
    paragraphs, with_item = (A, B, C), (A, listed(ordered, B), C)
    (mark,) = alone(forth := redline(paragraphs, with_item))
    assert (type(mark.node), type(mark.was)) == (Item, Paragraph) and kinds(forth) == [TO_ITEM]
    (mark,) = alone(back := redline(with_item, paragraphs))
    assert (type(mark.node), mark.was) == (Paragraph, ListItem(ordered)) and kinds(back) == [TO_PARAGRAPH]


@ordered
def test_neighbouring_paragraphs_are_made_one_list_and_back(ordered: bool) -> None:
    paragraphs, with_list = (A, B, C, D, E), (A, listed(ordered, B, C, D), E)
    assert kinds(redline(paragraphs, with_list)) == 3 * [TO_ITEM]
    assert kinds(redline(with_list, paragraphs)) == 3 * [TO_PARAGRAPH]
    assert kinds(redline((listed(ordered, *LINES),), LINES)) == len(LINES) * [TO_PARAGRAPH]


@ordered
def test_a_paragraph_after_or_before_a_list_joins_it_and_leaves_it(ordered: bool) -> None:
    whole = (listed(ordered, A, B, C), D)
    for apart in ((listed(ordered, A, B), C, D), (A, listed(ordered, B, C), D)):
        assert len(alone(forth := redline(apart, whole))) == 1 and kinds(forth) == [TO_ITEM]
        assert len(alone(back := redline(whole, apart))) == 1 and kinds(back) == [TO_PARAGRAPH]


@ordered
def test_an_item_in_the_middle_that_is_made_a_paragraph_cuts_the_list_in_two(ordered: bool) -> None:
    whole, cut = (listed(ordered, A, B, C, D, E),), (listed(ordered, A, B), C, listed(ordered, D, E))
    assert len(alone(forth := redline(whole, cut))) == 1 and kinds(forth) == [TO_PARAGRAPH]
    assert len(alone(back := redline(cut, whole))) == 1 and kinds(back) == [TO_ITEM]
    assert len(alone(redline((Quote(whole),), (Quote(tuple(p(block) if isinstance(block, str) else block for block in cut)),)))) == 1


@ordered
def test_a_word_that_changes_with_the_kind_is_marked_alone(ordered: bool) -> None:
    other = B.replace("review", "discuss")
    made_item = ((A, B, C), (A, listed(ordered, other), C), TO_ITEM)
    made_paragraph = ((listed(ordered, A, B, C),), (listed(ordered, A), other, listed(ordered, C)), TO_PARAGRAPH)
    for old, new, kind in (made_item, made_paragraph):
        found = redline(old, new)
        assert kinds(found) == [("replaced", "words"), kind]
        assert [mark.nodes[0].text for mark in marks(found.document.sections) if type(mark) in (Deleted, Inserted)] == ["review", "discuss"]


@ordered
def test_a_list_that_was_bulleted_and_is_numbered_is_one_change(ordered: bool) -> None:
    assert kinds(redline((A, listed(ordered, B, C), D), (A, listed(not ordered, B, C), D))) == [("altered", "list")]
    assert kinds(redline((A, listed(ordered, B, C), D), (A, listed(not ordered, B, C, D)))) == [TO_ITEM, ("altered", "list")]


def test_lists_of_two_kinds_that_become_one_keep_what_each_was() -> None:
    old = (listed(False, A, B), listed(True, C, D), E)
    assert kinds(redline(old, (listed(False, A, B, C, D, E),))) == [TO_ITEM, ("altered", "list")]


def test_a_paragraph_that_goes_from_between_two_lists_is_deleted_and_the_lists_are_one() -> None:
    old = (listed(True, A, B), C, listed(True, D), E)
    assert kinds(redline(old, (listed(True, A, B, D, E),))) == [("deleted", "paragraph"), TO_ITEM]


def test_a_paragraph_and_an_item_that_are_not_alike_are_removed_and_added() -> None:
    other = "Nobody may speak for the board in public before its chair has agreed."
    assert kinds(redline((A, B, C), (A, listed(False, other), C))) == [("deleted", "paragraph"), ("inserted", "list")]


def test_an_item_of_several_blocks_keeps_its_kind() -> None:
    nested = List(False, (Item((p(A), List(False, (Item((p(B),)),)))),))
    assert TO_PARAGRAPH not in kinds(redline((nested, C), (A, B, C)))


def service(*blocks: Any) -> List:
    return List(True, (Item((p("Service"), *joined(*blocks))),))


@ordered
def test_paragraphs_below_the_first_of_an_item_are_made_a_list_and_back(ordered: bool) -> None:
    assert kinds(redline((service(A, B, C), D), (service(listed(ordered, A, B, C)), D))) == 3 * [TO_ITEM]
    assert kinds(redline((service(listed(ordered, A, B, C)), D), (service(A, B, C), D))) == 3 * [TO_PARAGRAPH]


def test_the_first_paragraph_of_an_item_keeps_its_kind() -> None:
    old, new = List(True, (Item((p(A), p(B))),)), List(True, (Item((listed(False, A), p(B))),))
    assert TO_ITEM not in kinds(redline((old, C), (new, C)))


def test_what_is_equal_far_from_the_list_is_not_compared_again() -> None:
    table = Table(Row(()), (), ())
    assert kinds(redline((A, table, listed(True, B), table, C, D), (A, table, listed(True, B), table, listed(True, C), D))) == [TO_ITEM]


def test_a_change_of_kind_is_told_by_its_words_and_is_of_no_substance() -> None:
    found = redline((A, B, C), (A, listed(True, B), C))
    (change,) = found.changes
    assert change_in_words(change) == f"paragraph made a list item: “{B}”"
    assert findings_of(found)[change.id] == findings(change) == ("layout",) and not is_of_substance(change, findings(change))
    assert list(words_by_section(found).values()) == [(0, 0)]


@SLOW
@given(documents(), documents())
def test_the_laws_hold_whatever_kind_each_line_was_and_is(old: Document, new: Document) -> None:
    laws(old, new)


@SLOW
@given(st.lists(st.sampled_from([None, False, True]), min_size=len(LINES), max_size=len(LINES)))
def test_where_all_lines_stay_in_order_no_word_is_marked(kinds_of_lines: list[bool | None]) -> None:
    def blocks(kinds_of: list[bool | None]) -> tuple[Any, ...]:
        return tuple(line if kind is None else listed(kind, line) for line, kind in zip(LINES, kinds_of, strict=True))

    paragraphs = document(section("aims", *LINES))
    other = document(section("aims", *joined(*blocks(kinds_of_lines))))
    for old, new in ((paragraphs, other), (other, paragraphs)):
        found = laws(old, new)
        assert len(alone(found)) == sum(kind is not None for kind in kinds_of_lines) == len(found.changes)


@ordered
def test_a_paragraph_that_comes_or_goes_between_two_lists_is_marked_alone(ordered: bool) -> None:
    apart, together = (listed(ordered, A, B), C, listed(ordered, D, E)), (listed(ordered, A, B, D, E),)
    assert kinds(redline(apart, together)) == [("deleted", "paragraph")]
    assert kinds(redline(together, apart)) == [("inserted", "paragraph")]
    assert kinds(redline((Quote(joined(*apart)),), (Quote(together),))) == [("deleted", "paragraph")]


def test_lists_of_two_kinds_that_become_one_without_the_paragraph_between_them_do_not_move() -> None:
    apart, together = (listed(False, A, B), C, listed(True, D, E)), (listed(False, A, B, D, E),)
    assert kinds(redline(apart, together)) == [("deleted", "paragraph"), ("altered", "list")]
    assert kinds(redline(together, apart)) == [("inserted", "paragraph"), ("altered", "list")]


def test_an_item_that_changed_beside_what_cuts_its_list_is_compared_in_its_place() -> None:
    other = D.replace("unless", "if")
    assert kinds(redline((listed(True, A, B), C, listed(True, D, E)), (listed(True, A, B, other, E),))) == [("deleted", "paragraph"), ("replaced", "words")]


def test_an_item_that_changed_places_with_another_when_its_list_was_cut_has_moved() -> None:
    found = redline((listed(True, A, B, D, E),), (listed(True, A, E), C, listed(True, B, D)))
    assert kinds(found) == [("moved", "item"), ("inserted", "paragraph")]


@SLOW
@given(st.dictionaries(st.integers(1, len(LINES) - 1), st.booleans()), st.booleans())
def test_whatever_cuts_a_list_is_marked_alone(cuts: dict[int, bool], ordered: bool) -> None:
    blocks: list[Any] = []
    for at, line in enumerate(LINES):
        if at in cuts:
            blocks.append(Table(Row(()), (), ()) if cuts[at] else line[::-1])
        blocks.append(listed(ordered, line))
    apart, together = joined(*blocks), (listed(ordered, *LINES),)
    names = ["table" if cuts[at] else "paragraph" for at in sorted(cuts)]
    assert kinds(redline(together, apart)) == [("inserted", name) for name in names]
    assert kinds(redline(apart, together)) == [("deleted", name) for name in names]


def test_a_paragraph_between_two_lists_of_a_real_revision_goes_alone() -> None:
    old = composed("hartlepool-stockton/2019")
    assert kinds(laws(old, edited(old, 14611, 2).document)) == [("replaced", "words"), ("deleted", "paragraph")]


def test_the_samples_hold_each_case() -> None:
    assert kinds(laws(APART, TOGETHER)) == [("deleted", "paragraph"), ("deleted", "table")]
    assert {TO_ITEM, TO_PARAGRAPH} <= set(kinds(laws(BEFORE, AFTER)))


def test_a_list_with_marked_items_is_not_cut_at_them() -> None:
    item = Item((p("One."),))
    marked: Any = List(False, (Deleted((item,)), item, Inserted((item,))))  # type: ignore[arg-type]
    assert regrouped((marked,)) == (marked,)


def test_an_item_around_a_paragraph_that_moved_there_says_nothing_new() -> None:
    old, new = of(LINES[0], *LINES[3:7], listed(False, LINES[7])), of(*LINES[3:7], listed(False, LINES[0], LINES[7]))
    for before, after in ((old, new), (new, old)):
        redline = laws(before, after)
        assert {change.node: findings(change) for change in redline.changes} == {"item": ("layout",), "paragraph": ("order",)}
        assert sum(map(sum, words_by_section(redline).values())) == 0


@pytest.mark.parametrize("ordered", [False, True], ids=["bullets", "numbers"])
def test_items_in_the_opposite_order_move_within_their_list(ordered: bool) -> None:
    assert kinds(laws(of(listed(ordered, *LINES[:4])), of(listed(ordered, *LINES[3::-1])))) == [("moved", "item")] * 3


def test_bullets_made_numbers_are_layout_whatever_the_items_say() -> None:
    texts = "The clerk pays £50 within five days.", "Each partner must tell the board in June."
    redline = laws(of(listed(False, *texts)), of(listed(True, *texts)))
    assert [(change.node, findings(change)) for change in redline.changes] == [("list", ("layout",))]

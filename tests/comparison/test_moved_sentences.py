"""A sentence that went to another place is one move; a half, a form of words, or one that changed on the way is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.comparison.change_findings import findings_of
from docgen.comparison.diff import diff
from docgen.comparison.moved_sentences import with_moved_sentences
from docgen.comparison.redline_summary import change_in_words
from docgen.document.redline import Deleted, Inserted, Moved, Redline, marks
from docgen.document.tree import Document, Field, Item, List, Note, Paragraph, Reference, Strong, Term, Text
from tests.comparison.test_diff import _table, document, items, kinds, laws, p, section

SENTENCES = (
    "The chair of the board writes to every partner once a year about money.",
    "Meetings are held in public, and papers are published a week before them.",
    "Each partner names one officer, who answers for what is done in its name.",
    "Records are kept for six years, and are then destroyed by the clerk.",
    "A dispute goes first to the two chief officers, and only then to a mediator.",
    "No partner may speak to the press for another without written leave.",
    "Staff who move between employers keep their pensions and their holidays.",
    "Premises stay with whoever owned them when this memorandum was signed.",
    "Training is offered to everybody in contact with children or with carers.",
    "The insurance of volunteers is arranged by whichever body invited them.",
)
S, A, B, C, D, E = SENTENCES[:6]
EIGHT = [f"{first} Note {n} says so, word for word." for n, first in enumerate(SENTENCES[:8])]
"""Eight paragraphs of twenty words."""
MOVED = "Whoever leaves the arrangement gives notice of twelve months and pays what fell due before the last day of it."


def of(*paragraphs: Any) -> Document:
    return document(section("aims", *paragraphs))


def marked(redline: Redline) -> int:
    """How many words are marked as inserted or deleted."""
    return sum(len(str(mark.nodes).split()) for mark in marks(redline.document.sections) if type(mark) in (Inserted, Deleted))


def moves(redline: Redline) -> list[str]:
    return [change.new for change in redline.changes if change.kind == "moved"]


@pytest.mark.parametrize("source", [0, 3])
@pytest.mark.parametrize("target", [1, 7])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_one_sentence_moved_into_another_paragraph_is_one_change_and_no_word_is_marked(source: int, target: int, place: str) -> None:
    def with_sentence(text: str) -> str:
        first, _, rest = text.partition(". ")
        return {"first": f"{MOVED} {text}", "middle": f"{first}. {MOVED} {rest}", "last": f"{text} {MOVED}"}[place]

    old, new = ([with_sentence(text) if at == one else text for at, text in enumerate(EIGHT)] for one in (source, target))
    for before, after in ((old, new), (new, old)):
        redline = laws(of(*before), of(*after))
        assert (kinds(redline), marked(redline), moves(redline)) == ([("moved", "sentence")], 0, [MOVED])
        assert redline.changes[0].old == MOVED


def test_a_moved_sentence_is_told_as_order() -> None:
    redline = laws(of(f"{A} {S}", B), of(A, f"{B} {S}"))
    assert findings_of(redline) == {1: ("order",)}
    assert change_in_words(redline.changes[0]) == f"sentence moved: “{S}”"


def test_the_change_is_told_in_the_section_where_the_sentence_is_now() -> None:
    redline = laws(document(section("aims", f"{A} {S}"), section("funding", B)), document(section("aims", A), section("funding", f"{B} {S}")))
    assert [change.section for change in redline.changes] == ["funding"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((f"{A} {S}", items(B, C)), (A, items(B, f"{C} {S}"))),
        ((items(f"{S} {B}", C), A), (items(B, C), f"{A} {S}")),
        ((f"{A} {S}", _table(("What", "Who"), (B, "Clerk"))), (A, _table(("What", "Who"), (f"{B} {S}", "Clerk")))),
        ((_table(("What", "Who"), (B, f"Clerk. {S}")), A), (_table(("What", "Who"), (B, "Clerk.")), f"{S} {A}")),
    ],
    ids=["into an item", "out of an item", "into a cell", "out of a cell"],
)
def test_a_sentence_moves_between_paragraphs_items_and_cells(old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
    redline = laws(of(*old), of(*new))
    assert (kinds(redline), marked(redline), moves(redline)) == ([("moved", "sentence")], 0, [S])


def test_neighbours_that_moved_together_are_one_move() -> None:
    redline = laws(of(f"{A} {S} {D}", B), of(A, f"{S} {D} {B}"))
    assert (kinds(redline), moves(redline)) == ([("moved", "2 sentences")], [f"{S} {D}"])


def test_a_short_sentence_moves_with_its_neighbour_but_not_by_itself() -> None:
    assert moves(laws(of(f"{A} {S} So be it.", B), of(A, f"{B} {S} So be it."))) == [f"{S} So be it."]
    assert not moves(laws(of(f"{A} So be it.", B), of(A, f"{B} So be it.")))


def test_sentences_that_went_to_two_places_are_two_moves_in_the_order_of_the_new_document() -> None:
    redline = laws(of(A, f"{B} {S} {D}", C), of(f"{A} {D}", B, f"{C} {S}"))
    assert kinds(redline) == [("moved", "sentence")] * 2
    ends = [(mark.end, mark.move, mark.nodes[0].text.strip()) for mark in marks(redline.document.sections) if type(mark) is Moved]
    assert ends == [("to", 1, D), ("from", 2, S), ("from", 1, D), ("to", 2, S)]


def test_the_moves_of_sentences_are_numbered_with_those_of_sections_and_paragraphs() -> None:
    other = [section(f"s{n}", text, title=f"Part {n}") for n, text in enumerate(SENTENCES[6:])]
    old = document(section("aims", f"{A} {S}", B), other[0], section("money", C, D), other[1], *other[2:])
    new = document(section("aims", A, f"{B} {S}"), other[3], section("money", D), other[0], other[1], section("s2", SENTENCES[8], C, title="Part 2"))
    redline = laws(old, new)
    numbers = [mark.move for mark in marks(redline.document.sections) if type(mark) is Moved and mark.end == "to"]
    assert len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def test_a_sentence_that_changed_places_in_its_paragraph_moved() -> None:
    redline = laws(of(f"{A} {S} {B} {C}"), of(f"{A} {B} {C} {S}"))
    assert (kinds(redline), marked(redline), moves(redline)) == ([("moved", "sentence")], 0, [S])


def test_what_went_or_came_beside_a_moved_sentence_stays_marked() -> None:
    redline = laws(of(f"{A} {S} {D}", B), of(A, f"{B} {E} {S}"))
    assert sorted((change.kind, change.old.strip(), change.new.strip()) for change in redline.changes) == [
        ("deleted", D, ""),
        ("inserted", "", E),
        ("moved", S, S),
    ]


def test_a_sentence_that_changed_on_the_way_is_deleted_and_inserted() -> None:
    other = S.replace("every partner", "every other partner")
    redline = laws(of(f"{A} {S}", B), of(A, f"{B} {other}"))
    assert sorted((change.kind, change.old.strip(), change.new.strip()) for change in redline.changes) == [("deleted", S, ""), ("inserted", "", other)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((f"{A} {S}", B, f"{C} {S}"), (A, f"{B} {S}", f"{C} {S}")),
        ((f"{A} {S}", B, f"{C} {S}"), (A, f"{B} {S}", C)),
        ((f"{A} {S}", B, C), (A, f"{B} {S}", f"{C} {S}")),
    ],
    ids=["one stays", "two were", "two are"],
)
def test_a_form_of_words_that_a_document_repeats_is_no_move(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert not moves(laws(of(*old), of(*new)))


def test_half_a_sentence_is_no_move() -> None:
    head, _, tail = S.partition(" to every partner")
    assert not moves(laws(of(f"{A} {S}", B), of(f"{A} {head}.", f"{B[:-1]} to every partner{tail}")))


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "The clerk keeps the register under reg. No. 5 and shows it to Dr. Smith."
    redline = laws(of(f"{A} {text}", B), of(A, f"{B} {text}"))
    assert (kinds(redline), moves(redline)) == ([("moved", "sentence")], [text])
    tail = "No. 5 of 2004 and the whole of the schedule to it."
    assert not moves(laws(of(f"{A[:-1]} under reg. {tail}", B), of(f"{A[:-1]} under reg.", f"{B[:-1]} under reg. {tail}")))
    tail = "and all that goes with them in the same year."
    assert not moves(laws(of(f"{A} Fees etc. {tail}", f"{B} Dues etc."), of(f"{A} Fees etc.", f"{B} Dues etc. {tail}")))


def test_a_sentence_with_a_footnote_or_in_other_looks_is_no_move() -> None:
    noted = (Text(f" {S[:-1]}"), Note((p("See the Act."),)), Text("."))
    assert not moves(laws(of(Paragraph((Text(A), *noted)), B), of(A, Paragraph((Text(B), *noted)))))
    loud = Paragraph((Text(f"{B} "), Strong((Text(S),))))
    assert not moves(laws(of(f"{A} {S}", B), of(A, loud)))


def test_a_sentence_moves_with_its_looks_its_terms_and_its_references() -> None:
    term, reference = Term("terms.board", "Joint Board", "", "name"), Reference("aims")
    inside = (
        Text(" The "),
        term,
        Text(" gives "),
        Strong((Text("written"),)),
        Text(" notice to "),
        Field("post", (Text("the clerk"),)),
        Text(" as in "),
        reference,
    )
    redline = laws(of(Paragraph((Text(A), *inside, Text("."))), B), of(A, Paragraph((Text(B), *inside, Text(".")))))
    assert (kinds(redline), marked(redline)) == ([("moved", "sentence")], 0)


@pytest.mark.parametrize("name", [Term("terms.house", "St. Mary. House", "", "name"), Field("house", (Text("St. Mary. House"),))])
def test_a_name_or_value_that_holds_the_end_of_a_sentence_is_never_cut(name: Any) -> None:
    head = Text(" The clerk of the board sits every day at ")
    redline = laws(of(Paragraph((Text(A), head, name, Text(" from nine."))), B), of(A, Paragraph((Text(B), head, name, Text(" until one.")))))
    assert not moves(redline)


def test_sentences_with_another_between_them_are_not_one_move() -> None:
    noted = (Text(" Fees are due"), Note((p("See the Act."),)), Text("."))
    redline = laws(of(Paragraph((Text(f"{A} {S}"), *noted, Text(f" {D}"))), B), of(A, f"{B} {S} {D}"))
    assert sorted(kinds(redline)) == [("deleted", "words"), ("moved", "sentence"), ("moved", "sentence")]


def test_a_sentence_moves_out_of_and_within_a_section_that_moved() -> None:
    others = [section(f"s{n}", " ".join(SENTENCES[n:]), title=f"Part {n}") for n in (6, 7, 8)]
    before, after = section("aims", f"{A} {S}", B), section("aims", A, f"{B} {S}")
    assert kinds(laws(document(before, *others), document(*others, after))) == [("moved", "section"), ("moved", "sentence")]
    old, new = document(before, *others, section("money", C)), document(*others, section("aims", A, B), section("money", f"{C} {S}"))
    assert sorted(kinds(laws(old, new))) == [("moved", "section"), ("moved", "sentence")]


def test_nothing_is_called_moved_that_has_no_kept_words_between_its_places() -> None:
    line: Any = (Text(A), Deleted((Text(f" {S} {D}"),)), Inserted((Text(f" {E} {S}"),)), Text(f" {B}"))
    sections = of(Paragraph(line)).sections
    assert with_moved_sentences(sections, of(f"{A} {S} {D} {B}"), of(f"{A} {E} {S} {B}")) is sections


PARTS = st.sampled_from(
    ["It is so.", "The board meets.", "The board meets in public.", "The board decides in public e.g. at noon.", "Go!", "no stop", *SENTENCES[:5]]
)
PARAGRAPHS = st.lists(st.lists(PARTS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)


def built(texts: list[str]) -> Document:
    """The first text as a list, and the others as paragraphs."""
    return of(List(False, tuple(Item((p(text),)) for text in texts[:2])), *texts[2:])


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(PARAGRAPHS, PARAGRAPHS)
def test_the_laws_hold_and_a_move_holds_the_same_words_at_both_ends(before: list[str], after: list[str]) -> None:
    redline = laws(built(before), built(after))
    ends: dict[tuple[int, str], str] = {}
    for mark in marks(redline.document.sections):
        if type(mark) is Moved and type(mark.nodes[0]) is Text:
            ends[mark.move, mark.end] = mark.nodes[0].text.strip()
    for (move, end), text in ends.items():
        assert ends[move, "from" if end == "to" else "to"] == text
        assert " ".join(before).count(text) == " ".join(after).count(text) == 1


def test_no_move_makes_no_new_tree() -> None:
    assert not list(marks(diff(of(A, B), of(A, B)).document.sections))

"""Sections whose ids differ match by their titles and words, and nothing is marked for the other id alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.comparison.redline_summary import change_in_words, place
from docgen.document.redline import Moved, marks
from docgen.document.tree import Cell, ChartNode, Document, Figure, Paragraph, Reference, Row, Section, Table, Text
from docgen.formats.docx import redline_writer
from docgen.sources.files import HouseStyle
from tests import pair
from tests.comparison.test_diff import kinds, laws
from tests.structure import LINES, lines, section
from tests.tracked_words import tracked

ROOT = Path(__file__).parents[2]
OTHER = lines(4, seed=11)
UNLIKE = (
    pair.p("Something wholly different stands here now about trains, boats, ferries and the weather on the northern coast in winter."),
    pair.p("Yet more unlike words on gardening, beekeeping and the orchards of Kent in a wet spring follow at this place."),
)
DELETED = (
    "We give you the option to trash data. Anything you trash on your accounts will be kept in an accessible can for up to 30 days.",
    "We also delete your data after an account is cancelled, and there is no period in which they are kept, so that all are purged within 60 days.",
)
ERASED = (
    "We let you trash content in some of our products. What you trash stays in a can for about 25 days, and nobody can restore it after that day.",
    "If you choose to leave us, your content will become inaccessible at once and should be gone from our systems within 60 days.",
)
TITLE = "What happens when you delete {} in your account"


def test_a_section_with_nearly_the_same_title_stays_though_most_of_its_text_changed() -> None:
    first, last = section("a", "Names", LINES[0]), section("z", "Money", LINES[7])
    old, new = section("x", TITLE.format("data"), *map(pair.p, DELETED)), section("y", TITLE.format("content"), *map(pair.p, ERASED))
    redline = laws(pair.document("headings", first, old, last), pair.document("headings", first, new, last))
    assert change_in_words(redline.changes[0]) == "“data” → “content”"
    assert "section" not in {node for _, node in kinds(redline)}


def test_nearly_the_same_title_alone_is_no_match() -> None:
    first, last = section("a", "Names", LINES[0]), section("z", "Money", LINES[7])
    old, new = section("x", TITLE.format("data"), *LINES[1:4]), section("y", TITLE.format("content"), pair.p("Wholly unlike words stand at this place now."))
    redline = laws(pair.document("headings", first, old, last), pair.document("headings", first, new, last))
    assert kinds(redline) == [("deleted", "section"), ("inserted", "section")]


def test_nearly_the_same_title_on_the_other_side_of_another_section_is_no_match() -> None:
    kept = [section(id, id.title() * 2, LINES[at]) for at, id in enumerate(("a", "b", "c"))]
    old, new = (section(id, TITLE.format(word), *text) for id, word, text in (("x", "data", LINES[3:6]), ("y", "content", (LINES[3], *OTHER[:2]))))
    before, after = pair.document("headings", old, *kept), pair.document("headings", *kept, new)
    assert not [mark for mark in marks(laws(before, after).document.sections) if type(mark) is Moved and type(mark.nodes[0]) is Section]


@pytest.mark.parametrize("rest", [UNLIKE[:1], UNLIKE], ids=["one", "two"])
def test_a_paragraph_that_two_unlike_sections_share_stays_where_it_was(rest: tuple[Paragraph, ...]) -> None:
    kept = section("z", "Money", LINES[7])
    old, new = section("x", "Aims", *LINES[:2]), section("y", "Purposes", LINES[0], *rest)
    redline = laws(pair.document("headings", old, kept), pair.document("headings", new, kept))
    assert not any(type(mark) is Moved for mark in marks(redline.document.sections))


# ---- references to a section whose id changed ----


def referring(ids: tuple[str, str], *first: Section) -> Document:
    words: tuple[Any, ...] = ("As said in ", Reference(ids[1]), " the ", Reference(ids[1], (Text("board acts"),)), " at once.")
    return pair.document("headings", *first, section(ids[0], "Names", LINES[0], pair.p(*words)), section(ids[1], "Aims", *LINES[1:3]))


def test_a_reference_to_a_section_with_another_id_is_not_marked() -> None:
    assert not laws(referring(("p", "q")), referring(("x", "y"))).changes


def test_a_reference_to_another_section_is_marked() -> None:
    old, new = (pair.document("headings", section("p", "Names", pair.p("See ", Reference(id), ".")), section("q", "Aims", LINES[1])) for id in ("p", "q"))
    assert kinds(laws(old, new)) == [("replaced", "words")]


def test_word_gives_the_old_number_back_of_a_section_with_another_id() -> None:
    new = referring(("x", "y"), section("n", "New", LINES[5]))
    word = redline_writer.write(laws(referring(("p", "q")), new), {}, HouseStyle("mou", ROOT), "off", track_numbers=True)
    found = tracked(word, contents=False)
    assert "in section 2 the board" in " ".join(found.old)
    assert "in section 3 the board" in " ".join(found.new)


@pytest.mark.parametrize("kind", ["figure", "table"])
def test_another_id_alone_of_a_figure_or_a_table_is_no_change(kind: str) -> None:
    def with_id(id: str, caption: str = "Where each body reports") -> Document:
        figure = Figure(id, (Text(caption),), "The board reports to the executive.", (ChartNode("b", "Board", ("e",)), ChartNode("e", "Executive", ())))
        table = Table(Row((Cell((Text("Body"),)),)), (Row((Cell((Text("The board of the partnership"),)),)),), ("left",), (Text(caption),), id)
        return pair.document("headings", section("p", "Names", LINES[0], figure if kind == "figure" else table))

    assert not laws(with_id("one"), with_id("two")).changes
    assert len(laws(with_id("one"), with_id("two", "Where each group reports")).changes) == 1


def test_a_section_whose_sub_headings_all_went_keeps_its_text_under_another_id() -> None:
    below = section("p1", "Membership", *LINES[:2]), section("p2", "Meetings", *LINES[2:6])
    before = pair.document("headings", section("p", "The Board", sections=below), section("q", "Money", LINES[7]))
    after = pair.document("headings", section("x", "The Board", *LINES[:6]), section("y", "Money", LINES[7]))
    assert [*map(change_in_words, laws(before, after).changes)] == ["heading removed: “Membership”", "heading removed: “Meetings”"]
    assert [*map(change_in_words, laws(after, before).changes)] == ["heading added: “Membership”", "heading added: “Meetings”"]


def test_the_old_number_of_a_section_with_another_id_is_told() -> None:
    changed = pair.p("A paragraph that nobody has read before stands here.")
    before = pair.document("headings", section("p", "Names", *LINES[:2]), section("q", "Aims", *LINES[2:4]))
    after = pair.document("headings", section("n", "New", *LINES[4:6]), section("x", "Names", *LINES[:2]), section("y", "Aims", *LINES[2:4], changed))
    assert place(laws(before, after), laws(before, after).changes[-1]) == "3 Aims (was 2)"

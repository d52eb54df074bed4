"""A paragraph or an item that was split, or joined, is marked with cuts alone: while it moved, and with another between its parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.comparison.change_findings import findings_of
from docgen.comparison.redline_summary import change_in_words
from docgen.document.tree import Item, List, plain
from docgen.formats.docx import redline_writer
from docgen.sources.files import HouseStyle
from tests import pair
from tests.comparison.test_diff import kinds, laws
from tests.structure import LINES, section
from tests.tracked_words import tracked

ROOT = Path(__file__).parents[2]
A, B, D, E, F, G = LINES[:6]
_WORDS = "".join(text.text for text in B.inlines if hasattr(text, "text")).split()
B1, B2 = pair.p(" ".join(_WORDS[:9])), pair.p(" ".join(_WORDS[9:]))


def listed(*paragraphs: Any) -> List:
    return List(False, tuple(Item((paragraph,)) for paragraph in paragraphs))


CASES = {
    "with neighbours": ((A, B, D, E, F, G), (E, F, G, A, B1, B2, D)),
    "alone": ((B, E, F, G), (E, F, G, B1, B2)),
    "an item": ((listed(B, D), E, listed(A, F, G), E), (listed(D), E, listed(A, B1, B2, F, G), E)),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("joined", [False, True], ids=["split", "joined"])
def test_what_was_cut_on_the_way_is_one_move_without_a_marked_word(name: str, joined: bool) -> None:
    old, new = CASES[name][:: -1 if joined else 1]
    after = pair.document("headings", section("s", "Aims", *new))
    redline = laws(pair.document("headings", section("s", "Aims", *old)), after)
    assert [change.kind for change in redline.changes] == ["moved", "altered"]
    assert redline.changes[1].node == ("joined paragraphs" if joined else "split paragraph")
    found = tracked(redline_writer.write(redline, {}, HouseStyle("mou", ROOT), "off"), contents=False)
    assert (found.marked, len(found.moves), found.hidden, found.false_moves) == (0, 1, 0, ())


def test_half_a_paragraph_elsewhere_is_no_split() -> None:
    old, new = (B, E, F, G), (E, F, G, B1, pair.p("Wholly unlike words stand in the place of its other half, and say nothing that it said before."))
    redline = laws(pair.document("headings", section("s", "Aims", *old)), pair.document("headings", section("s", "Aims", *new)))
    assert kinds(redline) == [("deleted", "paragraph"), ("inserted", "paragraph"), ("inserted", "paragraph")]


NEW = pair.p("Each partner must read the record out aloud.")


@pytest.mark.parametrize("back", [False, True], ids=["added", "removed"])
def test_a_paragraph_between_the_parts_of_one_that_was_split_is_marked_alone(back: bool) -> None:
    both = [pair.document("headings", section("s", "Aims", A, *blocks, D)) for blocks in ((B,), (B1, NEW, B2))][:: -1 if back else 1]
    redline = laws(*both)
    assert [*map(change_in_words, redline.changes)] == [f"paragraph {'removed' if back else 'added'}: “{plain(NEW.inlines)}”"]
    assert findings_of(redline)[1] == ("duty removed" if back else "duty added",)
    found = tracked(redline_writer.write(redline, {}, HouseStyle("mou", ROOT), "off"), contents=False)
    assert (found.marked, found.moved) == (len(plain(NEW.inlines).split()), 0)


def test_paragraphs_of_which_one_has_half_of_anothers_words_are_no_split() -> None:
    half = pair.p(" ".join(_WORDS[9:14]) + " and wholly unlike words that nobody has read here before today.")
    assert "paragraph" in {
        change.node for change in laws(*(pair.document("headings", section("s", "Aims", A, *each, D)) for each in ((B,), (B1, NEW, half)))).changes
    }

"""A change is told by words that a reader can see: no side is empty, and a link that leads elsewhere shows where."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import change_in_words
from docgen.document.tree import Break, Document, Link, Reference, Text
from tests import pair
from tests.samples import documents


def told(old: list[Any], new: list[Any]) -> list[str]:
    before, after = (pair.document("none", pair.section("aims", pair.LONG, *blocks)) for blocks in (old, new))
    return [change_in_words(change) for change in diff(before, after).changes]


def site(address: str) -> Link:
    return Link(address, (Text("the site"),))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            [pair.p("See ", site("https://a.example"), ".")],
            [pair.p("See ", site("https://b.example"), ".")],
            ["“the site (https://a.example)” → “the site (https://b.example)”"],
        ),
        ([pair.p("See the site.")], [pair.p("See ", site("https://b.example"), ".")], ["“the site” → “the site (https://b.example)”"]),
        ([pair.p("A line and more words")], [pair.p("A line", Break(), "and more words")], ["white space changed"]),
        ([pair.p("See ", Reference("aims"), ".")], [pair.p("See ", ".")], ["words removed: “section “Aims””"]),
        ([pair.table(("A", "B"), ("1", "2"))], [pair.table(("A", "B"), ("1", "2"), ("", ""))], ["row added"]),
        ([pair.table(("A", "B"), ("1", "2"))], [pair.table(("A", "B"), ("1", ""))], ["words removed: “2”"]),
        (["One."], ["One.", pair.items(True, "by letter;", "in person.")], ["list added: “by letter; in person.”"]),
        (["One.", pair.items(True, "by letter;", "in person.")], ["One."], ["list removed: “by letter; in person.”"]),
        ([pair.items(False, "by letter;", "in person.")], [pair.items(True, "by letter;", "in person.")], ["list changed: “by letter; in person.”"]),
    ],
)
def test_a_change_is_told_by_the_words_that_it_has(old: list[Any], new: list[Any], expected: list[str]) -> None:
    assert told(old, new) == expected


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(documents(), documents())
def test_no_change_is_told_with_an_empty_side(old: Document, new: Document) -> None:
    for change in diff(old, new).changes:
        words = change_in_words(change)
        assert "“”" not in words or "“”" in change.old + change.new
        assert words.strip() and not words.endswith(": ")

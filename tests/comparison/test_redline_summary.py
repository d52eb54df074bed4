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
        # A text that itself ends or begins with a quotation mark stands beside one.
        texts = (f"“{' '.join(text.split())}”" for text in (change.old, change.new) if text.strip())
        assert "“”" not in words or any("“”" in text for text in texts)
        assert words.strip() and not words.endswith(": ")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("twelve (12) months", "eighteen (18) months", ["“twelve (12)” → “eighteen (18)”"]),
        ("twelve (12) months", "twelve (18) weeks", ["“(12) months” → “(18) weeks”"]),
        ("the twelve [12 or so] months", "the eighteen [18 or so] months", ["“twelve” → “eighteen”", "“12” → “18”"]),
        ("the Fund (“the Fund”) and", "the Money (“the Money”) and", ["“Fund” → “Money”", "“Fund” → “Money”"]),
        ("a sum called “Fund” and", "the pool called “Money” and", ["“a sum” → “the pool”", "“Fund” → “Money”"]),
        ("a share of five (5)", "a share of ten (10)", ["“five (5)” → “ten (10)”"]),
    ],
)
def test_a_change_takes_its_brackets_along(old: str, new: str, expected: list[str]) -> None:
    assert told([f"The partners agree {old} from the day."], [f"The partners agree {new} from the day."]) == expected

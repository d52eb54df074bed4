"""Straight marks come out curly as print has them, and stay straight where they are no quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.document.quotation_marks import curled, straight_marks, straightened
from tests.facts import composed_with
from tests.sketch import words

CASES = [
    ("Council's", "Council’s"),
    ("the Parents' forum", "the Parents’ forum"),
    ('the "Board"', "the “Board”"),
    ("'Board' of 'the Trust'", "‘Board’ of ‘the Trust’"),
    ("rock 'n' roll in the '90s, 'tis", "rock ’n’ roll in the ’90s, ’tis"),
    ('("the Council")', "(“the Council”)"),
    ("\"the 'inner' words\"", "“the ‘inner’ words”"),
    ("the 'Parents' forum'", "the ‘Parents’ forum’"),
    ("\"Vision 2030\" and 'Plan 9'", "“Vision 2030” and ‘Plan 9’"),
    ("the 1990's and the 1990s' end", "the 1990’s and the 1990s’ end"),
    ("Mae'r bwrdd", "Mae’r bwrdd"),
    ("6' 2\" and 6'2\", 12\" by 5'", "6' 2\" and 6'2\", 12\" by 5'"),
    ('"Vision 2030" is 6\' 2" tall', "“Vision 2030” is 6' 2\" tall"),
    ("o'brien@x.org, d'Arcy", "o'brien@x.org, d’Arcy"),
    ("https://x.y/it's it's", "https://x.y/it's it’s"),
    ("already ‘curly’ and “so”", "already ‘curly’ and “so”"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_value_comes_out_curly(text: str, expected: str) -> None:
    assert curled(text) == expected


@pytest.mark.parametrize(("text", "expected"), [case for case in CASES if "\n" not in case[0]])
def test_the_text_of_a_clause_comes_out_as_a_value_does(text: str, expected: str) -> None:
    if "rock" not in text and "'Parents' forum'" not in text:  # markdown-it takes these otherwise
        assert words(f"See {text}") == f"See {expected}"


@given(st.text(alphabet="ab 1'\"‘’“”.@(", max_size=30))
def test_curling_changes_nothing_else_and_is_done_once(text: str) -> None:
    made = curled(text)
    assert straightened(made) == straightened(text)
    assert curled(made) == made
    assert {at for at, sign in enumerate(made) if sign in "\"'"} == straight_marks(text)


def test_names_titles_and_facts_come_out_curly_everywhere() -> None:
    facts = """\
title: The Council's "Plan"
control: {Owner: Children's Team}
parties: {council: {name: Exshire Children's Trust, short: the Children's Trust}}
groups: {executive: {name: Parents' Forum}}
structure_title: Whose 'lines'
signatories: [{party: council, post: Children's Director, name: A O'Neill}]
sections:
  aims: {title: Children's aims, text: "{{ parties.council }}'s 6' 2\\" and {{ title }}.\\n\\n{{ signatories }}\\n\\n{{ structure }}"}
"""
    made = repr(composed_with(facts)[1])
    for shown in ("The Council’s “Plan”", "Children’s Team", "Exshire Children’s Trust", "the Children’s Trust", "Parents’ Forum", "Whose ‘lines’", "O’Neill"):
        assert shown in made
    for typed in ("Council's", "Children's", "Parents'", "O'Neill"):
        assert typed not in made


def test_values_that_differ_only_in_their_quotation_marks_make_the_same_document() -> None:
    straight, curly = (f'parties: {{council: {{name: "Exshire Children{mark}s Trust"}}}}\nsubtitle: "The Trust{mark}s plan"' for mark in "'’")
    assert composed_with(straight)[1] == composed_with(curly)[1]

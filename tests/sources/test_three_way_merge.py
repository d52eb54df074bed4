"""Laws of the three-way merge of texts by paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.sources.three_way_merge import Conflict, Merged, as_local, conflicts, in_text, merge, paragraphs

TEXTS = st.lists(st.sampled_from("abcdef"), max_size=8).map(tuple)
DISTINCT = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True).map(tuple)


def said(merged: Merged) -> list[str]:
    return [text for part in merged for text in ((*part.local, *part.new) if isinstance(part, Conflict) else (part,))]


@given(TEXTS, TEXTS)
def test_law_what_only_one_side_changed_is_taken_from_it(base: Sequence[str], side: Sequence[str]) -> None:
    assert merge(base, base, side) == side
    assert merge(base, side, base) == side
    assert merge(base, side, side) == side


@given(TEXTS, TEXTS, TEXTS)
def test_law_the_two_sides_are_treated_alike(base: Sequence[str], local: Sequence[str], new: Sequence[str]) -> None:
    turned = tuple(Conflict(part.new, part.local) if isinstance(part, Conflict) else part for part in merge(base, new, local))
    assert merge(base, local, new) == turned


@given(TEXTS, TEXTS, TEXTS)
def test_law_no_paragraph_that_a_side_added_is_lost(base: Sequence[str], local: Sequence[str], new: Sequence[str]) -> None:
    merged = Counter(said(merge(base, local, new)))
    for side in (local, new):
        assert all(merged[text] > 0 for text in side if text not in base)


@given(DISTINCT, DISTINCT, DISTINCT)
def test_law_no_paragraph_that_all_have_is_lost(base: Sequence[str], local: Sequence[str], new: Sequence[str]) -> None:
    assert set(base) & set(local) & set(new) <= set(said(merge(base, local, new)))


@given(TEXTS, TEXTS, TEXTS)
def test_law_each_side_of_all_conflicts_is_a_side_of_the_merge(base: Sequence[str], local: Sequence[str], new: Sequence[str]) -> None:
    merged = merge(base, local, new)
    assert conflicts(merged) == (in_text(merged, "k/n@2") != as_local(merged))
    assert all(part.local != part.new for part in merged if isinstance(part, Conflict))


@pytest.mark.parametrize(
    ("base", "local", "new", "merged"),
    [
        ("a\n\nb\n\nc\n", "a\n\nours\n\nc\n", "a\n\nb\n\ntheirs\n", "a\n\n<<<<<<< override\nours\n\nc\n=======\nb\n\ntheirs\n>>>>>>> k/n@2\n"),
        ("a\n\nb\n\nc\n\nd\n", "a\n\nours\n\nc\n\nd\n", "a\n\nb\n\nc\n\ntheirs\n", "a\n\nours\n\nc\n\ntheirs\n"),
        ("a\n", "\nours\n\n\n", "theirs", "<<<<<<< override\nours\n=======\ntheirs\n>>>>>>> k/n@2\n"),
        ("a\n\nb\n", "a\n", "a\n\ntheirs\n", "a\n\n<<<<<<< override\n=======\ntheirs\n>>>>>>> k/n@2\n"),
    ],
)
def test_a_text_is_merged_by_its_paragraphs(base: str, local: str, new: str, merged: str) -> None:
    assert in_text(merge(paragraphs(base), paragraphs(local), paragraphs(new)), "k/n@2") == merged

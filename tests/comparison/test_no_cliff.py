"""Large texts cost little more than their size: nothing is compared with everything, and what changed in its place is never a move."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.comparison import compare_blocks, moved_blocks, splits_and_joins
from docgen.comparison.diff import diff
from docgen.comparison.sequence_alignment import Element, aligned, likeness
from docgen.comparison.structure import changed_headings, matching_sections
from docgen.comparison.words import shortest_edit
from docgen.comparison.words.rare_words import RareWords
from docgen.document.redline import Moved, Redline, marks
from docgen.document.tree import Section, Text
from tests.comparison.test_diff import document, kinds, laws, section

VOWELS, CONSONANTS = "aeiou", "bdfgklmnprst"
VOCABULARY = [a + b + c + d for a in CONSONANTS for b in VOWELS for c in "lnrst" for d in VOWELS]
Calls = Callable[[], int]


def texts(count: int, words: int = 20, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choice(VOCABULARY) for _ in range(words)) + "." for _ in range(count)]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """How many likenesses were computed until now."""
    count = 0

    def counted(*args: Any) -> float:
        nonlocal count
        count += 1
        return likeness(*args)

    for module in (changed_headings, compare_blocks, matching_sections, moved_blocks, splits_and_joins):
        monkeypatch.setattr(module, "likeness", counted)
    return lambda: count


def moved(redline: Redline) -> int:
    return sum(type(mark) is Moved and mark.end == "to" for mark in marks(redline.document.sections))


@pytest.mark.parametrize("count", [201, 2_000, 5_000])
def test_a_name_that_changes_in_every_paragraph_changes_in_its_place(count: int, calls: Calls) -> None:
    before = [text[:40] + " Anytown Council " + text[40:] for text in texts(count)]
    redline = diff(document(section("a", *before)), document(section("a", *(text.replace("Anytown", "Newtown") for text in before))))
    assert {(change.old, change.new) for change in redline.changes} == {("Anytown", "Newtown")}
    assert len(redline.changes) == count and not moved(redline)
    assert calls() <= 5 * count


def test_hundreds_of_headings_that_go_leave_the_text_in_its_place(calls: Calls) -> None:
    lines, titles = texts(900), texts(300, words=3, seed=7)
    cut = document(*(replace(section(f"part-{n}", *lines[3 * n : 3 * n + 3]), title=(Text(titles[n]),)) for n in range(300)))
    whole = document(section("whole", *lines))
    for old, new, node in ((cut, whole, "deleted"), (whole, cut, "inserted")):
        redline = laws(old, new)
        assert not moved(redline)
        assert kinds(redline).count((node, "heading")) >= 299
        assert len(redline.changes) <= 301
    assert calls() <= 2 * 15 * 900


def test_paragraphs_that_come_and_go_among_changed_ones_leave_these_in_their_places(calls: Calls) -> None:
    before = ["Anytown Council " + text for text in texts(600)]
    after = [text.replace("Anytown", "Newtown") for text in before]
    after[400:400] = texts(5, seed=2)
    del after[100:103]
    redline = laws(document(section("a", *before)), document(section("a", *after)))
    assert sorted(set(kinds(redline))) == [("deleted", "paragraph"), ("inserted", "paragraph"), ("replaced", "words")]
    assert len(redline.changes) == 597 + 5 + 3
    assert calls() <= 6 * 600


def test_forms_that_differ_only_in_numbers_are_paired_by_these(calls: Calls) -> None:
    before = [f"The Council pays {1000 + number} pounds to body {5 * number} for the work of the year." for number in range(500)]
    after = [text.replace("pays", "shall pay") for text in before]
    del after[200:202]
    redline = laws(document(section("a", *before)), document(section("a", *after)))
    assert [kind for kind in kinds(redline) if kind != ("replaced", "words")] == [("deleted", "paragraph")] * 2
    assert len(redline.changes) == 500 and calls() <= 6 * 500


def test_equal_paragraphs_with_a_few_edited_show_only_the_edits(calls: Calls) -> None:
    before = texts(1) * 2_000
    after = [text.replace(" ", " new ", 1) if number % 100 == 50 else text for number, text in enumerate(before)]
    redline = laws(document(section("a", *before)), document(section("a", *after)))
    assert [(change.kind, change.new.strip()) for change in redline.changes] == [("inserted", "new")] * 20
    assert calls() <= 2_000


def test_shuffled_paragraphs_moved_and_none_is_compared_with_all(calls: Calls) -> None:
    before = texts(1_000)
    after = list(before)
    random.Random(3).shuffle(after)
    redline = laws(document(section("a", *before)), document(section("a", *after)))
    assert {change.kind for change in redline.changes} == {"moved"}
    assert calls() <= 20 * 1_000


def test_foreign_paragraphs_are_compared_with_few(calls: Calls) -> None:
    redline = diff(document(section("a", *texts(1_000))), document(section("a", *texts(1_000, seed=2))))
    assert {change.kind for change in redline.changes} <= {"inserted", "deleted", "replaced"}
    assert calls() <= 20 * 1_000


def test_sections_without_common_ids_are_matched_in_order_and_compared_with_few(calls: Calls) -> None:
    before = [section(f"old-{number}", *texts(2, seed=number)) for number in range(300)]
    after = [replace(each, id=each.id.replace("old", "new")) for each in before]
    after[30] = section("other", *texts(2, seed=999))
    after.insert(200, after.pop(100))
    redline = laws(document(*before), document(*after))
    assert sorted(kinds(redline)) == [("deleted", "section"), ("inserted", "section"), ("moved", "section")]
    assert calls() <= 10 * 300


def _schedule(id: str, what: str, officer: str, sum: str) -> Section:
    return section(
        id,
        f"The Council will pay the Trust {sum} in each year towards {what}, in four equal parts.",
        f"The {officer} officer will keep a register of {what} and will report to the Board on it within ten working days of each quarter.",
        "Either partner may end this schedule by giving three months’ notice in writing to the other.",
        title=f"Schedule for {what}",
    )


SCHEDULES = (
    _schedule("a", "school transport", "transport", "£10,000"),
    _schedule("b", "short breaks", "carers", "£12,000"),
    _schedule("c", "youth justice", "justice", "£8,000"),
    _schedule("d", "foster care", "placements", "£9,000"),
)
A, B, C, D = SCHEDULES
G = _schedule("g", "library vans", "mobile library", "£22,000")


@pytest.mark.parametrize("after", [(A, B, D, G), (A, B, G, D), (G, A, B, D)])
def test_a_schedule_with_only_the_form_of_another_does_not_replace_it(after: tuple[Section, ...]) -> None:
    assert sorted(kinds(laws(document(*SCHEDULES), document(*after)))) == [("deleted", "section"), ("inserted", "section")]


def test_a_schedule_under_another_id_is_found_by_what_only_it_says() -> None:
    dearer = _schedule("z", "youth justice", "justice", "£8,500")
    redline = laws(document(*SCHEDULES), document(dearer, A, B, D))
    assert kinds(redline) == [("moved", "section"), ("replaced", "words")]


# ---- neighbours that move together ----


@pytest.mark.parametrize("after", [(0, 6, 7, 8, 9, 10, 11, 1, 2, 3, 4, 5), (0, 6, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11)])
def test_neighbours_that_moved_together_are_one_move(after: tuple[int, ...]) -> None:
    before = texts(12)
    redline = laws(document(section("a", *before)), document(section("a", *(before[at] for at in after))))
    ends = [mark for mark in marks(redline.document.sections) if type(mark) is Moved]
    assert len(redline.changes) == moved(redline) == 1
    assert ends[0].nodes == ends[1].nodes and redline.changes[0].node in ("paragraph", f"{len(ends[0].nodes)} paragraphs")


def test_five_paragraphs_that_went_to_another_section_are_one_move() -> None:
    before = texts(10)
    redline = laws(document(section("a", *before[:7]), section("b", *before[7:])), document(section("a", *before[:2]), section("b", *before[7:], *before[2:7])))
    assert kinds(redline) == [("moved", "5 paragraphs")]
    assert redline.changes[0].old == redline.changes[0].new == " ".join(before[2:7])


def test_a_short_paragraph_moves_with_its_neighbours_but_not_alone() -> None:
    one, two, three, four = texts(4)
    old = document(section("a", one, two, "Funding", three), section("b", four))
    assert kinds(laws(old, document(section("a", one), section("b", four, two, "Funding", three)))) == [("moved", "3 paragraphs")]
    alone = kinds(laws(old, document(section("a", one, two, three), section("b", four, "Funding"))))
    assert alone == [("deleted", "paragraph"), ("inserted", "paragraph")]


def test_an_edit_in_one_of_several_that_moved_is_marked_in_it() -> None:
    before = texts(8)
    changed = [before[3], before[4].replace(" ", " new ", 1), before[5]]
    old = document(section("a", *before[:6]), section("b", *before[6:]))
    redline = laws(old, document(section("a", *before[:3]), section("b", *before[6:], *changed)))
    assert kinds(redline) == [("moved", "3 paragraphs"), ("inserted", "words")]


def test_what_stands_in_other_places_too_does_not_move() -> None:
    form = "Either partner may end this part by three months’ notice in writing."
    one, two, three = texts(3)
    old = document(section("a", one, form), section("b", two, form), section("c", three))
    redline = laws(old, document(section("a", one), section("b", two, form), section("c", three, form)))
    assert kinds(redline) == [("deleted", "paragraph"), ("inserted", "paragraph")]


@given(
    st.lists(st.sampled_from(texts(9, words=8)), max_size=12), st.lists(st.sampled_from(texts(9, words=8)), max_size=12), st.integers(0, 12), st.integers(0, 12)
)
def test_both_ends_of_each_move_hold_the_same_blocks(old: list[str], new: list[str], cut_old: int, cut_new: int) -> None:
    redline = laws(document(section("a", *old[:cut_old]), section("b", *old[cut_old:])), document(section("a", *new[:cut_new]), section("b", *new[cut_new:])))
    ends = [mark for mark in marks(redline.document.sections) if type(mark) is Moved]
    sizes = {end: {mark.move: len(mark.nodes) for mark in ends if mark.end == end} for end in ("from", "to")}
    assert sizes["from"] == sizes["to"] and len(ends) == 2 * len(sizes["to"])


# ---- splits and joins ----


@pytest.mark.parametrize("parts", [2, 3, 5, 9, 40])
def test_a_paragraph_is_split_into_any_number_and_joined_from_it(parts: int, calls: Calls) -> None:
    pieces, around = texts(parts), texts(2, seed=7)
    whole = document(section("a", around[0], " ".join(pieces), around[1]))
    many = document(section("a", around[0], *pieces, around[1]))
    assert kinds(laws(whole, many)) == [("altered", "split paragraph")] * (parts - 1)
    assert kinds(laws(many, whole)) == [("altered", "joined paragraphs")] * (parts - 1)
    assert calls() <= 20 * parts


def test_two_splits_side_by_side_and_what_was_added_between_stay_apart() -> None:
    pieces, others = texts(7), texts(3, seed=5)
    old = document(section("a", " ".join(pieces[:3]), " ".join(pieces[3:])))
    redline = laws(old, document(section("a", others[0], *pieces[:3], others[1], *pieces[3:], others[2])))
    assert sorted(kinds(redline)) == [("altered", "split paragraph")] * 5 + [("inserted", "paragraph")] * 3


def test_a_short_new_paragraph_beside_an_edited_one_is_no_part_of_it() -> None:
    (text,) = texts(1, words=60)
    redline = laws(document(section("a", text)), document(section("a", text.replace(" ", " new ", 1), "It begins in June of that year.")))
    assert kinds(redline) == [("inserted", "words"), ("inserted", "paragraph")]


# ---- the parts ----


@given(st.lists(st.integers(0, 4), max_size=80), st.lists(st.integers(0, 4), max_size=80))
def test_a_short_edit_leaves_equal_words_between_its_spans(a: list[int], b: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_MOST_CELLS", 60), ("_PIECE", 8), ("_RUN", 3), ("_ONE_IN", 2)):
            patch.setattr(shortest_edit, name, value)
        spans = shortest_edit.shortest_edit(tuple(a), tuple(b))
    i = j = 0
    for i0, i1, j0, j1 in [*spans, (len(a), len(a), len(b), len(b))]:
        assert i <= i0 <= i1 and j <= j0 <= j1 and a[i:i0] == b[j:j0]
        i, j = i1, j1


LINES = st.lists(st.lists(st.integers(0, 6), max_size=6).map(tuple), max_size=25)


@given(LINES, LINES)
def test_an_alignment_by_likely_pairs_increases_and_keeps_equal_ends(old: list[tuple[int, ...]], new: list[tuple[int, ...]]) -> None:
    a, b = ([Element(words, words) for words in lines] for lines in (old, new))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docgen.comparison.sequence_alignment.MOST_CELLS", 4)
        pairs = aligned(a, b, lambda i, j: likeness(old[i], new[j]))
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))
    assert all(old[i] == new[j] or likeness(old[i], new[j]) for i, j in pairs)
    if old and new and old[0] == new[0]:
        assert (0, 0) in pairs


@given(LINES, st.integers(1, 4))
def test_a_text_is_likely_itself(lines: list[tuple[int, ...]], most: int) -> None:
    index = RareWords(lines)
    for place, text in enumerate(lines):
        found = index.likely(text, most, place)
        assert len(found) <= most
        if text and lines.count(text) == 1 and set(text).isdisjoint(word for other in lines if other is not text for word in other):
            assert found[0] == place


MEMORY = """
import random
from pathlib import Path
from docgen.comparison.diff import diff
from tests.comparison.test_no_cliff import document, section, texts
(old,) = texts(1, words=50_000)
words = old.split()
for at in random.Random(2).sample(range(50_000), 500):
    words[at] = "changed"
documents = document(section("a", old)), document(section("a", " ".join(words)))
def most():
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
before = most()
redline = diff(*documents)
changed = sum(len(change.new.split()) for change in redline.changes)
print((most() - before) // 1024, changed)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the most memory of a process alone")
def test_a_paragraph_of_fifty_thousand_words_takes_little_memory() -> None:
    run = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    megabytes, changed = map(int, run.stdout.split())
    assert 0 < megabytes <= 60 and changed <= 500

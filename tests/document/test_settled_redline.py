"""A redline of which some changes are taken."""

from __future__ import annotations

import random

import pytest

from docgen.comparison.diff import diff
from docgen.document.redline import normal
from docgen.document.settled_redline import settled
from docgen.document.tree import plain
from docgen.formats.reading.as_read import as_read
from tests import pair
from tests.edits import edited
from tests.revisions import REVISIONS, document
from tests.structure import CASES, LINES, documents, restructured, section


def _pairs(count: int) -> list[tuple[str, int]]:
    return [(REVISIONS[seed % len(REVISIONS)], seed) for seed in range(count)]


@pytest.mark.parametrize(("name", "seed"), _pairs(24))
def test_all_changes_give_the_new_document_and_none_the_old_one(name: str, seed: int) -> None:
    old = normal(as_read(document(name)))
    new = normal(restructured(edited(old, seed, 6).document, seed, 2 * (seed % 2)))
    redline = diff(old, new)
    assert settled(redline, lambda _: True).sections == new.sections
    assert settled(redline, lambda _: False) == old


@pytest.mark.parametrize(("name", "seed"), _pairs(24))
def test_the_changes_that_are_not_taken_are_the_ones_that_are_left(name: str, seed: int) -> None:
    old = normal(as_read(document(name)))
    new = normal(edited(old, seed, 6).document)
    redline = diff(old, new)
    chance = random.Random(seed)
    some = {change.id for change in redline.changes if chance.random() < 0.5}
    part = settled(redline, lambda id: id in some)
    left = diff(part, new)
    apart = [change for change in redline.changes if change.id not in some]
    assert bool(left.changes) == bool(apart)
    assert sorted(c.kind for c in left.changes if c.kind == "moved") == sorted(c.kind for c in apart if c.kind == "moved")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_headings_that_came_or_went_can_be_taken_or_not(case: object) -> None:
    old, new = documents(case)  # type: ignore[arg-type]
    for a, b in ((old, new), (new, old)):
        redline = diff(a, b)
        assert settled(redline, lambda _: True).sections == normal(b).sections
        assert settled(redline, lambda _: False).sections == normal(a).sections


def test_words_that_changed_in_a_section_that_moved_can_be_taken_without_the_move() -> None:
    old = pair.document("none", *(section(f"s{at}", f"Part {at}", line) for at, line in enumerate(LINES)))
    first, *rest = old.sections
    new = pair.document("none", *rest, section("s0", "Part 0", pair.p(plain(LINES[0].inlines).replace("premises", "offices", 1))))
    redline = diff(old, new)
    moves = {change.id for change in redline.changes if change.kind == "moved"}
    assert moves
    assert len(redline.changes) > len(moves)
    kept = settled(redline, lambda id: id not in moves)
    assert [section.id for section in kept.sections] == [section.id for section in old.sections]
    assert kept.sections[0].blocks == new.sections[-1].blocks != first.blocks

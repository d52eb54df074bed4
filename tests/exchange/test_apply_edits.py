"""Edits applied to the sources: the revision composes to the document that came back, or to one with just the chosen edits."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from docgen.comparison.diff import diff
from docgen.document.problems import DocgenError
from docgen.document.redline import normal
from docgen.document.settled_redline import settled
from docgen.document.tree import Document, Section, walk
from docgen.exchange.edits.apply_edits import applied
from docgen.exchange.edits.edit import APPLIED
from docgen.exchange.edits.find_edits import found_edits
from docgen.exchange.fitting.what_follows import proved
from docgen.formats.reading.as_read import as_read
from tests.edits import edited
from tests.exchange.answers import ANSWER, LIBRARY, apply, base, found, halton_answer, in_section, p, read, typed_over
from tests.exchange.random_answers import answered
from tests.revisions import REVISIONS
from tests.structure import restructured

SCRIPTS = int(os.environ.get("DOCGEN_SCRIPTS", "60"))
HALTON = "halton/2020"


def _answer(seed: int) -> tuple[str, Document]:
    """A revision, and a random answer to it: the same for the same seed."""
    name = REVISIONS[seed % len(REVISIONS)]
    made = normal(edited(read(name), seed, 1 + seed % 9).document)
    return name, normal(restructured(made, seed, 1 + seed % 4)) if seed % 3 == 0 else made


def _emptied(document: Document) -> bool:
    return any(isinstance(part, Section) and not part.blocks and not part.sections for part in walk(document))


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_all_edits_of_a_random_answer_compose_to_it(seed: int) -> None:
    name, returned = _answer(seed)
    edits = found(name, returned)
    assert sorted(id for edit in edits.edits for id in edit.changes) == [change.id for change in edits.redline.changes], "none lost, none twice"
    try:
        done = apply(name, edits)
    except DocgenError as error:
        assert {problem.code for problem in error.problems} == {"missing-clause"}, "a clause that another needs cannot go"
        return
    if not _emptied(returned):
        assert done.proof.left == ()
        wanted = set() if not done.elsewhere else {each.old for each in done.elsewhere}
        assert not [change for change in proved(done.revision.document, returned).left if not wanted]


@pytest.mark.parametrize("seed", range(SCRIPTS // 3))
def test_some_edits_of_a_random_answer_compose_to_a_document_with_just_those(seed: int) -> None:
    name, returned = _answer(3 * seed + 1)
    edits = found(name, returned)
    chance = random.Random(seed)
    some = [edit for edit in edits.edits if edit.sort in APPLIED and chance.random() < 0.5]
    if not some:
        return
    done = apply(name, edits, *(edit.id for edit in some))
    changes = {id for edit in some for id in edit.changes}
    if not done.elsewhere:
        assert proved(done.revision.document, settled(edits.redline, lambda id: id in changes)).left == ()
    assert done.proof.left == ()


def test_the_fields_and_conditions_of_a_clause_survive_a_change_of_words_beside_them() -> None:
    done = apply(HALTON, found(HALTON, typed_over(read(HALTON), {"A party that learns": "Any party that learns"})))
    added = set(done.revision.text.split("\n")) - set(base(HALTON).text.split("\n"))
    assert [line.strip() for line in sorted(added) if "learns" in line] == [
        "Any party that learns of such a change will tell the other parties, where it can, at least {{ notice | words }} before the change takes effect."
    ]
    assert (
        "          reason: Returned by NHS Halton on 1 May 2026" in done.revision.text or "reason: Returned by NHS Halton on 1 May 2026" in done.revision.text
    )


def test_comments_and_the_order_of_the_file_survive() -> None:
    old, new = base(HALTON).text, apply(HALTON, found(HALTON, halton_answer())).revision.text
    comments = [line.partition(" # ")[2] for line in old.split("\n") if " # " in line and "remote" not in line]
    assert [comment for comment in comments if comment not in new] == []


def test_a_value_changes_its_line_in_the_file_alone() -> None:
    done = apply(HALTON, found(HALTON, typed_over(read(HALTON), {"every 4 weeks": "every 5 weeks"})))
    pairs = zip(base(HALTON).text.split("\n"), done.revision.text.split("\n"), strict=True)
    assert [(a.strip(), b.strip()) for a, b in pairs if a != b] == [("meets: every 4 weeks", "meets: every 5 weeks")]


def test_edits_that_cannot_be_applied_are_refused_together() -> None:
    edits = found(HALTON, halton_answer())
    with pytest.raises(DocgenError) as caught:
        apply(HALTON, edits, "cover.9", "cover.1", "complaint.1")
    assert [problem.code for problem in caught.value.problems] == ["unknown-edit", "no-edit", "unknown-edit"]


def test_a_section_that_a_clause_needs_is_not_taken_out() -> None:
    edits = found("halton/2019", in_section(read("halton/2019"), "dispute-resolution", lambda section: None))
    with pytest.raises(DocgenError) as caught:
        apply("halton/2019", edits)
    assert {problem.code for problem in caught.value.problems} == {"missing-clause"}


def test_local_text_is_changed_where_it_is() -> None:
    done = apply(
        HALTON,
        found("halton/2020", in_section(read(HALTON), "channel-panel", lambda section: replace(section, blocks=(*section.blocks, p("It meets yearly."))))),
    )
    section = done.revision.partnership.revision.sections["key-partnerships"].sections["associated-groups"].sections["channel-panel"]
    assert section.text
    assert section.text.endswith("\n\nIt meets yearly.\n")
    assert "{{ groups.channel }}" in section.text
    assert diff(as_read(base(HALTON).document), as_read(done.revision.document)).changes[0].new == "It meets yearly."


def test_a_section_that_was_placed_beside_one_that_goes_is_placed_beside_another() -> None:
    assert "after: associated-groups" in base(HALTON).text
    answer = in_section(read(HALTON), "associated-groups", lambda section: None)
    done = apply(HALTON, found(HALTON, answer))
    assert "after: associated-groups" not in done.revision.text
    assert done.proof.left == ()


WALKS = int(os.environ.get("DOCGEN_WALKS", "4"))
"""Each walk is five answers of one to four edits: 40 make 500 edits."""


@pytest.mark.parametrize("walk_of", range(WALKS))
def test_answer_after_answer_is_applied_to_the_sources_that_the_last_one_left(walk_of: int) -> None:
    """A walk: what was applied can be edited again, its overrides and local texts too, and nothing is lost or invented on the way."""
    here = base(REVISIONS[walk_of % len(REVISIONS)])
    for step in range(5):
        returned = answered(normal(as_read(here.document)), walk_of * 50 + step, 1 + (walk_of + step) % 4)
        edits = found_edits(here, returned, LIBRARY)
        assert sorted(id for edit in edits.edits for id in edit.changes) == [change.id for change in edits.redline.changes]
        try:
            done = applied(here, edits, [edit.id for edit in edits.edits if edit.sort in APPLIED], LIBRARY, ANSWER)
        except DocgenError as error:
            assert {problem.code for problem in error.problems} == {"missing-clause"}
            continue
        assert _emptied(returned) or done.proof.left == ()
        here = done.revision

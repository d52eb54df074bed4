"""Why a change was made: from the files of a small repository in which one thing at a time is changed, and from the real revisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.document.redline import Change, Explanation
from docgen.redlines.compare_revisions import Comparison, compare, consecutive
from tests.scratch import CLAUSE, NEXT, REVISION, ROOT, Scratch, repository

FUNDING = "clauses/funding/share/v1.md"
CLAUSE_TEXT = """\
---
title: Funding
status: approved
summary: Shares.
use: Any.
law: {}
parameters:
  contribution: {type: percent, help: The share., example: 12%}
---
Each partner pays {{ contribution }} of the cost of the joint board every year.
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    scratch.write(FUNDING, CLAUSE_TEXT)
    scratch.edit(REVISION, "  aims:\n", "  funding:\n    clause: funding/share@1\n    with: {contribution: 12%}\n  aims:\n")
    scratch.write(NEXT, 'extends: "1"\n')
    return scratch


def after(scratch: Scratch, change: str) -> list[tuple[Change, Explanation]]:
    """What became of the first revision when the second one makes a change."""
    scratch.write(NEXT, f'extends: "1"\n{change}')
    return told(compare(scratch.root, "scratch/1", "scratch/2"))


def told(made: Comparison) -> list[tuple[Change, Explanation]]:
    return [(change, made.explanations[change.id]) for change in made.redline.changes if change.node != "row"]


def test_a_value_is_named_with_what_it_was_and_where_it_stands(scratch: Scratch) -> None:
    ((change, why),) = after(scratch, "sections:\n  funding:\n    with:\n      contribution: 18%\n")
    assert (change.kind, change.old, change.new) == ("replaced", "12%", "18%")
    assert why == Explanation(f"funding.contribution: 12% → 18% ({NEXT}:5)", "value", ("sum or share",))


def test_a_section_that_moved_and_whose_value_changed_is_one_move_and_one_value(scratch: Scratch) -> None:
    found = after(scratch, "sections:\n  funding:\n    before: meetings\n    with: {contribution: 18%}\n")
    assert [(change.kind, change.node, change.number, change.was_number) for change, _ in found] == [
        ("moved", "section", "1", "2"),
        ("replaced", "words", "1", "2"),
    ]
    assert [(why.cause_kind, why.cause.rpartition("(")[2]) for _, why in found] == [("order", f"{NEXT}:4)"), ("value", f"{NEXT}:5)")]


def test_a_clause_version_is_named_with_what_its_author_says_of_it(scratch: Scratch) -> None:
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    scratch.write("clauses/meetings/monthly/v2.md", text.replace("use:", "changes: Twice a month.\nuse:").replace("every month", "twice a month"))
    ((change, why),) = after(scratch, "sections:\n  meetings: {clause: meetings/monthly@2}\n")
    assert (change.old, change.new) == ("every", "twice a")
    assert (why.cause, why.cause_kind) == ("clause meetings/monthly version 1 → 2: Twice a month.", "clause")


def test_local_text_is_named_with_its_reason(scratch: Scratch) -> None:
    ((_, why),) = after(scratch, "sections:\n  aims:\n    text: |\n      The aims are grand.\n\n      They are met in [](#meetings).\n")
    assert why.cause_kind == "text" and why.cause.endswith(": The aims are ours alone.")


def test_a_party_is_named_wherever_its_name_stands(scratch: Scratch) -> None:
    scratch.edit(FUNDING, "Each partner", "{{ parties.council.name }}")
    found = after(scratch, "parties:\n  council: {name: Scratch City Council}\n")
    assert found and all(why.cause_kind == "party" and why.cause.endswith(f"({NEXT}:3)") for _, why in found)


def test_a_section_added_or_removed_is_named_with_its_clause_and_its_line(scratch: Scratch) -> None:
    found = after(scratch, "sections:\n  aims: null\n  more: {title: More, reason: It was asked for., text: More is done by all.}\n")
    assert [(change.kind, why.cause_kind) for change, why in found] == [("deleted", "section"), ("inserted", "section")]
    assert f"({NEXT}:4): It was asked for." in found[1][1].cause and REVISION in found[0][1].cause


def test_a_condition_is_put_down_to_the_value_that_it_asks_for(scratch: Scratch) -> None:
    ((change, why),) = after(scratch, "review: {next: 2026-01}\n")
    assert (change.kind, why.cause_kind) == ("inserted", "value") and "review.next" in why.cause


def test_an_archive_gives_causes_without_places(scratch: Scratch) -> None:
    scratch.build("scratch/1")
    scratch.write(NEXT, 'extends: "1"\nsections:\n  funding: {with: {contribution: 18%}}\n')
    made = compare(scratch.root, str(scratch.output / "scratch/scratch-1.json"), "scratch/2")
    assert [change.new for change in made.redline.changes if change.section] == ["18%"]


def test_every_change_between_real_revisions_has_a_cause() -> None:
    pairs = list(consecutive(ROOT))
    assert pairs == [("halton/2019", "halton/2020"), ("hartlepool-stockton/2019", "hartlepool-stockton/2019-09")]
    for old, new in pairs:
        made = compare(ROOT, old, new)
        assert not [made.redline.changes[id - 1] for id, why in made.explanations.items() if why.cause_kind == "unknown"]

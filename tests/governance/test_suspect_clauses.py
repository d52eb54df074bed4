"""The register of law, and clauses that are suspect because what they rest on was replaced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result

from docgen.document.values import Date
from docgen.governance import suspect_clauses
from docgen.library.clauses import Library
from docgen.library.law_register import Register
from tests.scratch import CLAUSE, HERE, REVISION, ROOT, Scratch, repository, run

LAW = "clauses/law.yaml"
REGISTER = """\
guide:
  name: The Guide
  kind: guidance
  editions:
    "2018": {from: 2018-07}
    "2023": {from: 2023-12-15, evidence: read, source: "https://example.org/guide"}
    "2026": {from: 2026-03}
old-rules: {name: Old Rules 2006, kind: regulations, superseded: 2018-06-29, by: new-rules}
new-rules: {name: New Rules 2018, kind: regulations}
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    scratch.write(LAW, REGISTER)
    scratch.edit(CLAUSE, "law: {}", 'law: {guide: "2018, chapter 3"}')
    scratch.edit(REVISION, "chair: The Leader", "chair: The Leader\n      notice: 5 working days")
    return scratch


def review(scratch: Scratch, day: str) -> Result:
    return run(scratch, "clause", "review", "meetings/monthly", "--by", "Jo Doe, Lawyer", "--on", day)


def suspect(scratch: Scratch, day: Date) -> list[tuple[str, str]]:
    return [(suspicion.clause.name, suspicion.by) for suspicion in suspect_clauses.suspects(Library(scratch.root), day)]


def test_a_newer_edition_makes_a_clause_suspect_from_its_day_on(scratch: Scratch) -> None:
    assert suspect(scratch, Date(2023, 12, 14)) == []
    assert suspect(scratch, Date(2023, 12, 15)) == [("meetings/monthly@1", "2023")]
    assert suspect(scratch, Date(2026, 3, 1)) == [("meetings/monthly@1", "2026")]


def test_a_review_clears_a_clause_until_the_next_edition(scratch: Scratch) -> None:
    assert review(scratch, "2024-01-01").exit_code == 0
    assert suspect(scratch, Date(2024, 1, 1)) == []
    assert suspect(scratch, Date(2026, 3, 1)) == [("meetings/monthly@1", "2026")]


def test_a_review_of_another_wording_is_none(scratch: Scratch) -> None:
    review(scratch, "2024-01-01")
    scratch.edit(CLAUSE, "The bodies meet every month. {{", "The bodies meet each month. {{")
    assert suspect(scratch, Date(2024, 1, 1)) == [("meetings/monthly@1", "2023")]


def test_a_clause_that_is_not_suspect_cannot_be_reviewed(scratch: Scratch) -> None:
    result = review(scratch, "2020-01-01")
    assert result.exit_code == 1
    assert "[not-suspect]" in result.stderr
    assert not (scratch.root / "clauses/reviews.txt").exists()


def test_the_warning_stands_at_the_law_and_leaves_the_status_at_0(scratch: Scratch) -> None:
    scratch.edit(REVISION, "date: 2024-05", "date: 2019-05")
    scratch.edit("partnerships/scratch/2.yaml", "date: 2025-05", "date: 2020-05")
    result = run(scratch, "check", "--on", "2024-01-01")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 errors, 1 warning")
    assert result.stdout.startswith(
        f"{LAW}:1:1: warning: 1 clause rests on The Guide 2018, which the edition 2023 replaced (15 December 2023): meetings/monthly@1."
    )


def test_a_revision_that_is_dated_after_the_change_cannot_rest_on_the_old_edition(scratch: Scratch) -> None:
    place = scratch.edit(REVISION, "clause: meetings/monthly@1", f"clause: {HERE}meetings/monthly@1")
    result = run(scratch, "check", "scratch/1", "--on", "2030-01-01")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{place}: The clause “meetings/monthly@1” rests on The Guide 2018, which the edition 2023 replaced")
    assert "docgen clause review meetings/monthly@1" in result.stdout
    review(scratch, "2024-05-01")
    assert run(scratch, "check", "scratch/1").exit_code == 0


def test_an_instrument_that_is_gone_names_its_successor(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, 'law: {guide: "2018, chapter 3"}', "law: {old-rules: regulation 5}")
    result = run(scratch, "check", "scratch/1")
    assert "rests on Old Rules 2006, replaced by New Rules 2018 (29 June 2018) before the date of this revision" in result.stdout


def test_a_revision_dated_before_the_change_may_rest_on_what_was_in_force(scratch: Scratch) -> None:
    scratch.edit(REVISION, "date: 2024-05", "date: 2019-05")
    assert run(scratch, "check", "scratch/1").exit_code == 0


def test_the_list_of_clauses_marks_and_picks_the_suspect(scratch: Scratch) -> None:
    every, some = run(scratch, "clauses", "--on", "2024-01-01"), run(scratch, "clauses", "--suspect", "--on", "2024-01-01")
    assert "approved, suspect" in every.stdout
    assert [line.split()[1] for line in some.stdout.splitlines()[1:]] == ["monthly"]


def statuses(scratch: Scratch, day: str) -> set[str]:
    """The status of the clause on a day as each list and page gives it."""
    rows = run(scratch, "clauses", "--on", day).stdout.splitlines()[1:]
    (listed,) = re.findall(r"monthly +[0-9, ]+? +(\w+(?:, \w+)?)  ", next(row for row in rows if "monthly" in row))
    shown = run(scratch, "show", "meetings/monthly", "--on", day).stdout.partition("(")[2].partition(")")[0]
    assert run(scratch, "catalogue", "--on", day, "--output", str(scratch.output)).exit_code == 0
    texts = [(scratch.output / page).read_text(encoding="utf-8") for page in ("index.html", "meetings/monthly.html")]
    index, page = texts[0].partition("meetings/monthly.html")[2], texts[1]
    return {
        listed,
        shown,
        *re.findall(r'<span class="state [a-z ]+">([^<]+)<', index.partition("</li>")[0]),
        *re.findall(r'class="state [a-z ]+">([^<]+)<', page),
    }


@pytest.mark.parametrize(
    ("day", "superseded", "status"),
    [
        ("2020-01-01", "", "approved"),
        ("2024-01-01", "", "approved, suspect"),
        ("2024-01-01", "superseded: 2023-12-15\n", "approved, superseded"),
        ("2023-12-14", "superseded: 2023-12-15\n", "approved"),
    ],
)
def test_every_list_and_page_gives_the_same_status(scratch: Scratch, day: str, superseded: str, status: str) -> None:
    scratch.edit(CLAUSE, "parameters:\n", f"{superseded}parameters:\n")
    assert statuses(scratch, day) == {status}


def test_a_withdrawn_clause_is_neither_suspect_nor_superseded(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "status: approved", "status: withdrawn\nsuperseded: 2020-01-01")
    assert "withdrawn" in statuses(scratch, "2024-01-01") and not any(", " in status for status in statuses(scratch, "2024-01-01"))


def test_a_superseded_clause_is_an_error_in_a_revision_from_that_day_on_and_needs_no_review(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "parameters:\n", "superseded: 2024-05-01\nparameters:\n")
    result = run(scratch, "check", "scratch/1", "--on", "2030-01-01")
    assert "The clause “meetings/monthly@1” is for documents from before 1 May 2024. [superseded-clause]" in result.stdout
    assert result.exit_code == 1 and "superseded-basis" not in result.stdout
    scratch.edit(REVISION, "date: 2024-05", "date: 2023-11")
    assert "superseded-clause" not in run(scratch, "check", "scratch/1", "--on", "2030-01-01").stdout
    assert suspect(scratch, Date(2030, 1, 1)) == []


def test_a_version_on_later_guidance_is_not_offered_to_an_earlier_revision(scratch: Scratch) -> None:
    text = (
        (scratch.root / CLAUSE)
        .read_text(encoding="utf-8")
        .replace("2018, chapter 3", "2026")
        .replace("status: approved", "status: approved\nchange: minor\nchanges: It is new.")
    )
    scratch.write("clauses/meetings/monthly/v2.md", text)
    scratch.edit("partnerships/scratch/2.yaml", "date: 2025-05", "date: 2026-02")
    assert run(scratch, "outdated", "scratch").stdout == "Nothing is outdated.\n"
    scratch.edit("partnerships/scratch/2.yaml", "date: 2026-02", "date: 2026-03")
    assert "meetings/monthly@1" in run(scratch, "outdated", "scratch").stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [("kind: guidance", "kind: ¦guide"), ("{from: 2018-07}", "{from: ¦yesterday}"), ('    "2026": {from: 2026-03}', '    "2026": {¦since: 2026-03}')],
)
def test_a_wrong_entry_is_reported_at_its_place(scratch: Scratch, old: str, new: str) -> None:
    place = scratch.edit(LAW, old, new)
    assert place in [problem.position for problem in scratch.problems("scratch/1")]


@pytest.mark.parametrize(
    ("requires", "code"),
    [("[review.next]", "missing-fact"), ("[governance]", "missing-clause"), ("[dates.expiry]", "missing-fact"), ("[partnership.name, meetings]", "")],
)
def test_what_a_clause_requires_must_be_there(scratch: Scratch, requires: str, code: str) -> None:
    scratch.edit(CLAUSE, "parameters:\n", f"requires: {requires}\nparameters:\n")
    assert [problem.code for problem in scratch.problems("scratch/1")] == ([code] if code else [])


def test_a_clause_that_is_misspelt_is_reported_once_and_not_missed_by_others(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "parameters:\n", "requires: [governance]\nparameters:\n")
    scratch.edit(REVISION, "sections:\n", "sections:\n  who: {clause: governance/jont@1}\n")
    assert [problem.code for problem in scratch.problems("scratch/1")] == ["unknown-clause"]


def test_what_a_clause_requires_or_conflicts_with_must_exist(scratch: Scratch) -> None:
    place = scratch.edit(CLAUSE, "parameters:\n", f"conflicts:\n  - {HERE}meetings/weekly\nparameters:\n")
    result = run(scratch, "check", "--on", "2020-01-01")
    assert result.stdout.startswith(f"{place}: There is no “meetings/weekly”. [unknown-clause]")


def test_a_later_version_must_say_what_it_changes(scratch: Scratch) -> None:
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    scratch.write("clauses/meetings/monthly/v2.md", text)
    assert "clauses/meetings/monthly/v2.md:1:1: “meetings/monthly@2” does not say what changed" in run(scratch, "check", "--on", "2020-01-01").stdout


def test_the_register_of_this_repository_dates_its_editions_in_order() -> None:
    register: Register = Library(ROOT).law
    for law in register.entries.values():
        days = [edition.from_.start() for edition in law.editions.values()]
        assert days == sorted(days)
        assert all(edition.source for edition in law.editions.values() if edition.evidence == "read")
        assert law.by is None or law.superseded


def test_no_clause_of_this_repository_is_suspect_but_those_whose_new_text_nobody_has_read() -> None:
    assert {suspicion.clause.id.partition("/")[0] for suspicion in suspect_clauses.suspects(Library(ROOT), Date(2026, 11, 30))} == {"learning-reviews"}
